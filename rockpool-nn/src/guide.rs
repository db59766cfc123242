//! The guide, page by page.

#[doc = include_str!("guide/learning.md")]
pub mod learning {}
