//! `String`.

use super::{AttributeValue, Plain};
use crate::value::Dtype;
use alloc::string::String;

impl AttributeValue for String {
    type Class = Plain;
    const DTYPE: Dtype = Dtype::Str;
}
