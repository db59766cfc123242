//! Lengths against the dims in scope.

use std::cell::{Cell, RefCell};

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt as _;
use syn::{Generics, Ident, Type};

use crate::check::dims::generic_names;
use crate::ctxt::Ctxt;
use crate::model::module::{Arithmetic, Init, Length, NamedDim};
use crate::model::raw::{Op, RawItemArgs, RawLength};
use crate::nearest::{DidYouMean, nearest};
use crate::parse::{is_upper_case, text};
use crate::symbol::list;

/// What a name in a shape can mean.
pub(super) struct Scope {
    dims: Vec<String>,
    consts: Vec<String>,
    types: Vec<String>,
    lifetimes: Vec<String>,
    /// Which of the names that stand for no length are those of fields.
    fields: Vec<String>,
    /// False if a declaration could not be read: then an unknown name is not told.
    is_known: bool,
    /// Unknown names, each where it stands first.
    unknown: RefCell<Vec<Ident>>,
    /// Constants that are called as dims are, each once.
    unknown_constants: RefCell<Vec<String>>,
    /// How many lengths could not be resolved.
    missed: Cell<usize>,
    /// The dims that stand in lengths and expressions, by their indices.
    used: RefCell<Vec<usize>>,
    /// Arithmetic of constants, the same once, with its text.
    arithmetic: RefCell<Vec<(String, Arithmetic)>>,
}

impl Scope {
    pub(super) fn new<'a>(
        dims: impl Iterator<Item = &'a Ident>,
        generics: &Generics,
        fields: Vec<String>,
        is_known: bool,
    ) -> Scope {
        let (consts, types) = generic_names(generics);
        let lifetimes = generics.lifetimes().map(|param| param.lifetime.ident.to_string()).collect();
        let dims = dims.map(|dim| dim.unraw().to_string()).collect();
        Scope {
            dims,
            consts,
            types,
            lifetimes,
            fields,
            is_known,
            unknown: RefCell::default(),
            unknown_constants: RefCell::default(),
            missed: Cell::new(0),
            used: RefCell::default(),
            arithmetic: RefCell::default(),
        }
    }

    /// The meaning of a length; a fault is told, and stands as a constant of which nothing is known.
    pub(super) fn resolve(&self, cx: &Ctxt, raw: &RawLength) -> Length {
        match raw {
            RawLength::Name(name) => self.resolve_name(cx, name),
            RawLength::Path(path) => Length::Constant {
                text: text::written(path.to_token_stream()),
                value: path.to_token_stream(),
            },
            RawLength::Literal { value, .. } => Length::Literal(*value),
            RawLength::Binary { op, left, right } => {
                let known = self.arithmetic.borrow().len();
                let (missed, count) = (self.missed(), cx.count());
                let length = Length::Binary {
                    op: *op,
                    left: Box::new(self.resolve(cx, left)),
                    right: Box::new(self.resolve(cx, right)),
                };
                check_arithmetic(cx, raw, &length);
                if missed == self.missed() && count == cx.count() {
                    self.ask_arithmetic(raw, &length, known);
                }
                length
            }
        }
    }

    /// Arithmetic of constants is left to rustc, as a whole: of what stood before `known` this is no part.
    fn ask_arithmetic(&self, raw: &RawLength, length: &Length, known: usize) {
        if value(length).is_some() || !self.is_constant(length) {
            return;
        }
        let mut asked = self.arithmetic.borrow_mut();
        asked.truncate(known);
        let text = display(length);
        if !asked.iter().any(|(known, _)| *known == text) {
            asked.push((text, Arithmetic { length: length.clone(), tokens: raw.to_token_stream() }));
        }
    }

    /// Whether a length is made of numbers and of constants that are known beside the item.
    pub(super) fn is_constant(&self, length: &Length) -> bool {
        match length {
            Length::Dim { .. } => false,
            Length::Literal(_) => true,
            Length::Constant { value, .. } => !self.is_generic(value),
            Length::Binary { left, right, .. } => self.is_constant(left) && self.is_constant(right),
        }
    }

    /// The arithmetic of constants in all lengths that were resolved.
    pub(super) fn take_arithmetic(&self) -> Vec<Arithmetic> {
        self.arithmetic.take().into_iter().map(|(_, arithmetic)| arithmetic).collect()
    }

    /// Whether a type is a type parameter of the item.
    pub(super) fn is_type_parameter(&self, ty: &Type) -> bool {
        let Type::Path(path) = ty else { return false };
        path.path.get_ident().is_some_and(|name| self.types.contains(&name.unraw().to_string()))
    }

    /// Whether a type is made of a type parameter of the item.
    pub(super) fn names_type_parameter(&self, ty: &TokenStream) -> bool {
        ty.clone().into_iter().any(|tree| match tree {
            TokenTree::Ident(name) => self.types.contains(&name.unraw().to_string()),
            TokenTree::Group(group) => self.names_type_parameter(&group.stream()),
            _ => false,
        })
    }

    /// Whether tokens name a parameter of the item, of which no constant outside it may be made.
    pub(super) fn is_generic(&self, tokens: &TokenStream) -> bool {
        tokens.clone().into_iter().any(|tree| match tree {
            TokenTree::Ident(name) => {
                let name = name.unraw().to_string();
                name == "Self"
                    || [&self.consts, &self.types, &self.lifetimes].iter().any(|names| names.contains(&name))
            }
            TokenTree::Group(group) => self.is_generic(&group.stream()),
            _ => false,
        })
    }

    /// An expression of the user's, with the dims that it names.
    pub(super) fn init(&self, tokens: TokenStream) -> Init {
        let mut dims = Vec::new();
        self.mentioned(&tokens, &mut dims);
        self.used.borrow_mut().extend(dims.iter().map(|dim| dim.index));
        Init { tokens, dims }
    }

    /// The dims that stand in an expression as values: not as fields, functions or segments of paths.
    fn mentioned(&self, tokens: &TokenStream, dims: &mut Vec<NamedDim>) {
        let mut before = None;
        let mut trees = tokens.clone().into_iter().peekable();
        while let Some(tree) = trees.next() {
            match &tree {
                TokenTree::Ident(name) if !matches!(before, Some('.' | ':')) => {
                    let is_other = match trees.peek() {
                        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Parenthesis,
                        Some(TokenTree::Punct(next)) => {
                            matches!(next.as_char(), '!' if next.spacing() == Spacing::Alone)
                                || (next.as_char() == ':' && next.spacing() == Spacing::Joint)
                        }
                        _ => false,
                    };
                    let text = name.unraw().to_string();
                    if let Some(index) = self.dims.iter().position(|dim| *dim == text)
                        && !is_other
                        && !dims.iter().any(|known| known.index == index)
                    {
                        dims.push(NamedDim { index, name: name.clone() });
                    }
                }
                TokenTree::Group(group) => self.mentioned(&group.stream(), dims),
                _ => {}
            }
            before = match &tree {
                // `0..n`
                TokenTree::Punct(punct) if before == Some('.') && punct.as_char() == '.' => None,
                // `Foo { width: n }`
                TokenTree::Punct(punct) if punct.as_char() == ':' && before != Some(':') => {
                    (punct.spacing() == Spacing::Joint).then_some(':')
                }
                TokenTree::Punct(punct) => Some(punct.as_char()),
                _ => None,
            };
        }
    }

    fn resolve_name(&self, cx: &Ctxt, ident: &Ident) -> Length {
        let name = ident.unraw().to_string();
        if let Some(index) = self.dims.iter().position(|dim| *dim == name) {
            self.used.borrow_mut().push(index);
            return Length::Dim { index, name };
        }
        if self.types.contains(&name) {
            cx.error(
                ident,
                format!("`{name}` is a type parameter, not a length; use a dim, or a constant of the type, as in `{name}::N`"),
            );
        } else if self.consts.contains(&name) || is_upper_case(ident) {
            self.check_constant(cx, ident);
            return Length::Constant { text: name, value: ident.to_token_stream() };
        }
        cx.suppose(ident);
        self.missed.set(self.missed.get() + 1);
        let is_new = !self.unknown.borrow().iter().any(|known| known == ident);
        if self.is_known && !self.types.contains(&name) && is_new {
            self.unknown.borrow_mut().push(ident.clone());
            if self.has_declared() {
                self.tell(cx, ident);
            }
        }
        Length::Constant { text: name, value: ident.to_token_stream() }
    }

    /// A dim in capitals is a constant, which rustc does not find.
    fn check_constant(&self, cx: &Ctxt, ident: &Ident) {
        let name = ident.unraw().to_string();
        let lower = name.to_lowercase();
        let is_new = !self.unknown_constants.borrow().contains(&name);
        if !self.dims.contains(&lower) || self.consts.contains(&name) {
            return;
        }
        self.missed.set(self.missed.get() + 1);
        if is_new {
            self.unknown_constants.borrow_mut().push(name.clone());
            cx.error(
                ident,
                format!("`{name}` is a constant, and the dim is `{lower}`; write `{lower}`, or a path such as `self::{name}` for a constant"),
            );
        }
    }

    /// In how many places the dim with this index stands, but for those that declare dims.
    pub(super) fn uses(&self, index: usize) -> usize {
        self.used.borrow().iter().filter(|used| **used == index).count()
    }

    /// Whether this is the name of a dim.
    pub(super) fn is_dim(&self, name: &Ident) -> bool {
        self.dims.contains(&name.unraw().to_string())
    }

    /// Whether all declarations could be read.
    pub(super) fn is_known(&self) -> bool {
        self.is_known
    }

    /// How many lengths could not be resolved so far, told or not.
    pub(super) fn missed(&self) -> usize {
        self.missed.get()
    }

    pub(super) fn has_unknown(&self) -> bool {
        !self.unknown.borrow().is_empty()
    }

    fn has_declared(&self) -> bool {
        !self.dims.is_empty() || !self.consts.is_empty()
    }

    /// Tells of all unknown dims at once where none is declared: the declaration is what is missing.
    pub(super) fn tell_unknown(&self, cx: &Ctxt, args: &RawItemArgs) {
        let unknown = self.unknown.borrow();
        let Some(first) = unknown.first() else {
            return;
        };
        if !self.has_declared() {
            let names: Vec<String> = unknown.iter().map(|name| name.unraw().to_string()).collect();
            let declaration = match (names.as_slice(), &args.shape) {
                (names, Some(_)) => format!("dims({})", names.join(", ")),
                ([name], None) => format!("shape = {name}"),
                (names, None) => format!("shape = ({})", names.join(", ")),
            };
            let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            let (s, it) = if names.len() == 1 { ("", "it") } else { ("s", "them") };
            cx.error(
                first,
                format!(
                    "unknown dim{s} {}; declare {it} on the item, as in `#[module({declaration})]`, or write a constant in UPPER_CASE",
                    list(&quoted, "and")
                ),
            );
        }
    }

    /// Tells of an unknown dim where others are declared.
    fn tell(&self, cx: &Ctxt, ident: &Ident) {
        let name = ident.unraw().to_string();
        if self.fields.contains(&name) {
            cx.error(
                ident,
                format!("`{name}` is a field, and a length names a dim; declare one of another name, as in `#[module(dims(n_{name}))]`"),
            );
            return;
        }
        let known = self.dims.iter().chain(&self.consts).map(String::as_str);
        let way_out = match nearest(&name, known.clone()) {
            meant @ Some(_) => {
                format!("{} dims are declared in `#[module(shape = (..), dims(..))]`", DidYouMean(meant))
            }
            None => {
                let known: Vec<String> = known.map(|name| format!("`{name}`")).collect();
                let verb = if known.len() == 1 { "the only one here is" } else { "those here are" };
                format!(
                    "; {verb} {}, dims are declared in `#[module(shape = (..), dims(..))]`, and constants are written in UPPER_CASE",
                    list(&known, "and")
                )
            }
        };
        cx.error(ident, format!("unknown dim `{name}`{way_out}"));
    }
}

/// Arithmetic of literals that cannot come out well.
fn check_arithmetic(cx: &Ctxt, raw: &RawLength, length: &Length) {
    let Length::Binary { op, left, right } = length else {
        return;
    };
    let RawLength::Binary { right: divisor, .. } = raw else {
        return;
    };
    match (op, value(left), value(right)) {
        (Op::Div, _, Some(0)) => {
            cx.error(divisor, "a length cannot be divided by zero; divide by a dim or a positive integer");
        }
        (Op::Div, Some(a), Some(b)) if a % b != 0 => cx.error(
            raw,
            format!(
                "{a} / {b} leaves a remainder, and division of lengths is exact; write the length itself"
            ),
        ),
        (Op::Sub, Some(a), Some(b)) if a < b => {
            cx.error(raw, format!("{a} - {b} is negative, and a length never is; write the length itself"))
        }
        (_, Some(a), Some(b)) if value(length).is_none() => cx.error(
            raw,
            format!("{a} {} {b} is too large for a `usize`; write a smaller length", op.symbol()),
        ),
        _ => {}
    }
}

/// The value of a length that is all literals; faulty parts have none, so they are told once.
pub(super) fn value(length: &Length) -> Option<u64> {
    let Length::Binary { op, left, right } = length else {
        return match length {
            Length::Literal(value) => Some(*value),
            _ => None,
        };
    };
    let (left, right) = (value(left)?, value(right)?);
    match op {
        Op::Add => left.checked_add(right),
        Op::Sub => left.checked_sub(right),
        Op::Mul => left.checked_mul(right),
        Op::Div if right != 0 && left % right == 0 => left.checked_div(right),
        Op::Div => None,
    }
}

/// A text by which equal lengths are recognised.
pub(super) fn display(length: &Length) -> String {
    match length {
        Length::Dim { name, .. } => name.clone(),
        Length::Literal(value) => value.to_string(),
        Length::Constant { text, .. } => text.clone(),
        Length::Binary { op, left, right } => {
            format!("({}{}{})", display(left), *op as u8, display(right))
        }
    }
}
