//! Where an argument's value ends.
//!
//! Values such as `init = kaiming::<f64, 2>()` or `init = from_fn(..)` are not parsed here (that is
//! rustc's business, on the user's own tokens), only delimited: up to the next comma that stands
//! neither in `::<A, B>` nor in `|a, b|`.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// How many of `tokens` belong to the value that begins them.
pub(crate) fn value_length(tokens: &[TokenTree]) -> usize {
    let mut scan = Scan::default();
    for (i, token) in tokens.iter().enumerate() {
        if scan.ends_at(token, tokens.get(i + 1)) {
            return i;
        }
    }
    if scan.is_balanced() {
        return tokens.len();
    }
    // An angle or a bar was left open: it was an operator after all, or a typo. The first comma
    // ends the value, so that the arguments behind it are still seen.
    tokens.iter().position(|token| is_punct(token, ',')).unwrap_or(tokens.len())
}

#[derive(Default)]
struct Scan {
    /// Open `<` of generic arguments.
    angles: usize,
    /// Whether the parameters of a closure are open.
    is_in_bars: bool,
    before: Before,
}

/// What the token before was, as far as it decides what `<` and `|` mean.
#[derive(Clone, Copy, Default, PartialEq)]
enum Before {
    /// Nothing, or an operator: an operand must follow, so `<` opens a qualified path and `|` a closure.
    #[default]
    Operator,
    /// The first colon of `::`.
    Colon,
    /// `::`, after which `<` opens generic arguments.
    PathSeparator,
    /// `-`, which may begin `->`.
    Minus,
    /// `=`, which may begin `=>`.
    Equals,
    /// `->` or `as`: a type follows, in which `<` opens generic arguments.
    Type,
    /// A name of that type.
    TypeName,
    /// An operand: `<` and `|` are operators.
    Operand,
}

impl Scan {
    fn is_balanced(&self) -> bool {
        self.angles == 0 && !self.is_in_bars
    }

    /// Takes one token; true if it is the comma that ends the value.
    fn ends_at(&mut self, token: &TokenTree, next: Option<&TokenTree>) -> bool {
        let before = self.before;
        self.before = match token {
            TokenTree::Punct(punct) => match punct.as_char() {
                ',' if self.is_balanced() => return true,
                '<' if self.angles > 0 || opens_angle(before) => {
                    self.angles += 1;
                    Before::Type
                }
                '>' if matches!(before, Before::Minus | Before::Equals) => Before::Type,
                '>' if self.angles > 0 => {
                    self.angles -= 1;
                    Before::Operand
                }
                '|' if self.is_in_bars => {
                    self.is_in_bars = false;
                    Before::Operator
                }
                '|' if before == Before::Operator && self.angles == 0 => {
                    // In `||` the second bar closes at once, by the arm above.
                    self.is_in_bars = true;
                    Before::Operator
                }
                ':' if before == Before::Colon => Before::PathSeparator,
                ':' if next.is_some_and(|next| is_punct(next, ':')) => Before::Colon,
                '-' => Before::Minus,
                '=' => Before::Equals,
                '?' => Before::Operand,
                _ => Before::Operator,
            },
            TokenTree::Ident(ident) if ident == "as" => Before::Type,
            TokenTree::Ident(ident) if ident == "move" || ident == "return" => Before::Operator,
            TokenTree::Ident(_) if matches!(before, Before::Type) => Before::TypeName,
            TokenTree::Ident(_) | TokenTree::Literal(_) | TokenTree::Group(_) => Before::Operand,
        };
        // `-`, `=` and `:` are operators too, unless the next token makes them more.
        let is_joined = matches!(next, Some(TokenTree::Punct(next)) if matches!(next.as_char(), '>' | ':'));
        if matches!(self.before, Before::Minus | Before::Equals) && !is_joined {
            self.before = Before::Operator;
        }
        false
    }
}

fn opens_angle(before: Before) -> bool {
    matches!(before, Before::Operator | Before::PathSeparator | Before::Type | Before::TypeName)
}

pub(crate) fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
}

/// Strips the invisible group that `$value:expr` of a `macro_rules!` leaves around a whole value.
pub(crate) fn ungrouped(tokens: TokenStream) -> TokenStream {
    let mut trees = tokens.clone().into_iter();
    match (trees.next(), trees.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::None => {
            ungrouped(group.stream())
        }
        _ => tokens,
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::{TokenStream, TokenTree};

    /// The text of the first value of `written`.
    fn first(written: &str) -> String {
        let tokens: TokenStream = written.parse().expect("the test's tokens lex");
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let value: TokenStream = tokens[..super::value_length(&tokens)].iter().cloned().collect();
        crate::parse::text::written(value)
    }

    #[test]
    fn commas_of_generic_arguments_and_closures_end_nothing() {
        for value in [
            "fill::<f64,2>(1.0)",
            "<Foo<A,B> as Make<C,D>>::make()",
            "from_fn(|shape, x| 1.0)",
            "|a,b| a+b",
            "move |a: Foo<A,B>,b| -> Bar<A,B> {0}",
            "||0",
            "x as Foo<A,B>",
            "Vec::<Vec<(A,B)>>::new()",
        ] {
            let got = first(&format!("{value}, unit = \"s\""));
            let strip = |text: &str| text.replace(' ', "");
            assert_eq!(strip(&got), strip(value));
        }
    }

    #[test]
    fn operators_do_not_open_anything() {
        for (written, value) in [("a < b, c > d", "a<b"), ("a | b, c | d", "a|b"), ("1-2, 3", "1-2")] {
            assert_eq!(first(written).replace(' ', ""), value);
        }
    }

    #[test]
    fn an_open_angle_ends_at_the_first_comma() {
        assert_eq!(first("Foo::<A, unit = \"s\"").replace(' ', ""), "Foo::<A");
    }
}
