//! Numbers as arguments and initialisers of a `Duration`: seconds.

use super::{IntoArgument, Supplied, Supply};
use crate::error::InitError;
use crate::init::{Declaration, Stream};
use crate::shape::Shape;
use crate::value::{ByData, Convert as _, Converted, IntoNumber as _, Lossless};
use core::time::Duration;

macro_rules! seconds {
    ($($type:ty)*) => {$(
        impl IntoArgument<Duration, Converted> for $type {
            fn into_argument(self) -> Supplied<Duration> {
                Supplied::new(match <f64 as Lossless<$type>>::take(self) {
                    Some(seconds) => Supply::Data(ByData::Known(seconds)),
                    None => Supply::Unheld(self.into_number()),
                })
            }
        }

        impl Declaration<Duration, Converted> for $type {
            fn create(self, _: Option<&Shape>, _: Stream<'_>) -> Result<Duration, InitError> {
                let number = self.into_number();
                let seconds = <f64 as Lossless<$type>>::take(self).ok_or(InitError::Number(number))?;
                Duration::from_known(seconds).map_err(InitError::With)
            }
        }
    )*};
}

seconds!(f64 f32 i32 u32 i64 u64 usize);
