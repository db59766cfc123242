//! Initial values against the declared shapes.

mod arguments;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{Expr, ExprLit, Lit, Type};

use crate::check::bounds::{self, number};
use crate::check::lengths::{Scope, value};
use crate::check::types;
use crate::ctxt::Ctxt;
use crate::expand::paths::{at, rp_at};
use crate::model::module::{AskedInit, Gives, Init, Length, Shape};
use crate::model::raw::Arg;
use crate::model::with::optional;
use crate::parse::expression::is_expression;
use crate::parse::text;
use crate::parse::value::is_punct;
use crate::symbol::USAGES;

/// What is left to rustc of an initialiser: whether a type that stands behind another name holds what it gives.
pub(super) fn asked(scope: &Scope, init: Option<&Arg<TokenStream>>, ty: &Type) -> Option<AskedInit> {
    let init = &init?.value;
    if types::is_number(types::element(ty)) || scope.is_generic(&ty.to_token_stream()) {
        return None;
    }
    let trees: Vec<TokenTree> = init.clone().into_iter().collect();
    let [TokenTree::Ident(name), TokenTree::Group(arguments)] = trees.as_slice() else { return None };
    let name = name.to_string();
    let gives = if DRAWN.contains(&name.as_str()) {
        Gives::Fractions
    } else {
        let value = arguments.stream();
        match bounds::integer(&value) {
            _ if name != "fill" => return None,
            // These are numbers of all types.
            Some(0..=127) => return None,
            Some(value) => Gives::Integer(value),
            None => number(&value).filter(|value| value.fract() != 0.0).map(|_| Gives::Fraction)?,
        }
    };
    Some(AskedInit { init: init.clone(), gives })
}

/// Dims are integers, and are told apart from the floats that they are computed with.
pub(super) fn check_dims_as_numbers(cx: &Ctxt, init: &Init, ty: &Type) {
    if init.dims.is_empty() {
        return;
    }
    let element = types::path_name(types::element(ty)).map(ToString::to_string);
    let is_plain = init.tokens.clone().into_iter().next().is_some_and(|tree| {
        matches!(tree, TokenTree::Literal(_))
            || matches!(tree, TokenTree::Ident(name) if init.dims.iter().any(|dim| dim.name == name))
    });
    let float = if is_plain && element.as_deref() == Some("f32") { "f32" } else { "f64" };
    tell_dim_among_floats(cx, init, init.tokens.clone(), float);
}

/// An initialiser is what its function returns.
pub(super) fn check_called(cx: &Ctxt, init: &Init, ty: &Type) {
    let Ok(name) = syn::parse2::<syn::Ident>(init.tokens.clone()) else { return };
    let usage = USAGES.iter().find(|(function, _)| name == function).map(|(_, usage)| *usage);
    if let Some(usage) = usage.filter(|_| init.dims.is_empty() && types::is_of_numbers(ty)) {
        cx.error(
            &init.tokens,
            format!("`{name}` is a function, and an initialiser is what it returns; write `init = {usage}`"),
        );
    }
}

fn tell_dim_among_floats(cx: &Ctxt, init: &Init, tokens: TokenStream, float: &str) {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let is_float = |tree: Option<&TokenTree>| match tree {
        Some(TokenTree::Literal(literal)) => matches!(Lit::new(literal.clone()), Lit::Float(_)),
        _ => false,
    };
    let is_operator = |tree: Option<&TokenTree>| matches!(tree, Some(TokenTree::Punct(punct)) if "+-*/".contains(punct.as_char()));
    // What a closure binds may have the name of a dim.
    if trees.iter().any(|tree| is_punct(tree, '|') || matches!(tree, TokenTree::Ident(word) if word == "let"))
    {
        return;
    }
    for (index, tree) in trees.iter().enumerate() {
        let before = |count: usize| index.checked_sub(count).and_then(|index| trees.get(index));
        match tree {
            TokenTree::Group(group) => tell_dim_among_floats(cx, init, group.stream(), float),
            TokenTree::Ident(name) if init.dims.iter().any(|dim| dim.name == *name) => {
                let behind_float = is_operator(before(1)) && is_float(before(2));
                let before_float = is_operator(trees.get(index + 1)) && is_float(trees.get(index + 2));
                let is_whole =
                    trees.get(index + 1).is_none_or(|next| is_operator(Some(next)) || is_punct(next, ','));
                if is_whole && (behind_float || before_float) {
                    cx.error(name, format!("dim `{name}` is a `usize` here, and is computed with a float; write `{name} as {float}`"));
                }
            }
            _ => {}
        }
    }
}

/// A number is of shape `()` and is never broadcast; where no such shape is permitted, `fill` is meant.
pub(super) fn check_init(cx: &Ctxt, init: Option<&Arg<TokenStream>>, shapes: &[Shape], ty: &Type) {
    if let Some(init) = init {
        check_elements(cx, &init.value, ty);
        check_meant(cx, &init.value, ty);
        check_filler(cx, &init.value, shapes, ty);
        check_integer(cx, &init.value, ty);
        arguments::check_arguments(cx, &init.value, ty);
    }
    let Some(init) = init.filter(|init| number(&init.value).is_some()) else {
        return;
    };
    let is_one = |length: &Length| value(length) == Some(1);
    let is_permitted = shapes.iter().any(|shape| shape.lengths.iter().all(is_one));
    if let Some(shape) = shapes.first()
        && !is_permitted
    {
        let (written, shape) = (text::written(init.value.clone()), text::written(shape.tokens.clone()));
        cx.error(
            &init.value,
            format!("`{written}` is one number, but the shape `{shape}` has axes; write `fill({written})` to begin every element with it"),
        );
    }
}

/// An integer type holds the number that begins it.
fn check_integer(cx: &Ctxt, init: &TokenStream, ty: &Type) {
    let (Some(types::Integer { name, least, most }), Some(value)) = (types::integer(ty), number(init)) else {
        return;
    };
    let is_whole =
        init.clone().into_iter().last().is_some_and(|tree| syn::parse2::<syn::LitInt>(tree.into()).is_ok());
    if is_whole && !(least..=most).contains(&value) {
        let written = text::written(init.clone());
        // Of the larger ones, an `f64` holds the ends only nearly.
        let way_out = match (most < 1e10, value < 0.0) {
            (true, _) => format!("write a number from {least} to {most}, or use another type"),
            (false, true) => "use a signed type, or begin with another number".to_owned(),
            (false, false) => "begin with a smaller one".to_owned(),
        };
        cx.error(init, format!("`{written}` is no `{name}`; {way_out}"));
    }
}

/// What has another place, or another form, than an initialiser.
fn check_meant(cx: &Ctxt, init: &TokenStream, ty: &Type) {
    let all: Vec<TokenTree> = init.clone().into_iter().collect();
    let trees = after_path(&all);
    let is_optional = types::path_name(ty).is_some_and(|name| name == "Option");
    let is_call = |group: &proc_macro2::Group| group.delimiter() == Delimiter::Parenthesis;
    match trees {
        [TokenTree::Ident(name)] if name == "None" && is_optional => cx.error(
            init,
            "an `Option` begins absent unless it is given; remove `init`, or write the one that `Declared` begins it with",
        ),
        [TokenTree::Ident(name)] if name == "None" && types::is_of_numbers(ty) => cx.error(
            init,
            "an attribute has a value; write one or an initialiser, or make the field an `Option`, which begins absent unless it is given",
        ),
        [TokenTree::Ident(name), TokenTree::Group(value)] if name == "Some" && is_optional && is_call(value) => {
            let value = text::written(value.stream());
            cx.error(
                init,
                format!("an `Option` begins absent unless it is given; write `init = {value}`, with which `.field(Declared)` begins it"),
            );
        }
        [TokenTree::Ident(name), TokenTree::Group(value)]
            if name == "Some" && types::is_of_numbers(ty) && is_call(value) =>
        {
            let value = text::written(value.stream());
            cx.error(
                init,
                format!("an attribute has a value; write `init = {value}`, or make the field an `Option`, which begins absent unless it is given"),
            );
        }
        [TokenTree::Ident(name)] if name == "Declared" => cx.error(
            init,
            "`Declared` is for builders, and stands for what is declared here; write a value or an initialiser, such as `zeros()`",
        ),
        [TokenTree::Ident(name), TokenTree::Group(value)] if name == "Constant" && is_call(value) => {
            let value = text::written(value.stream());
            cx.error(
                init,
                format!("what is constant by its declaration is a simulation parameter; write `#[simulation(init = {value})]`, or give `Constant({value})` to the builder"),
            );
        }
        [TokenTree::Ident(name), TokenTree::Group(value)]
            if name == "Init" && is_call(value) && number(&value.stream()).is_some() =>
        {
            let value = text::written(value.stream());
            cx.error(init, format!("`Init` holds an initialiser, and `{value}` is a value; write `init = {value}`"));
        }
        [TokenTree::Ident(word), bar, ..] if word == "move" && is_punct(bar, '|') => tell_closure(cx, init, ty),
        [bar, ..] if is_punct(bar, '|') => tell_closure(cx, init, ty),
        [TokenTree::Literal(_)] if types::is_of_numbers(ty) => {
            if let Some(advised) = unquoted(init, "init", "0.1") {
                cx.error(init, format!("`init` takes an expression without quotes; write `{advised}`"));
            }
        }
        _ => {}
    }
}

/// What a path of names ends with: the `Some(2.0)` of `Option::Some(2.0)`, or all if there is no such path.
fn after_path(trees: &[TokenTree]) -> &[TokenTree] {
    match trees {
        [TokenTree::Ident(_), first, second, rest @ ..] if is_punct(first, ':') && is_punct(second, ':') => {
            match after_path(rest) {
                end @ [TokenTree::Ident(name), ..]
                    if ["None", "Some", "Constant", "Declared", "Init"].iter().any(|known| name == known) =>
                {
                    end
                }
                _ => trees,
            }
        }
        _ => trees,
    }
}

/// How an expression in quotes is written without, if this is one; if it is no expression, an example.
fn unquoted(tokens: &TokenStream, key: &str, example: &str) -> Option<String> {
    let quoted = syn::parse2::<syn::LitStr>(tokens.clone()).ok()?.value();
    let is_sound = quoted.parse().is_ok_and(|inner: TokenStream| !inner.is_empty() && is_expression(&inner));
    // `"zeros"` is the function, and no call of it.
    let usage = USAGES.iter().find(|(name, _)| *name == quoted).map(|(_, usage)| *usage);
    Some(format!("{key} = {}", usage.unwrap_or(if is_sound { &quoted } else { example })))
}

/// A cast is a function, and not the call of one.
pub(super) fn check_cast(cx: &Ctxt, cast: Option<&Arg<TokenStream>>) {
    let Some(cast) = cast else { return };
    if let Some(advised) = unquoted(&cast.value, "cast", "f64::abs") {
        // A type is no function, though other tools cast by its name.
        let ty = types::NUMBERS.iter().find(|number| advised.ends_with(&format!("= {number}")));
        let advised =
            ty.map_or(advised, |ty| format!("cast = {}::abs", if *ty == "f32" { ty } else { "f64" }));
        cx.error(&cast.value, format!("`cast` takes a function without quotes; write `{advised}`"));
        return;
    }
    let trees: Vec<TokenTree> = cast.value.clone().into_iter().collect();
    if let Some(count) = parameters(&trees).filter(|count| *count != 1) {
        cx.error(
            &cast.value,
            format!("`cast` takes a function of the value alone, and this closure has {count} parameters; write `cast = |x| ..`"),
        );
        return;
    }
    let [TokenTree::Ident(first), path @ .., TokenTree::Group(arguments)] = trees.as_slice() else {
        return;
    };
    let is_number = first == "f64" || first == "f32" || types::is_integer(first);
    if is_number && arguments.delimiter() == Delimiter::Parenthesis && path.len() == 3 {
        let function: TokenStream = trees[..trees.len() - 1].iter().cloned().collect();
        let function = text::written(function);
        let advised = match (arguments.stream().is_empty(), &path[2]) {
            (true, _) => function,
            (false, method) => format!("|x| {first}::{method}(x, {})", text::written(arguments.stream())),
        };
        cx.error(&cast.value, format!("`cast` takes a function and calls it; write `cast = {advised}`"));
    }
}

/// How many parameters a closure has.
fn parameters(trees: &[TokenTree]) -> Option<usize> {
    let trees = match trees {
        [TokenTree::Ident(word), rest @ ..] if word == "move" => rest,
        all => all,
    };
    let (bar, rest) = trees.split_first()?;
    if !is_punct(bar, '|') {
        return None;
    }
    let end = rest.iter().position(|tree| is_punct(tree, '|'))?;
    let parameters = rest[..end].split(|tree| is_punct(tree, ','));
    // Commas between the arguments of a type separate nothing here.
    let is_plain = !rest[..end].iter().any(|tree| is_punct(tree, '<'));
    is_plain.then(|| parameters.filter(|parameter| !parameter.is_empty()).count())
}

/// Initialisers that can never fill what they are declared for.
fn check_filler(cx: &Ctxt, init: &TokenStream, shapes: &[Shape], ty: &Type) {
    let trees: Vec<TokenTree> = init.clone().into_iter().collect();
    let [TokenTree::Ident(name), TokenTree::Group(_)] = trees.as_slice() else {
        return;
    };
    let initialiser = name.to_string();
    if let Some(integer) = types::whole(ty).filter(|_| DRAWN.contains(&initialiser.as_str())) {
        cx.error(
            init,
            format!("`{initialiser}` gives fractions, which `{integer}` does not hold; use a float type, or `from_rng(|shape, rng| ..)` for integers"),
        );
        return;
    }
    // The first shape is the one that it fills.
    let first = shapes.first().map(|shape| shape.lengths.len());
    let Some(rank) = first.or_else(|| types::rank(ty)) else {
        return;
    };
    let axes = match rank {
        0 => "no axes".to_owned(),
        1 => "one axis".to_owned(),
        rank => format!("{rank} axes"),
    };
    if MATRICES.contains(&initialiser.as_str()) && rank != 2 {
        let (this, way_out) = match shapes {
            [_, others @ ..] if others.iter().any(|shape| shape.lengths.len() == 2) => {
                ("the first of these shapes", "list a shape of two lengths first")
            }
            _ => ("this", "declare a shape of two lengths"),
        };
        cx.error(
            init,
            format!(
                "`{initialiser}` fills matrices, and {this} has {axes}; {way_out}, or use another initialiser"
            ),
        );
    } else if initialiser == "xavier" && rank == 0 {
        cx.error(
            init,
            "`xavier` scales with the lengths of a shape, and this is one number; write `normal(mean, std)`, or declare a shape",
        );
    }
}

/// Initialisers whose numbers are fractions.
const DRAWN: [&str; 9] = [
    "uniform",
    "normal",
    "truncated_normal",
    "kaiming",
    "xavier",
    "lecun",
    "uniform_sqrt",
    "unit_eigs",
    "orthogonal",
];

/// Initialisers of matrices.
const MATRICES: [&str; 2] = ["identity", "orthogonal"];

/// A closure that makes elements stands in `from_fn`; of a function that is itself the value, rustc knows more.
fn tell_closure(cx: &Ctxt, init: &TokenStream, ty: &Type) {
    let parameters = init.clone().into_iter().filter(|tree| is_punct(tree, ',')).count();
    let (maker, example) = match parameters {
        0 => ("from_fn", "from_fn(|shape| ..)"),
        _ => ("from_rng", "from_rng(|shape, rng| ..)"),
    };
    if types::is_of_numbers(ty) {
        cx.error(init, format!("a closure initialises inside `{maker}`; write `init = {example}`"));
    }
}

/// An array literal has as many elements as the array type of the field, on every level.
fn check_elements(cx: &Ctxt, init: &TokenStream, ty: &Type) {
    let Type::Array(array) = ty else {
        return;
    };
    let Some((count, elements)) = elements(init) else {
        return;
    };
    match &array.len {
        Expr::Lit(ExprLit { lit: Lit::Int(length), .. })
            if length.base10_parse::<u64>().is_ok_and(|length| length != count) =>
        {
            let length = length.base10_digits();
            cx.error(
                init,
                format!("this array has {count} element{}, but the field's type has {length}; write {length}, or `fill(..)` to begin every element with one number", if count == 1 { "" } else { "s" }),
            );
        }
        _ => {
            for element in elements {
                check_elements(cx, &element, &array.elem);
            }
        }
    }
}

/// How many elements `[a, b]` or `[a; 3]` has, and those written.
fn elements(tokens: &TokenStream) -> Option<(u64, Vec<TokenStream>)> {
    let mut trees = tokens.clone().into_iter();
    let (Some(TokenTree::Group(list)), None) = (trees.next(), trees.next()) else {
        return None;
    };
    if list.delimiter() != Delimiter::Bracket {
        return None;
    }
    let trees: Vec<TokenTree> = list.stream().into_iter().collect();
    // Commas that separate something else.
    if trees.iter().any(|tree| is_punct(tree, '<') || is_punct(tree, '|')) {
        return None;
    }
    let joined = |part: &[TokenTree]| part.iter().cloned().collect::<TokenStream>();
    if let Some(at) = trees.iter().position(|tree| is_punct(tree, ';')) {
        let count = syn::parse2::<syn::LitInt>(joined(&trees[at + 1..])).ok()?.base10_parse().ok()?;
        return Some((count, vec![joined(&trees[..at])]));
    }
    let parts = trees.split(|tree| is_punct(tree, ',')).filter(|part| !part.is_empty());
    let elements: Vec<TokenStream> = parts.map(joined).collect();
    Some((u64::try_from(elements.len()).ok()?, elements))
}

/// A number that begins an attribute whose type is a type parameter, or is made of one: it means what it means in
/// that type, whichever it is, as `fill(0.5)` does.
pub(super) fn of_any_number(scope: &Scope, ty: &Type, init: &TokenStream) -> TokenStream {
    let ty = optional(ty).unwrap_or(ty);
    if !is_unsuffixed(init) {
        return init.clone();
    }
    match (scope.is_type_parameter(ty), scope.names_type_parameter(&ty.to_token_stream())) {
        (true, _) => rp_at!(at(init)=> __rp::fill(#init)),
        // Not repeated: a newtype may hold an array.
        (false, true) => rp_at!(at(init)=> __rp::one_number(#init)),
        (false, false) => init.clone(),
    }
}

/// Whether this is a number that says nothing of its type.
fn is_unsuffixed(init: &TokenStream) -> bool {
    let last = init.clone().into_iter().last();
    let literal = last.and_then(|tree| syn::parse2::<Lit>(tree.into()).ok());
    number(init).is_some()
        && match literal {
            Some(Lit::Int(int)) => int.suffix().is_empty(),
            Some(Lit::Float(float)) => float.suffix().is_empty(),
            _ => false,
        }
}
