//! What passes between a module and its parent while dims are bound.

use crate::dims::Stage;
use crate::shape::Bound;
use alloc::vec::Vec;

/// The border between a module and its parent during a round.
#[doc(hidden)]
#[derive(Debug)]
pub struct Boundary<'b> {
    /// The lengths that the parent declares for the module, as far as they are known on either
    /// side; `None` where it declares none.
    pub(crate) parent: Option<&'b mut Vec<Option<usize>>>,
    /// How many elements the parent declares for a list, as far as that is known on either side;
    /// `None` where it declares none.
    pub(crate) count: Option<&'b mut Option<usize>>,
    /// What is known of the dims of a module that was left out, and of those below it.
    pub(crate) memory: Option<&'b mut Memory>,
    /// Whether the dims are only to be recalled: the module is about to be made.
    pub(crate) recalls: bool,
    pub(crate) stage: Stage,
    pub(crate) depth: usize,
    /// Whether a dim was bound.
    pub(crate) changed: bool,
}

impl Boundary<'_> {
    pub(crate) fn root(stage: Stage) -> Boundary<'static> {
        Boundary { parent: None, count: None, memory: None, recalls: false, stage, depth: 0, changed: false }
    }

    /// A round of the dims that a module that was left out has bound before; of a list, with the number of its
    /// elements.
    pub(crate) fn recalling<'b>(
        memory: &'b mut Memory,
        count: &'b mut Option<usize>,
        depth: usize,
    ) -> Boundary<'b> {
        let (memory, count) = (Some(memory), Some(count));
        Boundary { memory, count, recalls: true, depth, ..Boundary::root(Stage::Single) }
    }

    /// The border of an element of a container, for which the same lengths are declared.
    pub(crate) fn element(&mut self, index: usize, round: impl FnOnce(&mut Boundary<'_>)) {
        let memory = self.memory.as_deref_mut().map(|memory| memory.below(index));
        let mut element = Boundary {
            parent: self.parent.as_deref_mut(),
            count: None,
            memory,
            recalls: self.recalls,
            stage: self.stage,
            depth: self.depth,
            changed: false,
        };
        round(&mut element);
        self.changed |= element.changed;
    }

    /// The same border with this memory.
    pub(crate) fn with_memory(&mut self, memory: &mut Memory, round: impl FnOnce(&mut Boundary<'_>)) {
        let mut inner = Boundary {
            parent: self.parent.as_deref_mut(),
            count: self.count.as_deref_mut(),
            memory: Some(memory),
            recalls: self.recalls,
            stage: self.stage,
            depth: self.depth,
            changed: false,
        };
        round(&mut inner);
        self.changed |= inner.changed;
    }

    /// The number of elements of a list, which the parent may know or be told.
    pub(crate) fn tell_count(&mut self, found: usize) {
        if let Some(count @ None) = self.count.as_deref_mut() {
            *count = Some(found);
        }
    }

    /// The number of elements, where the parent declares and knows one.
    pub(crate) fn known_count(&self) -> Option<usize> {
        self.count.as_deref().copied().flatten()
    }
}

/// The dims that were bound so far of a module that was left out, and of what is below it.
///
/// Such a module is made anew in each round, from its declarations; between the rounds there is but
/// this, of which the type says nothing of the module.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// Those of the module.
    pub(crate) bound: Option<Vec<Option<Bound>>>,
    /// By the index of the submodule or element.
    below: Vec<Memory>,
}

impl Memory {
    pub(crate) fn below(&mut self, index: usize) -> &mut Memory {
        if self.below.len() <= index {
            self.below.resize_with(index + 1, Memory::default);
        }
        &mut self.below[index]
    }
}
