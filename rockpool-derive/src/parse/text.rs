//! Tokens as text, spaced alike by every compiler and in tests.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The text of `tokens` with spaces only where leaving them out would glue words together.
pub(crate) fn written(tokens: TokenStream) -> String {
    let mut text = String::new();
    write(tokens, &mut text, &mut false);
    text
}

fn write(tokens: TokenStream, text: &mut String, is_after_word: &mut bool) {
    for token in tokens {
        let is_word = matches!(token, TokenTree::Ident(_) | TokenTree::Literal(_));
        if is_word && *is_after_word {
            text.push(' ');
        }
        match token {
            // What a `macro_rules!` has grouped is words like others.
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                write(group.stream(), text, is_after_word);
                continue;
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    _ => ("{", "}"),
                };
                text.push_str(open);
                write(group.stream(), text, &mut false);
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
        *is_after_word = is_word;
    }
}
