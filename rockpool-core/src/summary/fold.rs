//! Lists of modules that are alike are told once.

use super::{ModuleRow, Row};

/// How many alike are told one by one.
const FEW: usize = 2;

/// The length of the run of list elements alike that begins at `modules[at]`; 1 where it is too short.
pub(super) fn run(modules: &[ModuleRow], at: usize) -> usize {
    let Some(rest) = modules.get(at..) else { return 1 };
    let [first, behind @ ..] = rest else { return 1 };
    let is_next = |(step, module): &(usize, &ModuleRow)| {
        first.index.is_some_and(|index| module.index == Some(index + step + 1))
            && list(module) == list(first)
            && alike(module, first)
    };
    let length = 1 + behind.iter().enumerate().take_while(is_next).count();
    if length > FEW { length } else { 1 }
}

/// The path of the list that a module is in.
fn list(module: &ModuleRow) -> &str {
    module.path.rsplit_once('.').map_or("", |(list, _)| list)
}

/// The last step of a module's path below the one above.
fn name<'a>(module: &'a ModuleRow, above: &ModuleRow) -> &'a str {
    module.path.strip_prefix(above.path.as_str()).unwrap_or(&module.path)
}

fn alike(a: &ModuleRow, b: &ModuleRow) -> bool {
    let same_modules = a.modules.len() == b.modules.len()
        && a.modules.iter().zip(&b.modules).all(|(x, y)| name(x, a) == name(y, b) && alike(x, y));
    let same_attributes = a.attributes.len() == b.attributes.len()
        && a.attributes.iter().zip(&b.attributes).all(|(x, y)| same(x, y));
    (a.type_name, &a.shape, &a.variant) == (b.type_name, &b.shape, &b.variant)
        && same_modules
        && same_attributes
}

fn same(a: &Row, b: &Row) -> bool {
    (a.name, a.kind, a.constant, &a.shape) == (b.name, b.kind, b.constant, &b.shape)
        && (a.elements, a.bytes, a.unit) == (b.elements, b.bytes, b.unit)
        && (&a.element_type, a.family) == (&b.element_type, b.family)
}
