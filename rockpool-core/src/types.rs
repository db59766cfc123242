//! Rockpool's type names and what they mean here.
//!
//! | Python | Rust |
//! |---|---|
//! | `P_int`, `P_str`, `P_float`, `P_bool` | [`PInt`], [`PStr`], [`PFloat`], [`PBool`] |
//! | `P_tree`, `P_tensor`, `P_ndarray`, `P_Callable` | [`PTree`], [`PTensor`], [`PArray`], [`PCallable`] |
//! | `Tree`, `Leaf`, `Value`, `Node` | [`Tree`], [`Leaf`], [`Value`], [`Node`] |
//! | `FloatVector`, `IntVector` | [`FloatVector`], [`IntVector`] |
//! | `TreeDef`, `JaxRNGKey` | [`TreeDef`], [`Key`] |
//!
//! They are no part of the prelude.

pub use crate::Key;
pub use crate::tree::{Tree, TreeDef};
pub use crate::value::Value;

use alloc::string::String;
use alloc::sync::Arc;

/// An integer attribute.
pub type PInt = i64;
/// A text attribute.
pub type PStr = String;
/// A floating-point attribute.
pub type PFloat = f64;
/// A truth value as an attribute.
pub type PBool = bool;
/// A tree of values as an attribute.
pub type PTree = Tree<Value>;
/// An array of single precision, as the tensors of Torch are by default.
#[cfg(feature = "ndarray")]
pub type PTensor = ndarray::ArrayD<f32>;
/// An array attribute, of double precision as in NumPy.
#[cfg(feature = "ndarray")]
pub type PArray = ndarray::ArrayD<f64>;
/// A function attribute.
pub type PCallable = Arc<dyn Fn(f64) -> f64 + Send + Sync>;
/// A leaf of a tree.
pub type Leaf = Value;
/// A node of a tree: a leaf or a branch.
pub type Node = Tree<Value>;
/// A vector of floats.
#[cfg(feature = "ndarray")]
pub type FloatVector = ndarray::Array1<f64>;
/// A vector of integers.
#[cfg(feature = "ndarray")]
pub type IntVector = ndarray::Array1<i64>;
