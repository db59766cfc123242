//! The builder's methods: one for each field and free dim, beside `shape`, `key` and `build`.

use syn::Member;
use syn::ext::IdentExt as _;

use crate::ctxt::Ctxt;
use crate::model::module::{Dim, Field, Role};
use crate::symbol::BUILDER_METHODS;

/// No two methods of the builder share a name. The origin has none, so it may be called anything.
pub(super) fn check_builder_names(cx: &Ctxt, fields: &[Field], dims: &[Dim]) {
    let mut setters: Vec<String> = Vec::new();
    for field in fields {
        let Member::Named(ident) = &field.member else {
            continue;
        };
        if matches!(field.role, Role::Origin) {
            continue;
        }
        let name = ident.unraw().to_string();
        if is_taken(&name) {
            cx.error(
                ident,
                format!("field `{name}` has the name of a method of the builder; rename the field, and keep its public name by `rename = \"{name}\"`"),
            );
        }
        setters.push(name);
    }
    for dim in dims {
        let name = dim.name.unraw().to_string();
        if is_taken(&name) {
            cx.error(
                &dim.name,
                format!("dim `{name}` has the name of a method of the builder; rename the dim"),
            );
        } else if setters.contains(&name) {
            cx.error(
                &dim.name,
                format!("dim `{name}` has the name of a field, and the builder has one method for it; rename the dim"),
            );
        }
    }
}

fn is_taken(name: &str) -> bool {
    BUILDER_METHODS.contains(&name)
}
