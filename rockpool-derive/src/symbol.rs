//! The names of helper attributes and of their arguments, once: messages, lists of choices and
//! did-you-mean are built from them.

use std::fmt;

use crate::initialisers::initialisers;

/// A helper attribute.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Helper {
    Parameter,
    State,
    Simulation,
    Module,
}

impl Helper {
    /// Every helper attribute that can stand on a field.
    pub(crate) const ALL: [Helper; 4] =
        [Helper::Parameter, Helper::State, Helper::Simulation, Helper::Module];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Helper::Parameter => "parameter",
            Helper::State => "state",
            Helper::Simulation => "simulation",
            Helper::Module => "module",
        }
    }

    /// The helper attribute of this name.
    pub(crate) fn named(name: &str) -> Option<Helper> {
        Helper::ALL.into_iter().find(|helper| name == helper.name())
    }

    /// The helper attribute of this path, if it is one of ours.
    pub(crate) fn of(path: &syn::Path) -> Option<Helper> {
        let name = path.get_ident()?.to_string();
        Helper::ALL.into_iter().find(|helper| name == helper.name())
    }

    /// When a field has this role; completes "keep `#[state]` if …".
    pub(crate) const fn meaning(self) -> &'static str {
        match self {
            Helper::Parameter => "it configures the module",
            Helper::State => "`evolve` changes it",
            Helper::Simulation => "it configures the solver",
            Helper::Module => "it is a submodule",
        }
    }
}

impl fmt::Display for Helper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#[{}]", self.name())
    }
}

/// An argument of a helper attribute, with an example of how it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Argument {
    pub(crate) name: &'static str,
    pub(crate) example: &'static str,
}

const fn argument(name: &'static str, example: &'static str) -> Argument {
    Argument { name, example }
}

pub(crate) const FAMILY: Argument = argument("family", "family = \"weights\"");
pub(crate) const SHAPE: Argument = argument("shape", "shape = (n_out, n_in)");
pub(crate) const LEN: Argument = argument("len", "len = n_cells");
pub(crate) const INIT: Argument = argument("init", "init = zeros()");
pub(crate) const CAST: Argument = argument("cast", "cast = f64::abs");
pub(crate) const PERMIT_RESHAPE: Argument = argument("permit_reshape", "permit_reshape = false");
pub(crate) const STORED: Argument = argument("stored", "stored = false");
pub(crate) const COMMON: Argument = argument("common", "common");
pub(crate) const UNIT: Argument = argument("unit", "unit = \"s\"");
pub(crate) const BOUNDS: Argument = argument("bounds", "bounds = 0.0..=1.0");
pub(crate) const RENAME: Argument = argument("rename", "rename = \"name\"");
pub(crate) const ALIAS: Argument = argument("alias", "alias = \"old_name\"");
pub(crate) const WITH: Argument = argument("with", "with = Millis");
pub(crate) const SKIP: Argument = argument("skip", "skip");
pub(crate) const ORIGIN: Argument = argument("origin", "origin");
pub(crate) const DIMS: Argument = argument("dims", "dims(n_hidden)");
pub(crate) const CHECK: Argument = argument("check", "check = Self::check_taus");
pub(crate) const CRATE: Argument = argument("crate", "crate = ::path");
pub(crate) const BUILDER: Argument = argument("builder", "builder = LifBuilder");
pub(crate) const SPIKING_INPUT: Argument = argument("spiking_input", "spiking_input");
pub(crate) const SPIKING_OUTPUT: Argument = argument("spiking_output", "spiking_output");

/// What begins an attribute with the value of another: `init = like(v_rest)`.
pub(crate) const LIKE: &str = "like";

/// What binds a dim last: `dims(n_in = default(n_out))`.
pub(crate) const DEFAULT: &str = "default";

macro_rules! names {
    ($($name:ident, [$($generics:tt)*] $type:ty, $way:ident, $usage:literal;)*) => { &[$(stringify!($name)),*] };
}

/// The initialisers that the prelude has and which are as good as free to make.
pub(crate) const INITIALISERS: &[&str] = initialisers!(names);

macro_rules! usages {
    ($($name:ident, [$($generics:tt)*] $type:ty, $way:ident, $usage:literal;)*) => { &[$((stringify!($name), $usage)),*] };
}

/// The same with how each is written.
pub(crate) const USAGES: &[(&str, &str)] = initialisers!(usages);

/// Names that other tools have for our arguments.
const SYNONYMS: [(&str, Argument); 22] = [
    ("default", INIT),
    ("default_value", INIT),
    ("value", INIT),
    ("initial", INIT),
    ("initializer", INIT),
    ("initialiser", INIT),
    ("init_func", INIT),
    ("init_fn", INIT),
    ("data", INIT),
    ("cast_fn", CAST),
    ("reshape", PERMIT_RESHAPE),
    ("name", RENAME),
    ("range", BOUNDS),
    ("limits", BOUNDS),
    ("min", BOUNDS),
    ("max", BOUNDS),
    ("group", FAMILY),
    ("size", SHAPE),
    ("dim", DIMS),
    ("dim", SHAPE),
    ("rank", SHAPE),
    ("map", CAST),
];

/// The argument, of those that may stand here, that other tools call by this name.
pub(crate) fn synonym(name: &str, place: Place) -> Option<Argument> {
    let mut meant = SYNONYMS.into_iter().filter(|(synonym, _)| *synonym == name);
    meant.find(|(_, argument)| place.arguments().contains(argument)).map(|(_, argument)| argument)
}

/// What stands elsewhere than in an argument of an attribute's, though others have one for it.
pub(crate) fn elsewhere(name: &str, place: Place) -> Option<&'static str> {
    if !place.arguments().contains(&FAMILY) {
        return None;
    }
    Some(match name {
        "trainable" | "learnable" | "requires_grad" | "frozen" | "fixed" | "constant" => {
            "write `#[simulation(..)]` for what is never trained, or give `Constant(..)` to the builder"
        }
        "dtype" | "type" | "element" => "the field's type says what the elements are",
        "optional" | "required" => "the field's type says it, an `Option` for what may be absent",
        "doc" | "docs" | "help" | "description" => "write documentation, `/// ..`, above the field",
        _ => return None,
    })
}

/// What a helper attribute of another name was probably meant to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Meant {
    pub(crate) helper: Helper,
    /// `skip` or `origin`, where the attribute is `#[module(..)]`.
    pub(crate) flag: Option<Argument>,
    /// Whether the derive knows the name, or rustc says by itself that there is no such attribute.
    pub(crate) is_told_here: bool,
}

impl fmt::Display for Meant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.flag {
            Some(flag) => write!(f, "#[{}({})]", self.helper.name(), flag.name),
            None => self.helper.fmt(f),
        }
    }
}

const fn spelling(name: &'static str, helper: Helper, flag: Option<Argument>) -> (&'static str, Meant) {
    (name, Meant { helper, flag, is_told_here: true })
}

/// Names that people write for our helper attributes. The derive declares them as its own, or rustc would
/// add that there are no such attributes.
const SPELLINGS: [(&str, Meant); 9] = [
    spelling("param", Helper::Parameter, None),
    spelling("params", Helper::Parameter, None),
    spelling("buffer", Helper::State, None),
    spelling("sim", Helper::Simulation, None),
    spelling("simulation_parameter", Helper::Simulation, None),
    spelling("submodule", Helper::Module, None),
    spelling("child", Helper::Module, None),
    spelling("skip", Helper::Module, Some(SKIP)),
    spelling("origin", Helper::Module, Some(ORIGIN)),
];

/// The helper attribute that was probably meant by this path, which is none.
pub(crate) fn meant_by(path: &syn::Path) -> Option<Meant> {
    let name = path.segments.last()?.ident.to_string();
    let of = |name: &str| Helper::ALL.into_iter().find(|helper| helper.name() == name);
    let told_by_rustc = |helper| Meant { helper, flag: None, is_told_here: false };
    if path.segments.len() > 1 {
        return of(&name).map(told_by_rustc);
    }
    let spelling = SPELLINGS.into_iter().find(|(spelling, _)| *spelling == name);
    spelling.map(|(_, meant)| meant).or_else(|| {
        let names = Helper::ALL.map(Helper::name);
        let spellings = SPELLINGS.map(|(spelling, _)| spelling);
        let nearest = crate::nearest::nearest(&name, names.into_iter().chain(spellings))?;
        let spelling = SPELLINGS.into_iter().find(|(spelling, _)| *spelling == nearest);
        let meant = spelling.map(|(_, meant)| Meant { is_told_here: false, ..meant });
        meant.or_else(|| of(nearest).map(told_by_rustc))
    })
}

/// Where a helper attribute stands, which decides the arguments it takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// On a struct, enum or union: `#[module(..)]` only.
    Item,
    /// On a field.
    Field(Helper),
    /// On a struct, enum or union that derives `AttributeValue`: `#[attribute(..)]` only.
    ValueItem,
    /// On a variant of an enum that derives `AttributeValue`.
    Choice,
}

/// The helper attribute of `#[derive(AttributeValue)]`.
pub(crate) const VALUE_HELPER: &str = "attribute";

impl Place {
    /// Every place of `#[derive(Module)]`, in the order in which messages name them.
    const OF_MODULE: [Place; 5] = [
        Place::Field(Helper::Parameter),
        Place::Field(Helper::State),
        Place::Field(Helper::Simulation),
        Place::Field(Helper::Module),
        Place::Item,
    ];

    /// The arguments that may stand here.
    pub(crate) const fn arguments(self) -> &'static [Argument] {
        match self {
            Place::Item => &[SHAPE, DIMS, CHECK, CRATE, BUILDER, SPIKING_INPUT, SPIKING_OUTPUT],
            Place::Field(Helper::Module) => &[SHAPE, LEN, RENAME, ALIAS, SKIP, ORIGIN, INIT],
            Place::ValueItem => &[CRATE],
            Place::Choice => &[RENAME, ALIAS],
            Place::Field(Helper::Simulation) => &[
                FAMILY,
                SHAPE,
                INIT,
                CAST,
                PERMIT_RESHAPE,
                UNIT,
                BOUNDS,
                WITH,
                RENAME,
                ALIAS,
                STORED,
                COMMON,
            ],
            Place::Field(_) => {
                &[FAMILY, SHAPE, INIT, CAST, PERMIT_RESHAPE, UNIT, BOUNDS, WITH, RENAME, ALIAS, STORED]
            }
        }
    }

    /// The places of the same derive that take an argument of this name.
    pub(crate) fn taking(self, name: &str) -> Vec<Place> {
        let places: &[Place] = match self {
            Place::ValueItem | Place::Choice => &[Place::Choice, Place::ValueItem],
            Place::Item | Place::Field(_) => &Place::OF_MODULE,
        };
        let takes = |place: &&Place| place.arguments().iter().any(|known| known.name == name);
        places.iter().filter(takes).copied().collect()
    }

    /// The helper attribute that stands here.
    pub(crate) fn helper(self) -> String {
        match self {
            Place::Item => "#[module]".to_owned(),
            Place::Field(helper) => helper.to_string(),
            Place::ValueItem | Place::Choice => format!("#[{VALUE_HELPER}]"),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Item => f.write_str("`#[module]` on the item"),
            Place::Field(Helper::Module) => f.write_str("`#[module]` on a field"),
            Place::Field(helper) => write!(f, "`{helper}`"),
            Place::ValueItem => write!(f, "`#[{VALUE_HELPER}]` on the item"),
            Place::Choice => write!(f, "`#[{VALUE_HELPER}]` on a variant"),
        }
    }
}

/// Names that the builder's own methods take, and so neither dims nor fields can have.
pub(crate) const BUILDER_METHODS: [&str; 4] = ["shape", "key", "build", "builder"];

/// Methods of `Module`, which a family's accessor would hide.
pub(crate) const MODULE_METHODS: [&str; 27] = [
    "parameters",
    "parameters_mut",
    "state",
    "state_mut",
    "simulation_parameters",
    "simulation_parameters_mut",
    "attributes",
    "attributes_mut",
    "modules",
    "shape",
    "size_in",
    "size_out",
    "spiking_input",
    "spiking_output",
    "set",
    "set_attributes",
    "check",
    "check_attributes",
    "summary",
    "registry",
    "reset",
    "reset_state",
    "reset_parameters",
    "reset_parameters_with",
    "variants",
    "duplicate",
    "builder",
];

/// Joins choices for a message: `a`, `a and b`, `a, b and c`.
pub(crate) fn list<T: fmt::Display>(items: &[T], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.to_string(),
        [init @ .., end] => {
            let init: Vec<String> = init.iter().map(T::to_string).collect();
            format!("{} {last} {end}", init.join(", "))
        }
    }
}
