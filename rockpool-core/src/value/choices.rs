//! Enums without fields, which are words.

/// An enum without fields, whose values are read, set and stored as words; `#[derive(AttributeValue)]`
/// implements it.
///
/// By hand, also one of which some values are no word, such as functions: their `index` lies past the names. They
/// are taken and read as they are, and files refuse to hold them.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(AttributeValue, Clone, Debug, PartialEq)]
/// enum Method {
///     Euler,
///     #[attribute(rename = "rk4", alias = "RK4")]
///     RungeKutta4,
/// }
///
/// #[derive(Module)]
/// struct Oscillator {
///     #[simulation(init = Method::Euler)]
///     method: Method,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// assert_eq!(Oscillator::REGISTRY.attributes()[0].choices(), ["Euler", "rk4"]);
/// let mut oscillator = Oscillator::builder().method(Method::RungeKutta4).build()?;
/// oscillator.set("method", "Euler")?;
/// assert_eq!(oscillator.method, Method::Euler);
/// let error = oscillator.set("method", "euler").unwrap_err();
/// assert_eq!(error.to_string(), "method: expected one of `Euler` and `rk4`, found `euler`, did you mean `Euler`?");
/// # Ok::<(), Error>(())
/// ```
pub trait Choices: Sized {
    /// The words, one a variant.
    const NAMES: &'static [&'static str];
    /// Further words that are read, with the index of the variant that each stands for.
    const ALIASES: &'static [(&'static str, usize)];
    /// The index of the variant; no index of a name, for what no word stands for.
    fn index(&self) -> usize;
    /// The variant with this index.
    fn at(index: usize) -> Option<Self>;

    /// Whether two values that no word stands for are the same.
    #[must_use]
    fn is_same(&self, other: &Self) -> bool {
        let _ = other;
        false
    }

    /// The variant that a word stands for.
    #[must_use]
    fn named(word: &str) -> Option<Self> {
        let alias = || Self::ALIASES.iter().find(|(alias, _)| *alias == word).map(|(_, index)| *index);
        Self::at(Self::NAMES.iter().position(|name| *name == word).or_else(alias)?)
    }
}
