//! The numbers of a dataset.

use super::model::Numbers;
use super::told::told_of;
use crate::stored::half;
use hdf5_pure::{DType, Dataset, Datatype, DatatypeByteOrder, FloatingPointLayout};
use ndarray::{ArrayD, IxDyn};

/// Numbers of 16 bits as NumPy has them, which the library leaves to its callers.
const HALF: FloatingPointLayout = FloatingPointLayout {
    bit_offset: 0,
    bit_precision: 16,
    exponent_location: 10,
    exponent_size: 5,
    mantissa_location: 0,
    mantissa_size: 10,
    exponent_bias: 15,
};

/// The order of the bytes of halves, if a dataset has such.
fn order_of_halves(dtype: &DType) -> Option<DatatypeByteOrder> {
    let DType::Other(datatype) = dtype else { return None };
    match &**datatype {
        Datatype::FloatingPoint { size: 2, byte_order, layout } if *layout == HALF => Some(*byte_order),
        _ => None,
    }
}

/// Whether these are numbers.
///
/// # Errors
/// What they are instead.
pub(super) fn check_numbers(dtype: &DType) -> Result<(), String> {
    let found = match dtype {
        DType::F32 | DType::F64 => return Ok(()),
        DType::I8 | DType::I16 | DType::I32 | DType::I64 => return Ok(()),
        DType::U8 | DType::U16 | DType::U32 | DType::U64 => return Ok(()),
        DType::Other(_) if order_of_halves(dtype).is_some() => return Ok(()),
        DType::Other(datatype) => datatype.to_string(),
        other => other.to_string(),
    };
    Err(format!("expected numbers of 8 to 64 bits, found `{found}`"))
}

/// All numbers of a dataset of such, in these lengths.
pub(super) fn numbers(dataset: &Dataset, dtype: &DType, lengths: &[usize]) -> Result<Numbers, String> {
    let fail = |error| told_of(dataset, &error);
    let order = order_of_halves(dtype);
    let data = match order {
        Some(order) => {
            let bytes = dataset.read_raw().map_err(fail)?;
            let bits = bytes.as_chunks::<2>().0.iter().map(|&bytes| match order {
                DatatypeByteOrder::BigEndian => u16::from_be_bytes(bytes),
                _ => u16::from_le_bytes(bytes),
            });
            bits.map(|bits| half(bits).into()).collect()
        }
        None => dataset.read_f64().map_err(fail)?,
    };
    let found = data.len();
    let array = ArrayD::from_shape_vec(IxDyn(lengths), data).map_err(|_| match found {
        0 => "expected numbers, found none: an empty dataspace, as `h5py.Empty` makes it".to_owned(),
        found => format!("it has not the elements of its shape {lengths:?}, but {found}"),
    })?;
    Ok(Numbers { array, is_single: order.is_some() || matches!(dtype, DType::F32) })
}
