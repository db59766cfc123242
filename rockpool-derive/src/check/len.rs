//! `len = ..`: how many modules a list has.

use syn::Type;

use crate::check::lengths::Scope;
use crate::ctxt::Ctxt;
use crate::model::module::Length;
use crate::model::raw::{Arg, RawLength};

/// The number of elements; what is called otherwise than a `Vec` is told by rustc, which knows aliases.
pub(super) fn check_len(
    cx: &Ctxt,
    scope: &Scope,
    arg: Option<&Arg<Option<RawLength>>>,
    ty: &Type,
) -> Option<Length> {
    let arg = arg?;
    let length = arg.value.as_ref()?;
    if let Some(why) = uncounted(ty) {
        cx.error(&arg.key, format!("`len` says how many modules a `Vec` holds, and {why}; remove `len`"));
        return None;
    }
    Some(scope.resolve(cx, length))
}

/// Why a type that is surely no `Vec` takes no length.
fn uncounted(ty: &Type) -> Option<String> {
    match ty {
        Type::Array(_) => Some("an array has the length of its type".to_owned()),
        Type::Tuple(_) => Some("a tuple has as many as it lists".to_owned()),
        Type::Group(group) => uncounted(&group.elem),
        Type::Paren(paren) => uncounted(&paren.elem),
        Type::Path(path) => {
            let name = path.path.segments.last()?.ident.to_string();
            match name.as_str() {
                "Option" | "Box" => Some(format!("`{name}` holds one at most")),
                "BTreeMap" => Some("a map has as many as it is given".to_owned()),
                _ => None,
            }
        }
        _ => None,
    }
}
