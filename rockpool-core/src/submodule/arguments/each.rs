//! `Each(|index| ..)`: all elements of a list of known length.

use super::by;
use crate::build::{Blueprint, Boundary, Given, IntoSubmodule, Site, Taken};
use crate::error::FaultKind;
use crate::path::Segment;
use crate::submodule::Child;
use crate::walk::Structure;
use alloc::boxed::Box;
use alloc::vec::Vec;

/// All elements of an array, or of a `Vec` that declares `len = ..`, each from its index.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Cell {
///     #[parameter(family = "taus", init = 0.02, unit = "s")]
///     tau: f64,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// #[derive(Module)]
/// #[module(dims(n_cells))]
/// struct Net {
///     #[module(len = n_cells)]
///     cells: Vec<Cell>,
///     #[module]
///     pair: [Cell; 2],
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let net = Net::builder()
///     .n_cells(4)
///     .cells(Each(|index| Cell::builder().tau(0.01 * (index as f64 + 1.0))))
///     .pair(Each(|_| Cell::builder().tau(0.1)))
///     .build()?;
/// assert_eq!((net.cells.len(), net.cells[3].tau, net.pair[1].tau), (4, 0.04, 0.1));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Each<F>(pub F);

impl<'p, M, A, X, F> Taken<'p, Vec<M>, by::ByEach<A>> for Each<F>
where
    M: Structure + Send + 'p,
    X: IntoSubmodule<'p, M, A>,
    F: FnMut(usize) -> X + Send + 'p,
{
    fn into_given(mut self) -> Given<'p, Vec<M>> {
        let make = move |index| (self.0)(index).into_submodule();
        Given::blueprint(EachOf { make: Box::new(make), made: Vec::new() })
    }
}

impl<'p, M, A, X, F, const N: usize> Taken<'p, [M; N], by::ByEach<A>> for Each<F>
where
    M: Structure + Send + 'p,
    X: IntoSubmodule<'p, M, A>,
    F: FnMut(usize) -> X + Send + 'p,
{
    fn into_given(mut self) -> Given<'p, [M; N]> {
        let given: Vec<Given<'p, M>> = (0..N).map(|index| (self.0)(index).into_submodule()).collect();
        super::containers::array(given)
    }
}

/// Makes the element with an index.
type Make<'p, M> = Box<dyn FnMut(usize) -> Given<'p, M> + Send + 'p>;

/// A list whose elements are made as soon as it is known how many there are.
struct EachOf<'p, M> {
    make: Make<'p, M>,
    made: Vec<Child<'p, M>>,
}

impl<'p, M: Structure + 'p> Blueprint for EachOf<'p, M> {
    type Module = Vec<M>;

    fn unify(&mut self, boundary: &mut Boundary<'_>) {
        let Some(count) = boundary.known_count() else { return };
        while self.made.len() < count {
            let given = (self.make)(self.made.len());
            self.made.push(Child::of(given));
            boundary.changed = true;
        }
        for (index, child) in self.made.iter_mut().enumerate() {
            boundary.element(index, |boundary| child.unify(boundary));
        }
    }

    fn finish(self: Box<Self>, mut site: Site<'_>) -> Option<Box<Vec<M>>> {
        match &site.count {
            None => site.fault(FaultKind::Uncounted),
            // That a dim is bound by nothing is told.
            Some(count) if count.value.is_none() => return None,
            Some(_) => {}
        }
        let made = self.made.into_iter().enumerate();
        let made: Vec<Option<Box<M>>> =
            made.map(|(index, child)| child.finish(site.below(Segment::Index(index)))).collect();
        made.into_iter().map(|made| made.map(|made| *made)).collect::<Option<Vec<M>>>().map(Box::new)
    }
}
