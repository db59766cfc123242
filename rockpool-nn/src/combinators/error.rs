//! Why layers do not make a module.

use core::fmt;

/// Why layers do not make a module.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Lif, Linear, Sequential};
///
/// let linear = Linear::builder().shape((2, 3)).build()?;
/// let lif = Lif::builder().shape((4, 4)).build()?;
/// assert_eq!(
///     Sequential::new((linear, lif)).unwrap_err().to_string(),
///     "1_Lif: expected a layer with 3 inputs, as many as `0_Linear` has outputs, found `Lif` with 4"
/// );
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StackError {
    /// A layer does not take what the one before gives.
    Size {
        /// The name of the layer before.
        before: String,
        /// The number of its outputs.
        expected: usize,
        /// The type of the layer.
        module: &'static str,
        /// The number of its inputs.
        found: usize,
    },
    /// A layer has no shape, where one is needed.
    NoSize {
        /// The type of the layer.
        module: &'static str,
    },
    /// There are too few layers.
    TooFew {
        /// The type of the module.
        module: &'static str,
        /// The fewest.
        least: usize,
        /// How many there are.
        found: usize,
    },
    /// There are not as many names as layers.
    Names {
        /// The number of layers.
        expected: usize,
        /// The number of names.
        found: usize,
    },
    /// A name cannot be part of a path, or stands for something else already.
    Name {
        /// The name.
        name: String,
    },
    /// A residual block has other than as many outputs as inputs.
    Residual {
        /// The number of inputs.
        size_in: usize,
        /// The number of outputs.
        size_out: usize,
    },
    /// There is no such layer.
    NoLayer {
        /// The index that was asked for.
        index: usize,
    },
    /// There is no such gap between layers, and so no weights.
    NoWeight {
        /// The index that was given.
        index: usize,
        /// The number of gaps.
        gaps: usize,
    },
}

impl fmt::Display for StackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Size { before, expected, module, found } => write!(
                f,
                "expected a layer with {expected} inputs, as many as `{before}` has outputs, found `{module}` with {found}"
            ),
            Self::NoSize { module } => {
                write!(f, "expected a layer with a shape, found `{module}`, which declares none")
            }
            Self::TooFew { module, least, found } => {
                let layers = if *least == 1 { "layer" } else { "layers" };
                write!(f, "expected at least {least} {layers} in `{module}`, found {found}")
            }
            Self::Names { expected, found } => {
                write!(f, "expected {expected} names, one for each layer, found {found}")
            }
            Self::Name { name } if name.is_empty() || name.contains('.') => {
                write!(f, "expected a name that can be part of a path, found `{name}`; use one without dots")
            }
            Self::Name { name } => write!(f, "expected every name once, found `{name}` again"),
            Self::Residual { size_in, size_out } => {
                write!(f, "expected as many outputs as inputs, found {size_in} inputs and {size_out} outputs")
            }
            Self::NoLayer { index } => write!(f, "there is no layer {index}"),
            Self::NoWeight { index, gaps } => {
                write!(f, "expected weights for one of the {gaps} gaps between layers, found index {index}")
            }
        }
    }
}

impl core::error::Error for StackError {}
