//! Units are units, and time constants are measured in time.

use syn::LitStr;

use crate::ctxt::Ctxt;
use crate::model::raw::Arg;
use crate::parse::unit::parse_unit;

/// The family whose members are time constants.
const TAUS: &str = "taus";

pub(super) fn check_unit(
    cx: &Ctxt,
    unit: Option<&Arg<Option<LitStr>>>,
    family: Option<&str>,
) -> Option<String> {
    let literal = unit?.value.as_ref()?;
    let text = literal.value();
    match parse_unit(&text) {
        Err(message) => cx.error(literal, message),
        Ok(dimension) if family == Some(TAUS) && !dimension.is_time() => cx.error(
            literal,
            format!("`{text}` is no unit of time, and an attribute of family `taus` is a time constant; write `s` or `ms`, or choose another family"),
        ),
        Ok(_) => {}
    }
    Some(text)
}
