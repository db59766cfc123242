//! `String`.

use super::{AttributeValue, Plain};
use alloc::string::String;

impl AttributeValue for String {
    type Class = Plain;
}
