//! The dims of a module that its origin does not know, as its data has them: without an allocation as a rule, since
//! a reset asks for them.

use super::{Entered, Leaf, Structure, Visitor};
use crate::origin::Origin;
use crate::path::At;
use crate::place::{Dimensions, Scope};
use crate::registry::{Dim, Registry};
use crate::shape::Length;

#[cfg(feature = "alloc")]
use crate::dims::Dims;

/// So many dims of a module are read without an allocation.
const MOST: usize = 12;

/// The free dims of a module whose origin does not know them all.
#[derive(Debug, Default)]
pub struct ReadDims {
    is_read: bool,
    values: [Option<usize>; MOST],
    /// By the rounds of a builder, where one look at each attribute does not tell.
    #[cfg(feature = "alloc")]
    solved: Option<Dims>,
}

impl ReadDims {
    /// Reads them if they are wanted and the origin does not have them.
    pub fn of<M: Structure>(module: &M, origin: Option<&Origin>, are_wanted: bool) -> Self {
        if !are_wanted || is_built(M::REGISTERED, origin) {
            return Self::default();
        }
        let mut look = Look { depth: 0, values: [None; MOST] };
        module.walk(&At::ROOT, &mut look);
        let mut read = Self {
            is_read: true,
            values: look.values,
            #[cfg(feature = "alloc")]
            solved: None,
        };
        read.take_defaults(M::REGISTERED);
        #[cfg(feature = "alloc")]
        if M::REGISTERED.dims().iter().enumerate().any(|(index, dim)| is_free(dim) && !read.has(index)) {
            let entered = Entered { registry: M::REGISTERED, origin, module };
            read.solved = Some(super::dims_of(&entered));
        }
        read
    }

    /// What no data says is its default, as it is for a builder.
    fn take_defaults(&mut self, registry: &'static Registry) {
        for _ in registry.dims() {
            for (index, dim) in registry.dims().iter().enumerate().take(MOST) {
                if let (None, Some(default)) = (self.values[index], dim.default_length()) {
                    let scope = Scope::new(registry, Dimensions::Read(&self.values));
                    let value = default.evaluate(&|index| scope.value(index)).ok();
                    self.values[index] = value;
                }
            }
        }
    }

    #[cfg(feature = "alloc")]
    fn has(&self, index: usize) -> bool {
        self.values.get(index).is_some_and(Option::is_some)
    }

    /// What initialisers of the module may look at.
    pub(super) fn scope<'s>(&'s self, registry: &'static Registry, origin: Option<&'s Origin>) -> Scope<'s> {
        #[cfg(feature = "alloc")]
        match (&self.solved, origin.and_then(Origin::record)) {
            (Some(solved), _) => return Scope::new(registry, Dimensions::Solved(solved)),
            (None, Some(record)) if !self.is_read => {
                return Scope::new(registry, Dimensions::Built(&record.dims));
            }
            _ => {}
        }
        #[cfg(not(feature = "alloc"))]
        let _ = (origin, self.is_read);
        Scope::new(registry, Dimensions::Read(&self.values))
    }
}

fn is_free(dim: &Dim) -> bool {
    dim.definition().is_none()
}

/// Whether the origin knows all dims.
fn is_built(registry: &'static Registry, origin: Option<&Origin>) -> bool {
    #[cfg(feature = "alloc")]
    return origin.and_then(Origin::record).is_some_and(|record| {
        registry.dims().iter().zip(&record.dims).all(|(dim, bound)| !is_free(dim) || bound.is_some())
    });
    #[cfg(not(feature = "alloc"))]
    {
        let _ = (registry, origin, is_free);
        false
    }
}

/// The dims that stand alone in the one permitted shape of an attribute.
struct Look {
    depth: usize,
    values: [Option<usize>; MOST],
}

impl<'m> Visitor<'m> for Look {
    fn leaf(&mut self, leaf: Leaf<'_, 'm>) {
        let [spec] = leaf.attribute().declared_shapes() else { return };
        let shape = leaf.shape();
        if spec.rank() != shape.len() {
            return;
        }
        for (length, found) in spec.lengths().iter().zip(shape.iter()) {
            if let Length::Dim(index, _) = length
                && let Some(value @ None) = self.values.get_mut(*index)
            {
                *value = Some(*found);
            }
        }
    }
    fn enter(&mut self, _: &At<'_>, _: &Entered<'m>) -> bool {
        self.depth += 1;
        self.depth == 1
    }
}
