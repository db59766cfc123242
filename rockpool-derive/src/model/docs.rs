//! Doc comments, as both models carry them.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// The doc comment of an item, a field or a variant.
#[derive(Clone, Default)]
pub(crate) struct Docs {
    pieces: Vec<Piece>,
}

#[derive(Clone)]
enum Piece {
    Text(String),
    /// `#[doc = include_str!("..")]` is known to rustc only.
    Macro(TokenStream),
}

impl Docs {
    /// Gathers `///` and `#[doc = ..]`; `#[doc(hidden)]` and its like say nothing.
    pub(crate) fn of(attrs: &[Attribute]) -> Docs {
        let mut pieces = Vec::new();
        for attr in attrs {
            let Meta::NameValue(meta) = &attr.meta else {
                continue;
            };
            if !meta.path.is_ident("doc") {
                continue;
            }
            pieces.push(match ungrouped(&meta.value) {
                Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Piece::Text(stripped(&text.value())),
                other => Piece::Macro(other.to_token_stream()),
            });
        }
        Docs { pieces }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// One expression that holds the text: a literal, or `concat!` where a macro is among the pieces.
    pub(crate) fn expression(&self) -> TokenStream {
        let mut tokens: Vec<TokenStream> = Vec::new();
        let mut text = String::new();
        for (i, piece) in self.pieces.iter().enumerate() {
            if i > 0 {
                text.push('\n');
            }
            match piece {
                Piece::Text(line) => text.push_str(line),
                Piece::Macro(call) => {
                    if !text.is_empty() {
                        let text = std::mem::take(&mut text);
                        tokens.push(quote!(#text));
                    }
                    tokens.push(call.clone());
                }
            }
        }
        if tokens.is_empty() {
            return text.to_token_stream();
        }
        if !text.is_empty() {
            tokens.push(quote!(#text));
        }
        quote!(::core::concat!(#(#tokens),*))
    }

    /// The text before the first piece that only rustc knows.
    pub(crate) fn leading_text(&self) -> String {
        let lines = self.pieces.iter().map_while(|piece| match piece {
            Piece::Text(text) => Some(text.as_str()),
            Piece::Macro(_) => None,
        });
        lines.collect::<Vec<&str>>().join("\n")
    }
}

/// `$doc:expr` and `$doc:literal` of a `macro_rules!` arrive in invisible groups.
fn ungrouped(expr: &Expr) -> &Expr {
    match expr {
        Expr::Group(group) => ungrouped(&group.expr),
        other => other,
    }
}

/// The text of one attribute without the space that follows `///` on each of its lines, and without the stars before the lines of a
/// `/** .. */`.
fn stripped(text: &str) -> String {
    let has_stars = text.lines().count() > 1
        && text.lines().skip(1).all(|line| line.trim_start().starts_with('*') || line.trim().is_empty());
    let lines = text.lines().enumerate().map(|(i, line)| match line.trim_start().strip_prefix('*') {
        Some(behind) if has_stars && i > 0 => behind,
        _ if has_stars && i > 0 => line.trim(),
        _ => line,
    });
    let lines: Vec<&str> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let text = lines.join("\n");
    // The first and the last line of a block hold its marks alone.
    if has_stars { text.trim_matches('\n').trim_end().to_owned() } else { text }
}
