//! Tokens as text, spaced alike by every compiler and in tests.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The text of `tokens` with spaces only where leaving them out would glue words together.
pub(crate) fn written(tokens: TokenStream) -> String {
    let mut text = String::new();
    write(tokens, &mut text);
    text
}

fn write(tokens: TokenStream, text: &mut String) {
    let mut is_after_word = false;
    for token in tokens {
        let is_word = matches!(token, TokenTree::Ident(_) | TokenTree::Literal(_));
        if is_word && is_after_word {
            text.push(' ');
        }
        is_after_word = is_word;
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                text.push_str(open);
                write(group.stream(), text);
                text.push_str(close);
            }
            TokenTree::Punct(punct) => {
                text.push(punct.as_char());
                if punct.as_char() == ',' && punct.spacing() == Spacing::Alone {
                    text.push(' ');
                }
            }
            word => text.push_str(&word.to_string()),
        }
    }
}
