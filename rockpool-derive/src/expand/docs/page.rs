//! The tables on a module's page.
//!
//! They stand on an impl, since a derive cannot add to the docs of the item itself: on the first
//! inherent one, which rustdoc shows right below the fields, or else on that of `Module`.

use proc_macro2::TokenStream;
use syn::Visibility;
use syn::ext::IdentExt as _;

use crate::expand::docs::brief::first_sentence;
use crate::expand::docs::code::{code, in_cell, length, lengths, linked_type, type_text};
use crate::expand::docs::expand_docs;
use crate::expand::docs::facts::{cast, default, mentioned_in, shapes};
use crate::model::module::{Attribute, Field, Kind, Module, Struct, Variant};

/// The attributes, dims and submodules of a struct.
pub(in crate::expand) fn expand_page(module: &Module, body: &Struct) -> TokenStream {
    let mut parts = vec![shape_line(module, body)];
    parts.extend(attributes(module, body));
    parts.extend(dims(body));
    parts.extend(submodules(module, body));
    expand_docs(&parts.join("\n\n"))
}

/// The variants of an enum.
pub(in crate::expand) fn expand_enum_page(module: &Module, variants: &[Variant]) -> TokenStream {
    let rows = variants.iter().map(|variant| {
        let held = variant.field.as_ref().map(|(_, ty)| linked_type(module, ty, true));
        vec![code(&variant.name), held.unwrap_or_default(), first_sentence(&variant.docs)]
    });
    let line = format!("**Module `{}`**: that of the variant at hand.", module.ident.unraw());
    let rows: Vec<Vec<String>> = rows.collect();
    if rows.is_empty() {
        return expand_docs(&line);
    }
    expand_docs(&format!("{line}\n\n{}", table(&[("variant", 6), ("submodule", 10), ("meaning", 10)], rows)))
}

/// `**Module `Lif`** of shape `(n_in, n_out)`; its output are spikes.`
fn shape_line(module: &Module, body: &Struct) -> String {
    let mut line = format!("**Module `{}`**", module.ident.unraw());
    let of = |index: usize| body.submodules().nth(index).map(|(field, _)| code(&field.name));
    if let Some(inner) = body.shape_of.and_then(of) {
        line.push_str(&format!(" of the shape of {inner}"));
    }
    if let Some(shape) = &body.shape {
        line.push_str(&format!(" of shape {}", code(&lengths(shape))));
    }
    match (body.spiking_input, body.spiking_output) {
        (true, true) => line.push_str("; input and output are spikes"),
        (true, false) => line.push_str("; its input consists of spikes"),
        (false, true) => line.push_str("; its output consists of spikes"),
        (false, false) => {}
    }
    if !body.is_registered() {
        line.push_str("; it has no attributes and no submodules");
    }
    line.push('.');
    line
}

/// Several facts share a column, since a page is not wide enough for a column each.
fn attributes(module: &Module, body: &Struct) -> Option<String> {
    let has = |what: fn(&Attribute) -> bool| body.attributes().any(|(_, attribute)| what(attribute));
    let head = |what: &str, further: &[(&str, bool)]| {
        let further = further.iter().filter(|(_, is_used)| *is_used).map(|(what, _)| *what);
        std::iter::once(what).chain(further).collect::<Vec<&str>>().join(", ")
    };
    let kind = head("kind", &[("family", has(|attribute| attribute.family.is_some()))]);
    let unit = ("unit", has(|attribute| attribute.unit.is_some()));
    let ty = head("type", &[unit, ("bounds", has(|attribute| attribute.bounds.is_some()))]);
    let rows: Vec<Vec<String>> =
        body.attributes().map(|(field, attribute)| row(module, field, attribute)).collect();
    (!rows.is_empty())
        .then(|| table(&[("attribute", 14), (&kind, 7), ("shape", 9), (&ty, 10), ("default", 8)], rows))
}

fn row(module: &Module, field: &Field, attribute: &Attribute) -> Vec<String> {
    let kind = match attribute.kind {
        Kind::Parameter => "parameter",
        Kind::State => "state",
        Kind::Simulation => "simulation",
    };
    let mut default = default(field, attribute);
    if let Some(cast) = cast(attribute) {
        default.push_str(&format!(", cast by {cast}"));
    }
    let unit = attribute.unit.as_deref().map(code);
    let bounds = attribute.bounds.as_ref().map(|bounds| format!("in {}", code(&bounds.text)));
    let value: Vec<String> = unit.into_iter().chain(bounds).collect();
    vec![
        lines([name(module, field), first_sentence(&field.docs)]),
        lines([kind.to_owned(), attribute.family.as_deref().map(code).unwrap_or_default()]),
        lines(shapes(attribute)),
        lines([code(&type_text(&field.ty)), value.join(" ")]),
        default,
    ]
}

/// One below the other.
fn lines(texts: impl IntoIterator<Item = String>) -> String {
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<String>>().join("<br>")
}

/// The public name; what the page shows nowhere else is marked.
fn name(module: &Module, field: &Field) -> String {
    let is_hidden = matches!(module.vis, Visibility::Public(_)) && !field.is_public;
    format!("{}{}", code(&field.name), if is_hidden { " (private)" } else { "" })
}

fn dims(body: &Struct) -> Option<String> {
    if body.dims.is_empty() {
        return None;
    }
    let has_builder = body.origin().is_some();
    let rows = body.dims.iter().enumerate().map(|(index, dim)| {
        let name = dim.name.unraw().to_string();
        let bound = match &dim.definition {
            Some(definition) => format!("= {}", code(&length(definition, 0))),
            None => {
                let mut by = Vec::new();
                if has_builder {
                    by.push(code(&format!(".{name}(..)")));
                }
                let is_in_shape = |shape: &Vec<_>| lengths(shape).contains(&name);
                if has_builder && body.shape.as_ref().is_some_and(is_in_shape) {
                    by.push(code(".shape(..)"));
                }
                let mentions = mentioned_in(body, index);
                let default =
                    dim.default.as_ref().map(|default| format!("or else {}", code(&length(default, 0))));
                if !mentions.is_empty() {
                    by.push(format!("the shape of {}", mentions.join(", ")));
                }
                if by.is_empty() {
                    by.push("the parent".to_owned());
                }
                by.extend(default);
                by.join(", ")
            }
        };
        vec![code(&name), bound]
    });
    Some(table(&[("dim", 4), ("bound by", 10)], rows.collect()))
}

fn submodules(module: &Module, body: &Struct) -> Option<String> {
    let rows: Vec<Vec<String>> = body
        .submodules()
        .map(|(field, submodule)| {
            let shape = submodule.lengths().map(|shape| code(&lengths(shape)));
            vec![
                name(module, field),
                linked_type(module, &field.ty, field.is_public),
                shape.unwrap_or_default(),
                first_sentence(&field.docs),
            ]
        })
        .collect();
    (!rows.is_empty()).then(|| table(&[("submodule", 6), ("type", 10), ("shape", 9), ("meaning", 12)], rows))
}

/// A table without the columns in which nothing stands.
///
/// Heads come with the least width of their column, in letters `m`: rustdoc would otherwise break words
/// on narrow screens, rather than let the table be scrolled.
fn table(heads: &[(&str, usize)], rows: Vec<Vec<String>>) -> String {
    let is_used: Vec<bool> = (0..heads.len())
        .map(|i| rows.iter().any(|row| row.get(i).is_some_and(|cell| !cell.is_empty())))
        .collect();
    let line = |cells: &mut dyn Iterator<Item = String>| {
        let used: Vec<String> =
            cells.zip(&is_used).filter(|(_, is_used)| **is_used).map(|(cell, _)| cell).collect();
        format!("| {} |\n", used.join(" | "))
    };
    let mut text = line(
        &mut heads.iter().map(|(head, width)| format!(r#"<div style="min-width:{width}em">{head}</div>"#)),
    );
    text.push_str(&line(&mut heads.iter().map(|_| "---".to_owned())));
    for row in rows {
        text.push_str(&line(&mut row.iter().map(|cell| in_cell(cell))));
    }
    text
}
