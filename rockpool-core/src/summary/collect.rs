//! One walk gathers modules in modules.

use super::{ModuleRow, Row};
use crate::path::{At, Segment};
use crate::value::{Dtype, short};
use crate::walk::{Chosen, Entered, Leaf, Structure, Visitor, shape_of};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

pub(super) fn collect<M: Structure>(module: &M) -> Vec<ModuleRow> {
    let mut collector = Collector { waiting: None, open: Vec::new(), done: Vec::new() };
    module.walk(&At::ROOT, &mut collector);
    collector.close_waiting();
    collector.done
}

struct Collector {
    /// An enum of which no module was entered yet.
    waiting: Option<Waiting>,
    /// The modules on the way to the place of the walk.
    open: Vec<ModuleRow>,
    done: Vec<ModuleRow>,
}

struct Waiting {
    path: String,
    index: Option<usize>,
    /// The outermost enum there.
    type_name: &'static str,
    /// `Integrator::Rk4`; `Outer::Inner(Inner::Fast)` of an enum in an enum, which has the same path.
    variant: String,
}

fn index_of(at: &At<'_>) -> Option<usize> {
    match at.segment() {
        Some(Segment::Index(index)) => Some(index),
        _ => None,
    }
}

impl Collector {
    /// An enum whose variant holds no module, or modules with paths of their own, has a row by itself.
    fn close_waiting(&mut self) {
        let Some(Waiting { path, index, type_name, variant }) = self.waiting.take() else { return };
        self.close(ModuleRow {
            path,
            index,
            type_name,
            variant: Some(variant),
            declared_shape: None,
            shape: None,
            attributes: Vec::new(),
            modules: Vec::new(),
        });
    }

    fn close(&mut self, module: ModuleRow) {
        match self.open.last_mut() {
            Some(above) => above.modules.push(module),
            None => self.done.push(module),
        }
    }
}

impl<'m> Visitor<'m> for Collector {
    fn enter(&mut self, at: &At<'_>, module: &Entered<'m>) -> bool {
        let registry = module.registry();
        let path = at.to_path().to_string();
        if self.waiting.as_ref().is_some_and(|waiting| waiting.path != path) {
            self.close_waiting();
        }
        self.open.push(ModuleRow {
            path,
            index: index_of(at),
            type_name: registry.name(),
            variant: self.waiting.take().map(|waiting| waiting.variant),
            declared_shape: registry.shape().map(|shape| shape.to_string()),
            shape: shape_of(module).map(|shape| shape.to_vec()),
            attributes: Vec::new(),
            modules: Vec::new(),
        });
        true
    }

    fn variant(&mut self, at: &At<'_>, chosen: &Chosen<'m>) -> bool {
        let path = at.to_path().to_string();
        let variant = alloc::format!("{}::{}", chosen.registry().name(), chosen.name());
        match &mut self.waiting {
            Some(waiting) if waiting.path == path => {
                waiting.variant = alloc::format!("{}({variant})", waiting.variant);
            }
            _ => {
                self.close_waiting();
                let type_name = chosen.registry().name();
                self.waiting = Some(Waiting { path, index: index_of(at), type_name, variant });
            }
        }
        true
    }

    fn leaf(&mut self, leaf: Leaf<'_, 'm>) {
        if let Some(module) = self.open.last_mut() {
            module.attributes.push(row(&leaf));
        }
    }

    fn leave(&mut self) {
        self.close_waiting();
        if let Some(module) = self.open.pop() {
            self.close(module);
        }
    }
}

fn row(leaf: &Leaf<'_, '_>) -> Row {
    let attribute = leaf.attribute();
    let (value, elements) = (leaf.any_value(), leaf.numel());
    let bytes = match attribute.dtype() {
        Dtype::Str => value.as_any().downcast_ref::<String>().map(String::len),
        dtype => dtype.size().and_then(|size| size.checked_mul(elements)),
    };
    Row {
        path: leaf.path().to_string(),
        name: attribute.name(),
        kind: leaf.kind(),
        constant: leaf.kind() != attribute.kind(),
        family: leaf.family(),
        declared_shape: attribute.shapes().to_string(),
        shape: leaf.shape().to_vec(),
        element_type: match attribute.dtype() {
            Dtype::Other => short(value.element_name()),
            dtype => dtype.to_string(),
        },
        unit: attribute.unit(),
        bounds: match attribute.choices() {
            [] => attribute.bounds().map(ToString::to_string),
            choices => Some(choices.join(" | ")),
        },
        value: super::values::in_words(leaf),
        elements,
        bytes,
    }
}
