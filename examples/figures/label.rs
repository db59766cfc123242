//! What stands at axes, with units from the registry.

/// What stands at an axis: a name, and the unit of the registry if there is one.
pub(crate) fn label(name: &str, unit: Option<&str>) -> String {
    unit.map_or_else(|| name.to_owned(), |unit| format!("{name} ({unit})"))
}
