//! Summaries: what is in a module, as a table for people, as Markdown and as data.

mod collect;
mod columns;
mod fold;
mod markdown;
mod text;
mod totals;
mod values;

pub use values::Values;

use crate::registry::Kind;
use crate::walk::Structure;
use alloc::string::String;
use alloc::vec::Vec;

/// What is in a module and all below it; made by [`Module::summary`](crate::Module::summary).
///
/// | shown by | gives |
/// |---|---|
/// | `{}` | a table of at most 100 columns: long names lose their middle, lists of equal modules are told once |
/// | `{:#}` | the wide form: nothing shortened, every module told, with declared shapes, bounds and choices, and values in a few words |
/// | [`values`](Self::values) | the values alone: scalars as they are, of arrays their range and mean |
/// | [`to_markdown`](Self::to_markdown) | the same as tables of Markdown |
/// | `serde::Serialize` (feature `serde`) | the same as data: modules in modules, attributes with numbers, totals |
///
/// Rows are attributes that are present, below the module that has them, with their full paths. A constant
/// is marked by its kind. Elements of types whose size is not known, types of your own for example, do not
/// count as memory.
///
/// Since each row has its whole path, modules that are nested in each other take memory by the square of how deep they
/// are: 1 MB at 256 levels, the most that builders make; literals that are 5,000 levels deep take 140 MB.
///
/// ```
/// use ndarray::{Array1, Array2};
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// #[module(shape = (n_in, n_out))]
/// struct Layer {
///     #[parameter(family = "weights", shape = (n_in, n_out), init = kaiming())]
///     w: Array2<f64>,
///     #[parameter(family = "taus", shape = n_out, init = fill(0.02), unit = "s")]
///     tau: Array1<f64>,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let layer = Layer::builder().shape((2, 3)).tau(Constant(vec![0.05; 3])).build()?;
/// assert_eq!(
///     layer.summary().to_string(),
///     "\
/// path   kind       family   shape   type  unit  elements  memory
/// ---------------------------------------------------------------
/// Layer (n_in, n_out) = (2, 3)
///   w    parameter  weights  (2, 3)  f64                6    48 B
///   tau  constant   taus     (3)     f64   s            3    24 B
///
///                      attributes  elements  memory
/// -------------------------------------------------
/// parameters                    1         6    48 B
///   weights                     1         6    48 B
/// simulation                    1         3    24 B
///   taus                        1         3    24 B
///   of these constant           1         3    24 B
/// all                           2         9    72 B"
/// );
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Summary {
    /// The module itself, or what a list holds.
    modules: Vec<ModuleRow>,
    totals: totals::Totals,
}

/// A module and what is in it.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
struct ModuleRow {
    path: String,
    /// Whether the last step of the path is an index: the module is one of a list.
    #[cfg_attr(feature = "serde", serde(skip))]
    index: Option<usize>,
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    type_name: &'static str,
    /// Of which variant of an enum it is.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    variant: Option<String>,
    declared_shape: Option<String>,
    shape: Option<Vec<usize>>,
    attributes: Vec<Row>,
    modules: Vec<ModuleRow>,
}

impl ModuleRow {
    /// Whether it is that of an enum whose variant holds no module, or modules with paths of their own.
    fn is_alone(&self) -> bool {
        let of_enum = |variant: &String| {
            variant.strip_prefix(self.type_name).is_some_and(|rest| rest.starts_with("::"))
        };
        self.variant.as_ref().is_some_and(of_enum)
    }

    /// `Rk4`; of an enum `Integrator::Rk4, Rk4`, or `Integrator::Euler` where the variant holds no module.
    fn type_text(&self) -> String {
        match &self.variant {
            Some(variant) if self.is_alone() => variant.clone(),
            Some(variant) => alloc::format!("{variant}, {}", self.type_name),
            None => self.type_name.into(),
        }
    }
}

/// An attribute.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
struct Row {
    path: String,
    name: &'static str,
    #[cfg_attr(feature = "serde", serde(serialize_with = "by_name"))]
    kind: Kind,
    constant: bool,
    family: Option<&'static str>,
    declared_shape: String,
    shape: Vec<usize>,
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    element_type: String,
    unit: Option<&'static str>,
    bounds: Option<String>,
    /// In a few words.
    value: String,
    elements: usize,
    /// Not known for elements of other types than numbers, `bool` and `String`.
    bytes: Option<usize>,
}

impl Row {
    /// `parameter`, `state`, `simulation`, or `constant`.
    fn kind_text(&self) -> String {
        if self.constant { "constant".into() } else { alloc::string::ToString::to_string(&self.kind) }
    }
}

impl Summary {
    pub(crate) fn new<M: Structure>(module: &M) -> Self {
        let modules = collect::collect(module);
        Self { totals: totals::Totals::of(&modules), modules }
    }

    /// What the attributes hold, as a table: scalars as they are, of arrays their range and mean, as they were when the
    /// summary was made. `{:#}` shortens nothing.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Leaky {
    ///     #[parameter(family = "taus", init = 0.02, unit = "s")]
    ///     tau: f64,
    ///     #[parameter(init = zeros())]
    ///     w: [[f64; 2]; 2],
    ///     #[simulation(init = "euler")]
    ///     solver: String,
    /// }
    ///
    /// let leaky = Leaky { tau: 0.05, w: [[0.5, -1.0], [0.25, 0.25]], solver: "euler".into() };
    /// assert_eq!(
    ///     leaky.summary().values().to_string(),
    ///     "\
    /// path    shape   value              unit
    /// ---------------------------------------
    /// tau     ()      0.05               s
    /// w       (2, 2)  -1 to 0.5, mean 0
    /// solver  ()      \"euler\""
    /// );
    /// ```
    #[must_use]
    pub fn values(&self) -> Values<'_> {
        Values(self)
    }

    /// The summary as two tables of Markdown: attributes with their paths, and totals.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky { #[parameter(family = "taus", init = 0.02, unit = "s")] tau: f64 }
    /// let table = Leaky { tau: 0.02 }.summary().to_markdown();
    /// assert!(table.contains("| `tau` | parameter | `taus` | `()` | `f64` | s | 1 | 8 B |"));
    /// ```
    #[must_use]
    pub fn to_markdown(&self) -> String {
        markdown::markdown(self)
    }
}

/// `(3, 4)`.
fn shape_text(shape: &[usize]) -> String {
    alloc::string::ToString::to_string(&crate::shape::Shape::new(shape))
}

/// `1_234_567`, as Rust writes it.
fn number(value: usize) -> String {
    let digits = alloc::string::ToString::to_string(&value);
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.len() > 4 {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

/// `96 B`, `1.5 KiB`.
fn memory(bytes: usize) -> String {
    const UNITS: [&str; 4] = ["KiB", "MiB", "GiB", "TiB"];
    if bytes < 1024 {
        return alloc::format!("{bytes} B");
    }
    // Tenths, in integers: exact whatever the size.
    let (mut tenths, mut unit) = (bytes as u128 * 10 / 1024, 0);
    while tenths >= 10_240 && unit + 1 < UNITS.len() {
        tenths /= 1024;
        unit += 1;
    }
    alloc::format!("{}.{} {}", tenths / 10, tenths % 10, UNITS.get(unit).copied().unwrap_or_default())
}

#[cfg(feature = "serde")]
fn by_name<S: serde::Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(kind)
}
