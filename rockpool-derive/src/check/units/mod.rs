//! Units are units, and time constants are measured in time.

mod meant;
mod names;

use quote::ToTokens as _;
use syn::{LitStr, Type};

use crate::check::lengths::Scope;
use crate::check::types;
use crate::ctxt::Ctxt;
use crate::model::module::AskedUnit;
use crate::model::raw::Arg;
use crate::nearest::DidYouMean;
use crate::unit::{UnitFault, parse_unit};

/// The family whose members are time constants.
const TAUS: &str = "taus";

pub(super) fn check_unit(
    cx: &Ctxt,
    unit: Option<&Arg<Option<LitStr>>>,
    is_other: bool,
    family: Option<&str>,
) -> Option<String> {
    let literal = unit?.value.as_ref()?;
    let text = literal.value();
    if is_other {
        if text.trim().is_empty() {
            cx.error(literal, "a unit has a name; write it, or `1` for a number");
        } else if parse_unit(&text).is_ok() {
            cx.error(
                literal,
                format!("`{text}` is a unit of the SI, which converts to others; write `unit = \"{text}\"`"),
            );
        }
        return Some(text);
    }
    match parse_unit(&text) {
        Err(fault) => cx.error(literal, no_unit(&text, &fault)),
        Ok(unit) if family == Some(TAUS) && !unit.is_time() => cx.error(
            literal,
            format!("`{text}` is no unit of time, and an attribute of family `taus` is a time constant; write `s` or `ms`, or choose another family"),
        ),
        Ok(_) => {}
    }
    Some(text)
}

/// Text, truth, trees and functions are measured in nothing.
pub(super) fn check_measured(cx: &Ctxt, Arg { key, .. }: &Arg<Option<LitStr>>, ty: &Type) {
    let element = types::path_name(types::element(ty));
    let is_function = types::is_function(ty);
    if let Some(element) =
        element.filter(|element| ["String", "bool", "Tree"].iter().any(|name| element == name))
    {
        cx.error(key, format!("`{element}` is not measured in a unit; remove `unit`"));
    } else if is_function {
        cx.error(key, "a function is not measured in a unit; remove `unit`");
    }
}

/// What is left to rustc: whether the type holds numbers, and whether it is in a unit by itself, as a duration
/// is. Of what depends on a parameter nothing is known before that is.
pub(super) fn asked(scope: &Scope, unit: &Arg<Option<LitStr>>, ty: &Type) -> Option<AskedUnit> {
    let literal = unit.value.as_ref().filter(|_| !scope.is_generic(&ty.to_token_stream()))?;
    let other = (literal.value() != "s").then(|| literal.to_token_stream());
    Some(AskedUnit { key: unit.key.clone(), other })
}

/// What may be written, for messages.
const GRAMMAR: &str = "units are written like `mV`, `1/s` or `nS/cm^2`";

/// That the text is no unit, in words.
fn no_unit(text: &str, fault: &UnitFault) -> String {
    match fault {
        UnitFault::Empty => {
            "a unit is not empty; write `\"1\"` for a number without one, or remove `unit`".to_owned()
        }
        UnitFault::Unclosed => format!("`(` without `)` in unit `{text}`; {GRAMMAR}"),
        UnitFault::Number => format!(
            "unit `{text}` holds a number; write the symbols alone, such as `ms` or `1/s`, and the number in `init`"
        ),
        UnitFault::Power => {
            format!("expected a power after `^` in unit `{text}`; write a number, as in `s^-1`")
        }
        UnitFault::Unfinished => format!("unit `{text}` ends too early; {GRAMMAR}"),
        UnitFault::Unexpected(c) => format!("unexpected `{c}` in unit `{text}`; {GRAMMAR}"),
        UnitFault::Unknown(symbol) => {
            let of = if symbol == text { String::new() } else { format!(" in `{text}`") };
            let way_out = match meant::meant(symbol) {
                Some(meant) => DidYouMean(Some(&meant)).to_string(),
                None => format!(
                    "; write SI symbols, such as `mV`, `1/s` or `nS/cm^2`, or `unit = other(\"{text}\")` for what the SI does not know"
                ),
            };
            format!("unknown unit `{symbol}`{of}{way_out}")
        }
    }
}

#[cfg(test)]
mod tests;
