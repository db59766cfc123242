//! The registry as a table for people.

use super::{OnTheWay, Registry};
use core::fmt;

impl fmt::Display for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt_below(self, f, 0, &OnTheWay { registry: self, above: None })
    }
}

fn fmt_below(
    registry: &Registry,
    f: &mut fmt::Formatter<'_>,
    depth: usize,
    way: &OnTheWay<'_>,
) -> fmt::Result {
    f.write_str(registry.name)?;
    if let Some(shape) = registry.shape {
        write!(f, " {shape}")?;
    }
    if let Some(inner) = registry.shape_of.and_then(|index| registry.submodules.get(index)) {
        write!(f, " of the shape of {}", inner.name())?;
    }
    for dim in registry.dims {
        if let Some(definition) = dim.definition {
            write!(f, ", {} = {definition}", dim.name)?;
        }
        if let Some(default) = dim.default {
            write!(f, ", {} = default({default})", dim.name)?;
        }
    }
    let indent = |f: &mut fmt::Formatter<'_>| write!(f, "\n{:1$}", "", 2 * (depth + 1));
    for attribute in registry.attributes {
        indent(f)?;
        write!(f, "{}: {}", attribute.name(), attribute.kind())?;
        if let Some(family) = attribute.family() {
            write!(f, " of `{family}`")?;
        }
        write!(f, ", {}, {}", attribute.dtype(), attribute.shapes())?;
        if let Some(unit) = attribute.unit() {
            write!(f, ", {unit}")?;
        }
        if let [first, rest @ ..] = attribute.choices() {
            write!(f, ", one of `{first}`")?;
            rest.iter().try_for_each(|choice| write!(f, ", `{choice}`"))?;
        }
        if let Some(bounds) = attribute.bounds() {
            write!(f, ", in {bounds}")?;
        }
    }
    for submodule in registry.submodules {
        indent(f)?;
        write!(f, "{}: ", submodule.name())?;
        let below = submodule.registry();
        if way.contains(below) {
            write!(f, "{}, as above", below.name)?;
        } else {
            fmt_below(below, f, depth + 1, &OnTheWay { registry: below, above: Some(way) })?;
        }
    }
    Ok(())
}
