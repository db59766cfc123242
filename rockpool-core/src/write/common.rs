//! Whether modules that are parts of one have one value of what is declared as `common`.

use crate::error::{Fault, FaultKind};
use crate::value::Value;
use crate::walk::Leaf;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};

/// What was met first, by the attribute's name: where, and its value.
#[derive(Default)]
pub(super) struct Common {
    first: BTreeMap<&'static str, (String, Value)>,
}

impl Common {
    /// The fault of a leaf that has another value than the first of its name.
    pub(super) fn differing(&mut self, leaf: &Leaf<'_, '_>) -> Option<Fault> {
        if !leaf.attribute().is_common() {
            return None;
        }
        let name = leaf.attribute().name();
        let found = leaf.to_value();
        let Some((first, expected)) = self.first.get(name) else {
            self.first.insert(name, (leaf.path().to_string(), found));
            return None;
        };
        if same(expected, &found) {
            return None;
        }
        let values = match (number(expected), number(&found)) {
            (Some(expected), Some(found)) => format!("expected {expected}, as `{first}` is, found {found}"),
            _ => format!("expected the value of `{first}`, found another"),
        };
        let message = format!("{values}; modules that are parts of one have one `{name}`, by `common`");
        Some(Fault::new(leaf.path().to_owned(), FaultKind::Check { message }))
    }
}

/// Whether two values are one; numbers are, whatever their precision, that are written alike.
fn same(one: &Value, other: &Value) -> bool {
    match (number(one), number(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one == other,
    }
}

/// A number as it is written in its own precision.
fn number(value: &Value) -> Option<String> {
    value.scalar::<f64>().map(|number| number.to_string()).or_else(|| {
        let single = value.scalar::<f32>();
        single.map(|number| number.to_string())
    })
}
