//! Whether a value can be an expression at all.
//!
//! The expression itself is rustc's business. But one that does not even parse would make the whole
//! expansion unparsable, and draw "proc-macro derive produced unparsable tokens" at the derive; so
//! the mistakes that leave such a value behind are told here: a half, two in a row, an operator too many.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use syn::Expr;

use crate::ctxt::Ctxt;
use crate::parse::text;
use crate::symbol::INITIALISERS;

/// Words that go on: an operand may follow them.
const KEYWORDS: [&str; 27] = [
    "as", "async", "await", "break", "const", "continue", "dyn", "else", "extern", "fn", "for", "if", "impl",
    "in", "let", "loop", "match", "move", "mut", "raw", "ref", "return", "static", "unsafe", "where",
    "while", "yield",
];

/// Words that begin nothing that could stand in a value.
const NO_BEGINNINGS: [&str; 12] =
    ["as", "else", "enum", "in", "let", "mod", "pub", "struct", "trait", "type", "use", "where"];

/// Words that begin types and patterns, and no expression.
const OF_TYPES_AND_PATTERNS: [&str; 6] = ["dyn", "extern", "fn", "impl", "mut", "ref"];

/// Words that an expression does not end with.
const UNFINISHED: [&str; 11] =
    ["as", "dyn", "else", "for", "if", "in", "loop", "match", "mut", "unsafe", "while"];

/// Tells what keeps `tokens`, the value of `key`, from being an expression; whether nothing does.
pub(crate) fn check_expression(cx: &Ctxt, key: &str, tokens: &TokenStream) -> bool {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let Some((tree, what)) = fault(&trees, false).or_else(|| Some((question(tokens)?, Fault::Question)))
    else {
        return true;
    };
    let found = text::written(tree.clone().into());
    cx.error(
        tree,
        match what {
            Fault::Unexpected => format!(
                "expected an expression for `{key}`, found `{found}`; remove it, or write what goes before it"
            ),
            Fault::Conditional => {
                "a condition stands first; write `if condition { .. } else { .. }`".to_owned()
            }
            Fault::Question => {
                format!("`?` has no function to return from in `{key}`; write what to take otherwise, as in `.unwrap_or(..)`, or give the value to the builder")
            }
            Fault::Half => format!("expected an expression after `{found}`; write it, or remove `{found}`"),
            Fault::Second => {
                format!("expected `,` or an operator before `{found}`; `{key}` takes one expression")
            }
        },
    );
    false
}

/// What keeps this from being an expression, or one of those in its parentheses and brackets; it may be a type or
/// a pattern where that is said.
fn fault(trees: &[TokenTree], may_be_other: bool) -> Option<(TokenTree, Fault)> {
    let here = first(trees, may_be_other)
        .or_else(|| in_a_row(trees))
        .or_else(|| taken_apart(trees))
        .or_else(|| last(trees));
    here.or_else(|| {
        let mut is_closure = false;
        trees.iter().enumerate().find_map(|(place, tree)| {
            is_closure |= punct(tree) == Some('|');
            let before = place.checked_sub(1).and_then(|before| trees.get(before));
            inside(tree, before, may_be_other || is_closure || before.is_some_and(goes_before_a_type))
        })
    })
}

/// Behind which parentheses may hold a type: `&(dyn Fn() + Send)`, `f as (fn(f64) -> f64)`.
fn goes_before_a_type(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Ident(word) => ["as", "const", "mut"].iter().any(|known| word == known),
        TokenTree::Punct(punct) => "&*<,>=:".contains(punct.as_char()),
        TokenTree::Group(_) | TokenTree::Literal(_) => false,
    }
}

/// A fault in a list of expressions; what stands in braces, or belongs to a macro, is of another kind.
fn inside(tree: &TokenTree, before: Option<&TokenTree>, may_be_other: bool) -> Option<(TokenTree, Fault)> {
    let TokenTree::Group(group) = tree else {
        return None;
    };
    let is_macro = before.and_then(punct) == Some('!');
    // Its parameters may have names, and so types.
    let is_type = matches!(before, Some(TokenTree::Ident(word)) if word == "fn");
    if is_macro || is_type || !matches!(group.delimiter(), Delimiter::Parenthesis | Delimiter::Bracket) {
        return None;
    }
    let trees: Vec<TokenTree> = group.stream().into_iter().collect();
    let is_separator = |tree: &TokenTree| punct(tree).is_some_and(|c| ",;".contains(c));
    trees.split(is_separator).find_map(|trees| fault(trees, may_be_other))
}

enum Fault {
    Unexpected,
    Half,
    Second,
    Conditional,
    Question,
}

/// A `?` that no closure, function or block of its own would return to.
fn question(tokens: &TokenStream) -> Option<TokenTree> {
    let mut before = None;
    for tree in tokens.clone() {
        let opens_function = match &tree {
            TokenTree::Punct(bar) => bar.as_char() == '|',
            TokenTree::Ident(word) => ["async", "fn", "try"].iter().any(|known| word == known),
            _ => false,
        };
        if opens_function {
            return None;
        }
        if let TokenTree::Group(group) = &tree
            && let Some(question) = question(&group.stream())
        {
            return Some(question);
        }
        // Not that of `?Sized`.
        if punct(&tree) == Some('?') && before.as_ref().is_some_and(|before| punct(before).is_none()) {
            return Some(tree);
        }
        before = Some(tree);
    }
    None
}

/// An operator that has no left side.
fn first(trees: &[TokenTree], may_be_other: bool) -> Option<(TokenTree, Fault)> {
    let tree = trees.first()?;
    if is_one_of(tree, &NO_BEGINNINGS) || !may_be_other && is_one_of(tree, &OF_TYPES_AND_PATTERNS) {
        return Some((tree.clone(), Fault::Unexpected));
    }
    let is_method = punct(tree) == Some('.') && trees.get(1).and_then(punct) != Some('.');
    if is_method {
        return Some((tree.clone(), Fault::Unexpected));
    }
    let is_prefix = punct(tree).is_none_or(|c| "-*&!|<.:'#".contains(c));
    (!is_prefix).then(|| (tree.clone(), Fault::Unexpected))
}

/// An operator that has no right side. A range may be open, and `>` closes generic arguments.
fn last(trees: &[TokenTree]) -> Option<(TokenTree, Fault)> {
    let tree = trees.last()?;
    if is_one_of(tree, &UNFINISHED) {
        return Some((tree.clone(), Fault::Half));
    }
    let is_range = trees.len() >= 2 && trees[trees.len() - 2..].iter().all(|tree| punct(tree) == Some('.'));
    let is_postfix = punct(tree).is_none_or(|c| "?>".contains(c)) || is_range;
    (!is_postfix).then(|| (tree.clone(), Fault::Half))
}

/// An operator of two characters with something between: `crate: :MOST`, `a < = b`; and a colon alone.
fn taken_apart(trees: &[TokenTree]) -> Option<(TokenTree, Fault)> {
    let (mut is_closure, mut is_in_path) = (false, false);
    for (i, tree) in trees.iter().enumerate() {
        let TokenTree::Punct(one) = tree else { continue };
        let (is_alone, operator) = (one.spacing() == Spacing::Alone, one.as_char());
        let next = trees.get(i + 1);
        is_closure |= operator == '|';
        if operator == ':' {
            let opens_path = !is_alone && next.and_then(punct) == Some(':');
            // Of a parameter of a closure, and behind the label of a loop.
            let is_known = is_in_path || opens_path || is_closure || is_label(trees, i);
            let is_behind_a_value =
                !is_in_path && opens_path && i > 0 && trees.get(i - 1).is_some_and(is_value);
            if !is_known || is_behind_a_value {
                return Some((tree.clone(), Fault::Unexpected));
            }
            // Behind `::` stands a name, or generic arguments.
            let goes_on = |next: &TokenTree| match next {
                TokenTree::Ident(word) => !is_reserved(word),
                other => punct(other) == Some('<'),
            };
            if is_in_path && let Some(next) = next.filter(|next| !goes_on(next)) {
                return Some((next.clone(), Fault::Unexpected));
            }
            is_in_path = opens_path && !is_in_path;
            continue;
        }
        let followed_by = |wrong: char, operators: &str| {
            is_alone && next.and_then(punct) == Some(wrong) && operators.contains(operator)
        };
        if followed_by('=', "+-*/%^&|<=!") || followed_by('>', "+-*/%^&|=!") || followed_by('.', ".") {
            return next.map(|next| (next.clone(), Fault::Unexpected));
        }
    }
    None
}

/// What no path begins with; what a `macro_rules!` has grouped may be a type.
fn is_value(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Literal(_) => true,
        TokenTree::Group(group) => group.delimiter() != Delimiter::None,
        TokenTree::Ident(_) | TokenTree::Punct(_) => false,
    }
}

/// Whether the lifetime before the colon at this place is the label of a loop.
fn is_label(trees: &[TokenTree], colon: usize) -> bool {
    colon.checked_sub(2).and_then(|tick| trees.get(tick)).and_then(punct) == Some('\'')
}

fn is_one_of(tree: &TokenTree, words: &[&str]) -> bool {
    matches!(tree, TokenTree::Ident(word) if words.iter().any(|known| word == known))
}

/// A word that no operand begins with, `dyn` in `1..=dyn::MOST`.
fn begins_no_operand(tree: &TokenTree) -> bool {
    is_one_of(tree, &NO_BEGINNINGS) || is_one_of(tree, &OF_TYPES_AND_PATTERNS)
}

/// Whether an operator ends here that an operand must follow. Types may stand behind `*`, `&`, `<`, `>` and `=`.
fn ends_operator(trees: &[TokenTree], place: usize) -> bool {
    let is_joined = || {
        let before = place.checked_sub(1).and_then(|before| trees.get(before));
        matches!(before, Some(TokenTree::Punct(before)) if before.spacing() == Spacing::Joint)
    };
    match trees.get(place) {
        Some(TokenTree::Punct(one)) if one.spacing() == Spacing::Alone => {
            "+-/%^!.".contains(one.as_char()) || one.as_char() == '=' && is_joined()
        }
        _ => false,
    }
}

/// Two operands with nothing between, or a statement.
fn in_a_row(trees: &[TokenTree]) -> Option<(TokenTree, Fault)> {
    let (mut is_lifetime, mut is_attribute) = (false, false);
    for (place, pair) in trees.windows(2).enumerate() {
        let [one, two] = pair else { continue };
        if punct(two) == Some(';') || ends_operator(trees, place) && begins_no_operand(two) {
            return Some((two.clone(), Fault::Unexpected));
        }
        let is_operator = matches!(one, TokenTree::Punct(one) if one.spacing() == Spacing::Alone && "+-*/%^".contains(one.as_char()));
        if is_operator && punct(two).is_some_and(|c| "/%+^".contains(c)) {
            return Some((two.clone(), Fault::Unexpected));
        }
        let is_group = matches!(one, TokenTree::Group(_)) && !is_attribute;
        // `a if b else c`; an arm of a `match` may have a guard, but stands in braces.
        if (is_group || is_operand(one)) && matches!(two, TokenTree::Ident(word) if word == "if") {
            return Some((two.clone(), Fault::Conditional));
        }
        // `a ? b : c`.
        if punct(one) == Some('?') && is_operand(two) {
            return Some((one.clone(), Fault::Conditional));
        }
        if (is_group || is_operand(one)) && !is_lifetime && is_operand(two) {
            return Some((two.clone(), Fault::Second));
        }
        is_lifetime = punct(one) == Some('\'');
        is_attribute = punct(one) == Some('#');
    }
    None
}

/// A literal or a name: none may follow another.
fn is_operand(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Literal(_) => true,
        TokenTree::Ident(ident) => !is_keyword(ident),
        TokenTree::Punct(_) | TokenTree::Group(_) => false,
    }
}

/// A word of the language, and so no name in a path.
fn is_reserved(word: &proc_macro2::Ident) -> bool {
    let reserved = NO_BEGINNINGS.iter().chain(&OF_TYPES_AND_PATTERNS).chain(&["true", "false"]);
    is_keyword(word) || reserved.into_iter().any(|reserved| word == reserved)
}

fn is_keyword(ident: &proc_macro2::Ident) -> bool {
    KEYWORDS.contains(&ident.to_string().as_str())
}

fn punct(tree: &TokenTree) -> Option<char> {
    match tree {
        TokenTree::Punct(punct) => Some(punct.as_char()),
        _ => None,
    }
}

/// An expression with more tokens is not parsed here, lest its nesting overflows the stack.
const MOST_TOKENS: usize = 256;

/// Whether it parses as an expression. Of one literal, and of a call with it or with nothing, that is seen
/// without parsing; most initialisers are one of these.
pub(crate) fn is_expression(tokens: &TokenStream) -> bool {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    match trees.as_slice() {
        [TokenTree::Literal(_)] => return true,
        [TokenTree::Ident(name), TokenTree::Group(arguments)]
            if arguments.delimiter() == Delimiter::Parenthesis =>
        {
            let mut arguments = arguments.stream().into_iter();
            let is_short = matches!(
                (arguments.next(), arguments.next()),
                (None, _) | (Some(TokenTree::Literal(_)), None)
            );
            if is_short && INITIALISERS.contains(&name.to_string().as_str()) {
                return true;
            }
        }
        _ => {}
    }
    count(tokens) <= MOST_TOKENS && syn::parse2::<Expr>(tokens.clone()).is_ok()
}

fn count(tokens: &TokenStream) -> usize {
    let trees = tokens.clone().into_iter();
    trees.map(|tree| if let TokenTree::Group(group) = tree { 1 + count(&group.stream()) } else { 1 }).sum()
}
