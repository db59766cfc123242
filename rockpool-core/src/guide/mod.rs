//! The guide: from a first module to a type of your own. Every block of it is compiled and run.
//!
//! | page | tells |
//! |---|---|
//! | [A first module in ten lines](first_module) | roles of fields, a step, a reset, the builder |
//! | [Shapes and dims](shapes) | named lengths, permitted shapes, who binds a dim |
//! | [Initialising and resetting](initialising) | initialisers, your own ones, keys, randomness at run time, what reset returns to |
//! | [Constants and families](families) | what is trained, what is not, and names across modules |
//! | [Nesting, generics, enums](nesting) | submodules, lists, `dyn`, type parameters, recursion |
//! | [Views and flat vectors](views) | reading, writing, the optimiser's side |
//! | [Solving and recording](solving) | solvers of differential equations, states as one vector, histories |
//! | [Saving and loading](files) | files, plans, renamed fields |
//! | [Errors and what they mean](errors) | every kind of fault, and the way out |
//! | [What the derive generates](generated) | one whole expansion |
//! | [Types of your own and of others](own_values) | by the type, what to write; words, newtypes, `with`, `Real`, functions |
//! | Tensors of candle, page `tensors` with the feature `candle` | `Var` and `Tensor` as attributes, optimisers |
//! | [Without std](no_std) | features, and what is left |
//! | [How do I …](how_do_i) | short answers with code: freeze, count, prune, print, plug in an optimiser, read a configuration, … |
//! | [From ndarray and structs](from_structs) | a struct full of arrays becomes a module |
//! | [Coming from Torch or Equinox](from_torch) | two columns left, Rust right |
//! | [Coming from Rockpool](from_rockpool) | Python left, Rust right |
//! | [Coming from burn](from_burn) | what differs |
//! | [Coming from candle](from_candle) | what differs |

#[doc = include_str!("first_module.md")]
pub mod first_module {}
#[doc = include_str!("shapes.md")]
pub mod shapes {}
#[doc = include_str!("initialising.md")]
#[doc = include_str!("tables.html")]
pub mod initialising {}
#[doc = include_str!("families.md")]
pub mod families {}
#[doc = include_str!("nesting.md")]
#[doc = include_str!("tables.html")]
pub mod nesting {}
#[doc = include_str!("views.md")]
#[doc = include_str!("tables.html")]
pub mod views {}
#[doc = include_str!("solving.md")]
pub mod solving {}
#[doc = include_str!("files.md")]
#[doc = include_str!("tables.html")]
#[doc(alias("checkpoint", "save", "load"))]
pub mod files {}
#[doc = include_str!("errors.md")]
#[doc = include_str!("tables.html")]
#[doc(alias("shape error", "shape mismatch", "ShapeError", "transpose"))]
pub mod errors {}
#[doc = include_str!("generated.md")]
///
/// ```rust
/// # use rockpool_core::prelude::*;
/// # pub struct Leaky { pub tau: Vec<f64>, pub x: Vec<f64>, origin: Origin }
#[doc = include_str!("generated.rs.txt")]
/// # let leaky = Leaky::builder().n(2).build()?;
/// # assert_eq!((leaky.tau, leaky.x), (vec![0.02; 2], vec![0.0; 2]));
/// # Ok::<(), Error>(())
/// ```
///
/// → [Types of your own and of others](own_values)
pub mod generated {}
#[doc = include_str!("own_values.md")]
#[doc = include_str!("tables.html")]
pub mod own_values {}
#[cfg(feature = "candle")]
#[doc = include_str!("tensors.md")]
pub mod tensors {}
#[doc = include_str!("no_std.md")]
#[doc = include_str!("tables.html")]
pub mod no_std {}
#[doc = include_str!("how_do_i.md")]
#[doc(alias("dropout", "checkpoint", "share", "prune", "config", "config file", "hyperparameter"))]
pub mod how_do_i {}
#[doc = include_str!("from_structs.md")]
#[doc = include_str!("tables.html")]
pub mod from_structs {}
#[doc = include_str!("from_torch.md")]
#[doc = include_str!("tables.html")]
pub mod from_torch {}
#[doc = include_str!("from_rockpool.md")]
#[doc = include_str!("tables.html")]
pub mod from_rockpool {}
#[doc = include_str!("from_burn.md")]
#[doc = include_str!("tables.html")]
pub mod from_burn {}
#[doc = include_str!("from_candle.md")]
#[doc = include_str!("tables.html")]
pub mod from_candle {}
