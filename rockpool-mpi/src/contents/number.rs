//! Elements as they lie in memory.

use bytemuck::{Pod, cast_slice};
use ndarray::{ArrayD, ArrayViewD, IxDyn};
use rockpool_core::prelude::*;
use serde::{Deserialize, Serialize};

macro_rules! numbers {
    ($($variant:ident: $type:ty),*) => {
        /// Types of elements that are sent as they are.
        #[derive(Clone, Copy, Debug, Serialize, Deserialize)]
        pub(super) enum Number {
            $($variant,)*
            Bool,
        }

        impl Number {
            pub(super) fn size(self) -> usize {
                match self {
                    $(Self::$variant => size_of::<$type>(),)*
                    Self::Bool => 1,
                }
            }
        }

        /// Appends the elements that a leaf lends.
        pub(super) fn elements(leaf: &Leaf<'_, '_>, raw: &mut Vec<u8>) -> Option<Number> {
            $(if let Some(array) = leaf.array::<$type>() {
                append(&array, raw);
                return Some(Number::$variant);
            })*
            let array = leaf.array::<bool>()?;
            raw.extend(array.iter().map(|&bit| u8::from(bit)));
            Some(Number::Bool)
        }

        /// Appends the elements of a value.
        pub(super) fn elements_of_value(value: &Value, raw: &mut Vec<u8>) -> Option<Number> {
            $(if let Some(array) = value.array::<$type>() {
                append(&array.view(), raw);
                return Some(Number::$variant);
            })*
            let array = value.array::<bool>()?;
            raw.extend(array.iter().map(|&bit| u8::from(bit)));
            Some(Number::Bool)
        }

        /// The array of these bytes.
        pub(super) fn array(number: Number, shape: &[usize], bytes: &[u8]) -> Option<Value> {
            if shape.is_empty() {
                return scalar(number, bytes);
            }
            match number {
                $(Number::$variant => {
                    Some(Value::from(ArrayD::from_shape_vec(IxDyn(shape), read::<$type>(bytes)).ok()?))
                })*
                Number::Bool => {
                    let bits = bytes.iter().map(|&bit| bit != 0).collect();
                    Some(Value::from(ArrayD::<bool>::from_shape_vec(IxDyn(shape), bits).ok()?))
                }
            }
        }

        /// The number of these bytes.
        fn scalar(number: Number, bytes: &[u8]) -> Option<Value> {
            match number {
                $(Number::$variant => read::<$type>(bytes).first().map(|&number| Value::from(number)),)*
                Number::Bool => bytes.first().map(|&bit| Value::from(bit != 0)),
            }
        }

        /// Writes elements where they lie.
        pub(super) fn overwrite(number: Number, leaf: LeafMut<'_, '_>, bytes: &[u8]) {
            match number {
                $(Number::$variant => {
                    if let Some(mut array) = leaf.array_mut::<$type>() {
                        array.iter_mut().zip(read::<$type>(bytes)).for_each(|(element, new)| *element = new);
                    }
                })*
                Number::Bool => {
                    if let Some(mut array) = leaf.array_mut::<bool>() {
                        array.iter_mut().zip(bytes).for_each(|(element, new)| *element = *new != 0);
                    }
                }
            }
        }
    };
}

numbers!(
    F64: f64, F32: f32, I64: i64, I32: i32, I16: i16, I8: i8, U64: u64, U32: u32, U16: u16, U8: u8,
    Usize: usize, Isize: isize
);

fn append<T: Pod>(array: &ArrayViewD<'_, T>, raw: &mut Vec<u8>) {
    match array.as_slice() {
        Some(elements) => raw.extend_from_slice(cast_slice(elements)),
        None => array.iter().for_each(|element| raw.extend_from_slice(bytemuck::bytes_of(element))),
    }
}

fn read<T: Pod>(bytes: &[u8]) -> Vec<T> {
    bytes.chunks_exact(size_of::<T>()).map(bytemuck::pod_read_unaligned).collect()
}
