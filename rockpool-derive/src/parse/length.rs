//! Lengths: names, literals, constants, and `+ - * /` of these.
//!
//! An own parser, because `syn::Expr` would take much that is no length, and because each thing
//! that is none deserves its own message.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{ExprPath, Ident, Lit, Result, Token, token};

use crate::model::raw::{Op, RawLength};
use crate::parse::text;
use crate::parse::value::is_punct;
use crate::symbol::SHAPE;

/// Nesting and chains end here: deeper ones would overflow the stack, and nobody writes them.
const DEEPEST: usize = 64;

/// What is said where the tokens end too early.
pub(crate) const LENGTH_MISSING: &str = "expected a length after this; write a dim, an integer or a constant";

pub(crate) fn parse_length(input: ParseStream<'_>) -> Result<RawLength> {
    sum(input, 0)
}

fn sum(input: ParseStream<'_>, depth: usize) -> Result<RawLength> {
    let mut depth = depth;
    let mut left = product(input, depth)?;
    loop {
        let op = if input.peek(Token![+]) {
            input.parse::<Token![+]>()?;
            Op::Add
        } else if input.peek(Token![-]) {
            input.parse::<Token![-]>()?;
            Op::Sub
        } else {
            return Ok(left);
        };
        depth = deeper(input, depth)?;
        left = binary(op, left, product(input, depth)?);
    }
}

fn product(input: ParseStream<'_>, depth: usize) -> Result<RawLength> {
    let mut depth = depth;
    let mut left = atom(input, depth)?;
    loop {
        let op = if input.peek(Token![*]) {
            input.parse::<Token![*]>()?;
            Op::Mul
        } else if input.peek(Token![/]) {
            input.parse::<Token![/]>()?;
            Op::Div
        } else {
            return Ok(left);
        };
        if matches!(op, Op::Mul) && input.peek(Token![*]) {
            return Err(at_next(input, POWER));
        }
        depth = deeper(input, depth)?;
        left = binary(op, left, atom(input, depth)?);
    }
}

/// What is said of `n ** 2` and `n ^ 2`.
const POWER: &str = "a length is no power; write a product, such as `n * n`";

fn atom(input: ParseStream<'_>, depth: usize) -> Result<RawLength> {
    if let Some(inner) = invisible_group(input)? {
        let depth = deeper(input, depth)?;
        return (move |input: ParseStream<'_>| whole(input, depth)).parse2(inner);
    }
    if input.peek(token::Paren) {
        if has_comma(input) {
            return Err(at_next(input, "shapes are not nested; write one length here"));
        }
        let content;
        let paren = syn::parenthesized!(content in input);
        if content.is_empty() {
            return Err(syn::Error::new(
                paren.span.join(),
                "expected a length, found `()`; shapes are not nested",
            ));
        }
        return whole(&content, deeper(input, depth)?);
    }
    // Before literals, of which `syn` takes `-1` to be one.
    if input.peek(Token![-]) {
        let minus: TokenTree = input.parse()?;
        let of: Option<TokenTree> = input.parse().ok();
        let negative: TokenStream = [minus].into_iter().chain(of).collect();
        return Err(syn::Error::new_spanned(negative, "a length is never negative; write it without `-`"));
    }
    if input.peek(syn::Lit) {
        return literal(&input.parse::<Lit>()?);
    }
    if input.peek(Token![::]) || input.peek(Token![<]) || input.peek2(Token![::]) {
        return path(&input.parse::<ExprPath>()?);
    }
    if input.peek(Ident::peek_any) && input.peek2(Token![!]) {
        let call: TokenStream = input.parse()?;
        return Err(syn::Error::new_spanned(
            call,
            "a shape is written without macros; write its lengths in parentheses, as in `shape = (n_out, n_in)`",
        ));
    }
    if input.peek(Token![_]) {
        return Err(at_next(input, "a length is never left open; write a dim, an integer or a constant"));
    }
    if (input.peek(Token![self]) || input.peek(Token![Self])) && input.peek2(Token![.]) {
        return Err(field(input));
    }
    if input.peek(Ident::peek_any) {
        let name = input.call(Ident::parse_any)?;
        return match is_keyword(&name) {
            true => Err(syn::Error::new_spanned(&name, keyword(&name))),
            false => Ok(RawLength::Name(name)),
        };
    }
    if input.peek(token::Bracket) {
        return Err(at_next(input, "shapes are not nested; a list of shapes stands in one pair of brackets"));
    }
    Err(if input.is_empty() {
        at_next(input, LENGTH_MISSING)
    } else {
        at_next(
            input,
            format!("expected a length, found `{}`; write a dim, an integer or a constant", next(input)),
        )
    })
}

/// Whether no item may be called so, in any edition: a builder could have no method for it.
pub(crate) fn is_keyword(name: &Ident) -> bool {
    name == "gen" || syn::parse_str::<Ident>(&name.to_string()).is_err()
}

/// What is said of a keyword in the place of a dim.
pub(crate) fn keyword(name: &Ident) -> String {
    format!("`{name}` is a keyword and names no dim; choose another name")
}

/// `self.n`: whose length depends on an instance.
fn field(input: ParseStream<'_>) -> syn::Error {
    let ahead = input.fork();
    let tokens: Vec<TokenTree> = (0..3).filter_map(|_| ahead.parse().ok()).collect();
    let name = match tokens.last() {
        Some(TokenTree::Ident(name)) => name.to_string(),
        _ => "n".to_owned(),
    };
    let found: TokenStream = tokens.into_iter().collect();
    syn::Error::new_spanned(
        found,
        format!(
            "a length names a dim and no field; write `{name}`, a dim that `shape = ..` or `dims({name})` on the item declares"
        ),
    )
}

/// Whether the next tokens are parentheses around more than one length.
fn has_comma(input: ParseStream<'_>) -> bool {
    match input.cursor().token_tree() {
        Some((TokenTree::Group(group), _)) => group.stream().into_iter().any(|tree| is_punct(&tree, ',')),
        _ => false,
    }
}

/// A length that fills the parentheses.
fn whole(input: ParseStream<'_>, depth: usize) -> Result<RawLength> {
    let length = sum(input, depth)?;
    end(input)?;
    Ok(length)
}

/// Refuses what stands behind a length.
pub(crate) fn end(input: ParseStream<'_>) -> Result<()> {
    if input.is_empty() {
        return Ok(());
    }
    let found = next(input);
    if found == "^" {
        return Err(at_next(input, POWER));
    }
    let way_out = match input.cursor().token_tree() {
        Some((TokenTree::Ident(word), _)) if word == "as" => "it is a `usize` already",
        Some((TokenTree::Ident(_) | TokenTree::Literal(_), _)) => "separate two lengths by `,`",
        _ if found == ":" => "lengths have no types, write their names alone",
        _ if found == "=" => {
            "write a number in the name's place, or define the dim by `dims(n = ..)` on the item"
        }
        _ => "what else is computed stands in a constant",
    };
    Err(at_next(
        input,
        format!("expected `,` or one of `+ - * /` after a length, found `{found}`; {way_out}"),
    ))
}

/// An error at the next token, all of it if it is a group or an operator of several characters.
fn at_next(input: ParseStream<'_>, message: impl std::fmt::Display) -> syn::Error {
    match next_tokens(input) {
        tokens if tokens.is_empty() => syn::Error::new(input.span(), message),
        tokens => syn::Error::new_spanned(tokens, message),
    }
}

fn next(input: ParseStream<'_>) -> String {
    text::written(next_tokens(input))
}

/// The next token, with those that are joined to it: `..`, `<<`, `**`.
fn next_tokens(input: ParseStream<'_>) -> TokenStream {
    let mut tokens = TokenStream::new();
    let mut cursor = input.cursor();
    while let Some((tree, behind)) = cursor.token_tree() {
        let is_joined = matches!(&tree, TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint)
            && matches!(behind.token_tree(), Some((TokenTree::Punct(_), _)));
        tokens.extend([tree]);
        if !is_joined {
            break;
        }
        cursor = behind;
    }
    tokens
}

fn literal(literal: &Lit) -> Result<RawLength> {
    if let Lit::Str(text) = literal {
        let value = text.value();
        let written =
            if value.contains(',') && !value.starts_with(['(', '[']) { format!("({value})") } else { value };
        let written =
            if is_shape(&written) { format!("shape = {written}") } else { SHAPE.example.to_owned() };
        return Err(syn::Error::new_spanned(
            literal,
            format!("a shape stands without quotes; write `{written}`"),
        ));
    }
    let Lit::Int(int) = literal else {
        return Err(syn::Error::new_spanned(
            literal,
            "a length is an integer; write a dim, an integer or a constant",
        ));
    };
    if !matches!(int.suffix(), "" | "usize") {
        let (digits, suffix) = (int.base10_digits(), int.suffix());
        let is_type = suffix.starts_with(['u', 'i', 'f']) && suffix.len() > 1;
        let meant = if is_type { digits.to_owned() } else { format!("{digits} * {suffix}") };
        return Err(syn::Error::new_spanned(int, format!("a length is a `usize`; write `{meant}`")));
    }
    match int.base10_parse::<u64>() {
        Ok(value) => Ok(RawLength::Literal { token: int.clone(), value }),
        Err(_) => {
            Err(syn::Error::new_spanned(int, "this length is too large for a `usize`; write a smaller one"))
        }
    }
}

/// Whether a text is a shape or a list of shapes, so that it may be advised.
pub(crate) fn is_shape(text: &str) -> bool {
    let Ok(tokens) = text.parse::<TokenStream>() else {
        return false;
    };
    is_shape_of(tokens, true)
}

fn is_shape_of(tokens: TokenStream, may_be_list: bool) -> bool {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let parts = |group: &Group| {
        let trees: Vec<TokenTree> = group.stream().into_iter().collect();
        let parts = trees.split(|tree| is_punct(tree, ',')).map(|part| part.iter().cloned().collect());
        let mut parts: Vec<TokenStream> = parts.collect();
        // Behind the last comma.
        parts.pop_if(|part| part.is_empty());
        parts
    };
    let is_length = |tokens: TokenStream| (|input: ParseStream<'_>| whole(input, 0)).parse2(tokens).is_ok();
    match trees.as_slice() {
        [TokenTree::Group(list)] if list.delimiter() == Delimiter::Bracket => {
            may_be_list && parts(list).into_iter().all(|shape| is_shape_of(shape, false))
        }
        [TokenTree::Group(shape)] if shape.delimiter() == Delimiter::Parenthesis => {
            parts(shape).into_iter().all(is_length)
        }
        _ => is_length(trees.into_iter().collect()),
    }
}

fn path(path: &ExprPath) -> Result<RawLength> {
    let is_constant = path
        .path
        .segments
        .last()
        .is_some_and(|segment| is_upper_case(&segment.ident) && segment.arguments.is_none());
    if !is_constant {
        return Err(syn::Error::new_spanned(
            path,
            "a path in a shape names a constant in UPPER_CASE, such as `Self::N`; dims are bare names",
        ));
    }
    Ok(RawLength::Path(path.clone()))
}

/// Whether a name is written as constants are.
pub(crate) fn is_upper_case(name: &Ident) -> bool {
    let name = name.unraw().to_string();
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

fn binary(op: Op, left: RawLength, right: RawLength) -> RawLength {
    RawLength::Binary { op, left: Box::new(left), right: Box::new(right) }
}

fn deeper(input: ParseStream<'_>, depth: usize) -> Result<usize> {
    if depth >= DEEPEST {
        return Err(at_next(input, "this length has too many parts; name a part of it in `dims(..)`"));
    }
    Ok(depth + 1)
}

/// The content of a group that `$length:expr` of a `macro_rules!` leaves: parentheses in all but sight.
fn invisible_group(input: ParseStream<'_>) -> Result<Option<TokenStream>> {
    match input.cursor().token_tree() {
        Some((TokenTree::Group(group), _)) if group.delimiter() == Delimiter::None => {
            input.parse::<TokenTree>()?;
            Ok(Some(group.stream()))
        }
        _ => Ok(None),
    }
}
