//! Tokens as text, spaced alike by every compiler and in tests.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Tokens as people write them, in messages, registries and docs alike.
pub(crate) fn written(tokens: TokenStream) -> String {
    let mut text = String::new();
    write(tokens, &mut text, &mut Before::Start);
    text.trim().to_owned()
}

fn write(tokens: TokenStream, text: &mut String, before: &mut Before) {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, tree) in trees.iter().enumerate() {
        match tree {
            // What a `macro_rules!` has grouped is words like others.
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                write(group.stream(), text, before);
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    _ => (" { ", " }"),
                };
                text.push_str(open);
                write(group.stream(), text, &mut Before::Start);
                // Behind the last comma.
                text.truncate(text.trim_end().len());
                text.push_str(close);
                *before = Before::Operand;
            }
            TokenTree::Punct(punct) => {
                *before = operator(punct.as_char(), *before, trees.get(at + 1), text);
            }
            TokenTree::Ident(ident) => {
                if *before == Before::Operand {
                    text.push(' ');
                }
                text.push_str(&ident.to_string());
                *before = if is_word_before_operand(&ident.to_string()) {
                    Before::Keyword
                } else {
                    Before::Operand
                };
                if *before == Before::Keyword {
                    text.push(' ');
                }
            }
            TokenTree::Literal(literal) => {
                if *before == Before::Operand {
                    text.push(' ');
                }
                text.push_str(&literal.to_string());
                *before = Before::Operand;
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Before {
    Start,
    Operand,
    Operator,
    Keyword,
    /// `-` or `=`, of which `->` and `=>` are made.
    Half(char),
}

fn is_word_before_operand(word: &str) -> bool {
    ["dyn", "impl", "mut", "const", "move", "as", "for", "in", "if", "else", "match"].contains(&word)
}

fn operator(c: char, before: Before, next: Option<&TokenTree>, text: &mut String) -> Before {
    let next = match next {
        Some(TokenTree::Punct(punct)) => Some(punct.as_char()),
        _ => None,
    };
    match c {
        ',' | ';' => {
            text.push_str(if c == ',' { ", " } else { "; " });
            Before::Operator
        }
        '-' | '=' if next == Some('>') => {
            text.push_str(if c == '-' { " -" } else { " =" });
            Before::Half(c)
        }
        '>' if matches!(before, Before::Half(_)) => {
            text.push_str("> ");
            Before::Operator
        }
        '+' | '-' | '*' | '/' | '=' if before == Before::Operand => {
            text.push_str(&format!(" {c} "));
            Before::Operator
        }
        // Behind `Vec<T>` may stand another word.
        '>' => {
            text.push('>');
            Before::Operand
        }
        ':' if next != Some(':') && before == Before::Operand => {
            text.push_str(": ");
            Before::Operator
        }
        other => {
            text.push(other);
            Before::Operator
        }
    }
}
