//! Making parameters constant after a module was built, and parameters again.

use super::{Admits, ViewMut};
use crate::error::{Error, Fault, FaultKind};
use crate::origin::Origin;
use crate::path::At;
use crate::registry::{Attribute, Kind, Registry};
use crate::walk::{Entered, Leaf, LeafMut, Structure, Visitor, VisitorMut, check_depth};
use alloc::vec::Vec;

const NO_ORIGIN: &str =
    "nothing remembers that it is constant; add a field `#[module(origin)] origin: Origin` to its struct";
const STATE: &str = "a state is what evolution changes, and is never constant; freeze parameters";

impl<M: Structure + ?Sized> ViewMut<'_, M> {
    /// Makes the parameters that the view holds constant: from now on they are simulation parameters of this
    /// instance, as if they had been built with [`Constant`](crate::Constant). Resets of parameters pass them over,
    /// and so do views of parameters, flat vectors and files of these. Gives how many have become constant.
    ///
    /// States and simulation parameters in the view stay what they are.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Leaky {
    ///     #[parameter(family = "taus", init = 0.02, unit = "s")]
    ///     tau: f64,
    ///     #[parameter(init = 1.0)]
    ///     gain: f64,
    ///     #[module(origin)]
    ///     origin: Origin,
    /// }
    ///
    /// let mut leaky = Leaky::builder().build()?;
    /// assert_eq!(leaky.parameters_mut().taus().freeze()?, 1);
    /// assert_eq!((leaky.parameters().len(), leaky.simulation_parameters().len()), (1, 1));
    /// assert_eq!(leaky.parameters().flat::<f64>()?.len(), 1);
    ///
    /// assert_eq!(leaky.simulation_parameters_mut().taus().free()?, 1);
    /// assert_eq!(leaky.parameters().len(), 2);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// A parameter belongs to a module without an origin, which remembers nothing; or all that the view holds are
    /// states. Nothing is changed then.
    #[doc(alias("requires_grad", "no_grad", "trainable"))]
    pub fn freeze(self) -> Result<usize, Error> {
        self.mark(true)
    }

    /// Makes constants that are declared as parameters parameters again; gives how many have become so.
    ///
    /// A view of parameters counts those constants among what it holds that would be in it if they were free, so that
    /// `parameters_mut().taus().freeze()` and `parameters_mut().taus().free()` are each other's inverse.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(family = "weights", init = ones())] w: [f64; 3],
    /// #     #[parameter(family = "biases", init = 0.0)] bias: f64,
    /// #     #[module(origin)] origin: Origin,
    /// # }
    /// # let mut leaky = Leaky::builder().build()?;
    /// leaky.parameters_mut().freeze()?;
    /// assert_eq!(leaky.parameters_mut().taus().free()?, 1);
    /// assert_eq!(leaky.parameters().len(), 1);
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// None as yet: what is declared as a simulation parameter stays one.
    #[doc(alias = "unfreeze")]
    pub fn free(self) -> Result<usize, Error> {
        self.mark(false)
    }

    fn mark(self, is_constant: bool) -> Result<usize, Error> {
        let filter = self.filter();
        let mut look = Look {
            now: filter.chosen(),
            declared: filter.chosen(),
            is_constant,
            open: Vec::new(),
            entered: 0,
            flags: Vec::new(),
            faults: Vec::new(),
            states: Vec::new(),
            holds_parameters: false,
        };
        let module = self.into_module();
        check_depth(module)?;
        module.walk(&At::ROOT, &mut look);
        let Look { flags, mut faults, states, holds_parameters, .. } = look;
        if is_constant && !holds_parameters {
            faults.extend(states);
        }
        Error::unless_empty(faults)?;
        module.walk_mut(&At::ROOT, &mut Mark { flags: &flags, is_constant, entered: 0 });
        Ok(flags.len())
    }
}

/// Finds what is to be marked.
struct Look<A> {
    now: A,
    declared: A,
    is_constant: bool,
    /// The modules on the way to the place of the walk: their number, and whether they have an origin.
    open: Vec<(usize, &'static Registry, bool)>,
    entered: usize,
    /// The number of a module, and the index of an attribute.
    flags: Vec<(usize, usize)>,
    faults: Vec<Fault>,
    states: Vec<Fault>,
    holds_parameters: bool,
}

impl<'m, A: Admits> Visitor<'m> for Look<A> {
    fn leaf(&mut self, leaf: Leaf<'_, 'm>) {
        let attribute = leaf.attribute();
        let now = self.now.admits(attribute, leaf.kind(), leaf.any());
        let declared = self.declared.admits(attribute, attribute.kind(), leaf.any());
        let is_held = now || (declared && !self.is_constant);
        let Some((module, registry, has_origin)) = self.open.last().copied().filter(|_| is_held) else {
            return;
        };
        let fault = |message| Fault::new(leaf.path().to_owned(), FaultKind::NotConstant { message });
        match (attribute.kind(), self.is_constant) {
            (Kind::State, true) => self.states.push(fault(STATE)),
            (Kind::Parameter, _) => {
                self.holds_parameters = true;
                let is_so = (leaf.kind() == Kind::Simulation) == self.is_constant;
                if is_so {
                    return;
                }
                match index_of(registry, attribute) {
                    Some(index) if has_origin => self.flags.push((module, index)),
                    _ => self.faults.push(fault(NO_ORIGIN)),
                }
            }
            _ => {}
        }
    }
    fn enter(&mut self, _: &At<'_>, module: &Entered<'m>) -> bool {
        self.open.push((self.entered, module.registry, module.origin.is_some()));
        self.entered += 1;
        true
    }
    fn leave(&mut self) {
        self.open.pop();
    }
}

fn index_of(registry: &'static Registry, attribute: &'static Attribute) -> Option<usize> {
    registry.attributes().iter().position(|known| known.name() == attribute.name())
}

/// Marks it.
struct Mark<'k> {
    flags: &'k [(usize, usize)],
    is_constant: bool,
    entered: usize,
}

impl<'m> VisitorMut<'m> for Mark<'_> {
    fn leaf(&mut self, _: LeafMut<'_, 'm>) {}
    fn remembered(&mut self, _: &At<'_>, registry: &'static Registry, origin: &mut Origin) {
        let first = self.flags.partition_point(|(module, _)| *module < self.entered);
        for (_, index) in self.flags[first..].iter().take_while(|(module, _)| *module == self.entered) {
            origin.mark_constant(registry, *index, self.is_constant);
        }
    }
    fn enter(&mut self, _: &At<'_>, _: &'static Registry) -> bool {
        self.entered += 1;
        true
    }
}
