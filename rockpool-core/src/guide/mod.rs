//! The guide: from a first module to a type of your own. Every block of it is compiled and run.
//!
//! 1. [A first module in ten lines](first_module)
//! 2. [Shapes and dims](shapes)
//! 3. [Initialising and resetting](initialising)
//! 4. [Constants and families](families)
//! 5. [Nesting, generics, enums](nesting)
//! 6. [Views and flat vectors](views)
//! 7. [Errors and what they mean](errors)
//! 8. [Values of your own](own_values)
//! 9. [Without std](no_std)
//! 10. [Coming from Rockpool](from_rockpool)
//! 11. [Coming from burn](from_burn)

#[doc = include_str!("first_module.md")]
pub mod first_module {}
#[doc = include_str!("shapes.md")]
pub mod shapes {}
#[doc = include_str!("initialising.md")]
pub mod initialising {}
#[doc = include_str!("families.md")]
pub mod families {}
#[doc = include_str!("nesting.md")]
pub mod nesting {}
#[doc = include_str!("views.md")]
pub mod views {}
#[doc = include_str!("errors.md")]
pub mod errors {}
#[doc = include_str!("own_values.md")]
pub mod own_values {}
#[doc = include_str!("no_std.md")]
pub mod no_std {}
#[doc = include_str!("from_rockpool.md")]
pub mod from_rockpool {}
#[doc = include_str!("from_burn.md")]
pub mod from_burn {}
