//! The guide, page by page.

#[doc = include_str!("guide/scale.md")]
pub mod scale {}
