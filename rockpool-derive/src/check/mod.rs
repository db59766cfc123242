//! Raw model → checked model: a list of one-purpose rules.
//!
//! A check that finds a fault pushes it and goes on with a stand-in, so a checked model always
//! comes out; it is expanded only if nothing was pushed, and is what the fallback is made of otherwise.

mod bounds;
mod builder;
mod dims;
mod enums;
mod families;
mod generics;
mod init;
mod len;
mod lengths;
mod like;
mod names;
mod reset;
mod roles;
mod shapes;
mod structs;
mod types;
mod units;
mod wrapper;

pub(crate) use bounds::number;
pub(crate) use types::path_name;

use crate::ctxt::Ctxt;
use crate::model::module::{Body, Enum, Module};
use crate::model::raw::{RawBody, RawItem};

pub(crate) fn check(cx: &Ctxt, raw: RawItem) -> Module {
    generics::check_reserved_names(cx, &raw.generics);
    let body = match raw.body {
        _ if raw.packed.is_some() => {
            cx.error(
                raw.packed,
                "the fields of a packed struct cannot be referred to, as a module's must; remove `packed`",
            );
            Body::Refused
        }
        RawBody::Struct { fields, is_tuple } => {
            let item = structs::Item {
                ident: &raw.ident,
                generics: &raw.generics,
                args: &raw.args,
                is_complete: raw.is_complete,
            };
            Body::Struct(structs::check_struct(cx, &item, fields, is_tuple))
        }
        RawBody::Enum { variants } => {
            enums::check_enum_args(cx, &raw.args);
            Body::Enum(Enum {
                variants: enums::check_variants(cx, &raw.generics, variants),
                check: raw.args.check.as_ref().map(|arg| arg.value.clone()),
            })
        }
        RawBody::Union { keyword } => {
            cx.error(
                keyword,
                "a union is no module, since nobody knows which field is alive; use a struct, or an enum of submodules",
            );
            Body::Refused
        }
    };
    let builder = raw.args.builder.and_then(|arg| arg.value).filter(|name| *name != raw.ident);
    Module {
        vis: raw.vis,
        ident: raw.ident,
        generics: raw.generics,
        docs: raw.docs,
        marks: raw.marks,
        builder,
        krate: raw.args.krate.and_then(|arg| arg.value),
        body,
    }
}
