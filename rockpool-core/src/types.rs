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
///
/// ```
/// use rockpool_core::types::PInt;
/// use rockpool_core::value::Value;
/// let steps: PInt = 100;
/// assert_eq!(Value::from(steps).scalar::<PInt>(), Some(100));
/// ```
pub type PInt = i64;
/// A text attribute.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::types::PStr;
/// let solver: PStr = "euler".into();
/// assert_eq!(SimulationParameter::new("euler").resolve()?.into_value(), solver);
/// # Ok::<(), Error>(())
/// ```
pub type PStr = String;
/// A floating-point attribute.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::types::PFloat;
/// let tau: PFloat = Parameter::new(20e-3).resolve()?.into_value();
/// assert_eq!(tau, 0.02);
/// # Ok::<(), Error>(())
/// ```
pub type PFloat = f64;
/// A truth value as an attribute.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::types::PBool;
/// let trained: PBool = SimulationParameter::new(true).resolve()?.into_value();
/// assert!(trained);
/// # Ok::<(), Error>(())
/// ```
pub type PBool = bool;
/// A tree of values as an attribute.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::types::PTree;
/// let mut options = PTree::new();
/// options.set("solver.dt", 1e-3.into())?;
/// assert_eq!(options.get("solver.dt").and_then(|dt| dt.scalar::<f64>()), Some(1e-3));
/// # Ok::<(), Error>(())
/// ```
pub type PTree = Tree<Value>;
/// An array of single precision, as the tensors of Torch are by default.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::types::PTensor;
/// let w: PTensor = Parameter::new(vec![1.0_f32; 6]).shape((2, 3)).resolve()?.into_value();
/// assert_eq!(w.shape(), [2, 3]);
/// # Ok::<(), Error>(())
/// ```
#[cfg(feature = "ndarray")]
pub type PTensor = ndarray::ArrayD<f32>;
/// An array attribute, of double precision as in NumPy.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::types::PArray;
/// let w = Parameter::<PArray>::shaped((2, 2)).init(identity()).resolve()?;
/// assert_eq!(w.value(), &ndarray::Array2::<f64>::eye(2).into_dyn());
/// # Ok::<(), Error>(())
/// ```
#[cfg(feature = "ndarray")]
pub type PArray = ndarray::ArrayD<f64>;
/// A function attribute.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::types::PCallable;
/// use std::sync::Arc;
/// let double: PCallable = Arc::new(|x| 2.0 * x);
/// let p = SimulationParameter::new(double).resolve()?;
/// assert_eq!((p.value())(1.5), 3.0);
/// # Ok::<(), Error>(())
/// ```
pub type PCallable = Arc<dyn Fn(f64) -> f64 + Send + Sync>;
/// A leaf of a tree.
///
/// ```
/// use rockpool_core::types::{Leaf, PTree};
/// let leaf: Leaf = vec![0.1, 0.2].into();
/// assert_eq!(PTree::leaf(leaf.clone()).as_leaf(), Some(&leaf));
/// ```
pub type Leaf = Value;
/// A node of a tree: a leaf or a branch.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::types::Node;
/// let mut node = Node::new();
/// node.set("hidden.tau", 0.02.into())?;
/// let (name, below): (&str, &Node) = node.entries().next().unwrap();
/// assert_eq!((name, below.branches()), ("hidden", vec!["tau".to_string()]));
/// # Ok::<(), Error>(())
/// ```
pub type Node = Tree<Value>;
/// A vector of floats.
///
/// ```
/// use rockpool_core::types::FloatVector;
/// let taus = FloatVector::from_elem(3, 0.02);
/// assert_eq!(taus.len(), 3);
/// ```
#[cfg(feature = "ndarray")]
pub type FloatVector = ndarray::Array1<f64>;
/// A vector of integers.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::types::IntVector;
/// let delays = IntVector::from_vec(vec![1, 2, 4]);
/// assert_eq!(Value::from(delays).slice::<i64>(), Some(&[1, 2, 4][..]));
/// ```
#[cfg(feature = "ndarray")]
pub type IntVector = ndarray::Array1<i64>;
