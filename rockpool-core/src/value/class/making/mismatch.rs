//! What is said of a value of another type.

use super::Unfit;
use crate::value::AnyValue;

pub(super) fn other_type<T>(new: &dyn AnyValue) -> Unfit {
    Unfit::Type(alloc::format!(
        "expected a value of type `{}`, found `{}`",
        short(core::any::type_name::<T>()),
        short(new.type_name())
    ))
}

/// A type's name without the paths of its modules.
pub(crate) fn short(name: &str) -> alloc::string::String {
    let mut out = alloc::string::String::new();
    let mut word = alloc::string::String::new();
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_alphanumeric() || c == '_' {
            word.push(c);
        } else if c == ':' && chars.peek() == Some(&':') {
            chars.next();
            word.clear();
        } else {
            out.push_str(&word);
            word.clear();
            out.push(c);
        }
    }
    out.push_str(&word);
    out
}
