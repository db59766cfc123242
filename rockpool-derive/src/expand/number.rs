//! Numbers that begin with a literal of their own type: rustc is asked nothing of them.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};

use crate::expand::paths::rp;
use crate::expand::told::told_number;
use crate::model::module::{Attribute, Kind};
use crate::model::trees::Trees;

/// What a literal is that one of these types takes as it is, and its zero.
enum Literal {
    Float,
    Integer,
    Bool,
}

/// `__rp::numbers::f64(__target, 1.0)`. Of shorter types, a literal may be too large, or be rounded.
pub(super) fn expand_number(ty: &Trees, attribute: &Attribute) -> Option<TokenStream> {
    let number = told_number(ty)?;
    let literal = match number {
        "f64" => Literal::Float,
        "i64" | "usize" => Literal::Integer,
        "bool" => Literal::Bool,
        _ => return None,
    };
    let init = match &attribute.init {
        Some(init) => literal.is_written(&init.tokens).then(|| init.tokens.clone())?,
        None if attribute.kind == Kind::State => literal.zero(),
        None => return None,
    };
    let function = Ident::new(number, Span::mixed_site());
    Some(rp!(__rp::numbers::#function(__target, #init)))
}

impl Literal {
    fn is_written(&self, tokens: &TokenStream) -> bool {
        let mut trees = tokens.clone().into_iter();
        let (Some(tree), None) = (trees.next(), trees.next()) else { return false };
        match (self, tree) {
            (Literal::Bool, TokenTree::Ident(word)) => word == "true" || word == "false",
            (Literal::Float, TokenTree::Literal(number)) => {
                let number = number.to_string();
                number.contains(['.', 'e']) && consists_of(&number, "0123456789._e-")
            }
            (Literal::Integer, TokenTree::Literal(number)) => consists_of(&number.to_string(), "0123456789_"),
            _ => false,
        }
    }

    fn zero(&self) -> TokenStream {
        match self {
            Literal::Float => rp!(0.0),
            Literal::Integer => rp!(0),
            Literal::Bool => rp!(false),
        }
    }
}

fn consists_of(text: &str, characters: &str) -> bool {
    text.chars().all(|character| characters.contains(character))
}
