//! The guide, page by page.

#[doc = include_str!("guide/learning.md")]
#[doc(alias("train", "epoch", "optimizer", "zero_grad"))]
pub mod learning {}
