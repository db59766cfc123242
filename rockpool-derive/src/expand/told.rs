//! Types that are attributes by their names: of these rustc is asked less, since nothing can be wrong with them.

use proc_macro2::{Delimiter, Group, TokenTree};

use crate::model::trees::Trees;
use crate::parse::value::is_punct;

/// Whether a type is more than a name; one that is a name, such as `f64`, is looked at less closely, since
/// most are.
pub(super) fn may_be_array(ty: &Trees) -> bool {
    let mut trees = ty.iter();
    !matches!((trees.next(), trees.next()), (Some(TokenTree::Ident(_)), None))
}

/// Types of numbers, which are attributes in any case.
const NUMBERS: [&str; 13] =
    ["f64", "f32", "i8", "i16", "i32", "i64", "isize", "u8", "u16", "u32", "u64", "usize", "bool"];

/// Types that are attributes where they hold numbers. One of another crate may be called so: of that, rustc
/// says more than it need.
const ARRAYS: [&str; 6] = ["Vec", "ArrayD", "Array1", "Array2", "Array3", "Array4"];

/// Whether a type's tokens tell that it is an attribute: `f64`, `[f64; 8]`, `Option<Array1<f32>>`.
pub(super) fn is_told(ty: &Trees) -> bool {
    let trees: Vec<&TokenTree> = ty.iter().collect();
    match trees.as_slice() {
        [TokenTree::Ident(name), open, value @ .., close]
            if is_punct(open, '<') && is_punct(close, '>') && name == "Option" =>
        {
            is_told_value(value)
        }
        value => is_told_value(value),
    }
}

/// Whether names that may not be found stand among generic arguments of a type alone, or none do: of `Vec<Cell>`, and of
/// `f64` and `[f64; 3]`, but not of `Cell`.
pub(super) fn is_named_in_arguments(ty: &Trees) -> bool {
    let trees: Vec<&TokenTree> = ty.iter().collect();
    match trees.as_slice() {
        [.., close] if is_punct(close, '>') => true,
        [tree] => is_known(tree),
        _ => false,
    }
}

fn is_known(tree: &TokenTree) -> bool {
    let TokenTree::Group(group) = tree else { return is_told_number(tree) };
    let trees: Vec<TokenTree> = group.stream().into_iter().collect();
    match trees.as_slice() {
        [element, _, TokenTree::Literal(_)] => group.delimiter() == Delimiter::Bracket && is_known(element),
        _ => false,
    }
}

fn is_told_value(trees: &[&TokenTree]) -> bool {
    match trees {
        [TokenTree::Ident(name), open, element, close] if is_punct(open, '<') && is_punct(close, '>') => {
            is_told_number(element) && ARRAYS.contains(&name.to_string().as_str())
        }
        [element] => is_told_element(element),
        _ => false,
    }
}

/// A number, or an array of whatever length.
fn is_told_element(tree: &TokenTree) -> bool {
    match tree {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
            group.stream().into_iter().next().is_some_and(|element| is_told_element(&element))
        }
        other => is_told_number(other),
    }
}

fn is_told_number(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Ident(name) if NUMBERS.contains(&name.to_string().as_str()))
}

/// The rank of an array whose type tells it: 1 of `Vec<f64>`, 2 of `Array2<f64>` and of `[[f64; 3]; 2]`.
pub(super) fn told_rank(ty: &Trees) -> Option<usize> {
    let trees: Vec<&TokenTree> = ty.iter().collect();
    let value = match trees.as_slice() {
        [TokenTree::Ident(name), _, value @ .., _] if name == "Option" => value,
        value => value,
    };
    match value {
        [TokenTree::Ident(name), _, element, _] if is_told_number(element) => match name.to_string().as_str()
        {
            "Vec" | "Array1" => Some(1),
            "Array2" => Some(2),
            "Array3" => Some(3),
            "Array4" => Some(4),
            _ => None,
        },
        [TokenTree::Group(array)] => rank_of_array(array),
        _ => None,
    }
}

fn rank_of_array(array: &Group) -> Option<usize> {
    match array.stream().into_iter().next()? {
        TokenTree::Group(element) => Some(1 + rank_of_array(&element)?),
        element => is_told_number(&element).then_some(1),
    }
}

/// The number that a type is, by its name.
pub(super) fn told_number(ty: &Trees) -> Option<&'static str> {
    let mut trees = ty.iter();
    match (trees.next(), trees.next()) {
        (Some(TokenTree::Ident(name)), None) => NUMBERS.into_iter().find(|number| name == number),
        _ => None,
    }
}

/// Whether a type is a number or an array of the language's own of them, which are copied.
pub(super) fn is_told_copy(ty: &Trees) -> bool {
    let mut trees = ty.iter();
    matches!((trees.next(), trees.next()), (Some(tree), None) if is_told_element(tree))
}
