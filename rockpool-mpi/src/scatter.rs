//! Lists of modules, of which each rank works on a part.

use crate::call::Call;
use crate::contents::Contents;
use crate::world::part;
use crate::{Error, World};
use rockpool_core::prelude::*;
use std::ops::Range;

impl World {
    /// Gives each rank its part of the modules that rank 0 has, and tells which that is: [`part`](Self::part).
    ///
    /// Every rank has the list, with modules of the same structs and shapes; their values are sent by path, as by
    /// [`share`](Self::share). The other parts stay as they are.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_mpi::World;
    /// # #[derive(Module)]
    /// # struct Gain { #[parameter(init = 1.0)] gain: f64 }
    /// let world = World::new()?;
    /// let mut gains: Vec<Gain> = (0..10).map(|index| Gain { gain: f64::from(index) }).collect();
    /// for index in world.scatter(&mut gains)? {
    ///     gains[index].gain *= 2.0;
    /// }
    /// world.gather(&mut gains)?;
    /// if world.is_root() {
    ///     assert_eq!(gains[9].gain, 18.0);
    /// }
    /// # Ok::<(), rockpool_mpi::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`share`](Self::share), with paths that begin with the index: `3.hidden.w`.
    pub fn scatter<M: Module>(&self, modules: &mut Vec<M>) -> Result<Range<usize>, Error> {
        self.begin_with(Call::Scatter, modules)?;
        let count = modules.len();
        let own = self.part(count);
        // What rank 0 itself keeps is looked at too, so that one rank refuses what many do.
        let packed = self.packed(if self.is_root() { modules } else { &[] }, 0)?;
        if self.is_root() {
            for rank in 1..self.size() {
                part(count, rank, self.size()).for_each(|index| self.wire().send(rank, &packed[index]));
            }
        }
        let taken = match self.is_root() {
            true => Ok(()),
            false => self.unpack(0, &mut modules[own.clone()], own.start),
        };
        self.agreed(taken)?;
        Ok(own)
    }

    /// Gives rank 0 each rank's part of the modules: what [`scatter`](Self::scatter) gave out. The other ranks'
    /// lists stay as they are.
    ///
    /// # Errors
    /// Those of [`share`](Self::share), with paths that begin with the index.
    pub fn gather<M: Module>(&self, modules: &mut Vec<M>) -> Result<(), Error> {
        self.begin_with(Call::Gather, modules)?;
        let (count, own) = (modules.len(), self.part(modules.len()));
        let packed = self.packed(&modules[own.clone()], own.start)?;
        let mut taken = Ok(());
        if self.is_root() {
            for rank in 1..self.size() {
                let part = part(count, rank, self.size());
                let one = self.unpack(rank, &mut modules[part.clone()], part.start);
                taken = taken.and(one);
            }
        } else {
            packed.iter().for_each(|bytes| self.wire().send(0, bytes));
        }
        self.agreed(taken)
    }

    /// The values of modules that pass their own checks, the first of them with this index.
    fn packed<M: Module>(&self, modules: &[M], first: usize) -> Result<Vec<Vec<u8>>, Error> {
        let pack = |(index, module): (usize, &M)| -> Result<Vec<u8>, String> {
            let index = (first + index).to_string();
            module.check().map_err(|error| error.below(&index).to_string())?;
            let contents = Contents::of(module).map_err(|attributes| {
                let told: Vec<String> =
                    attributes.iter().map(|(path, why)| format!("{index}.{path}: {why}")).collect();
                told.join("\n")
            })?;
            Ok(contents.to_bytes())
        };
        self.agreed(modules.iter().enumerate().map(pack).collect())
    }

    /// Takes what a rank sends for modules, the first of them with this index.
    fn unpack<M: Module>(&self, from: usize, modules: &mut [M], first: usize) -> Result<(), String> {
        let mut taken = Ok(());
        for (index, module) in modules.iter_mut().enumerate() {
            // All of it is received, whatever becomes of the first.
            let bytes = self.wire().receive(from);
            let one = Contents::put(&bytes, module).map_err(|why| format!("{}.{why}", first + index));
            taken = taken.and(one);
        }
        taken
    }
}
