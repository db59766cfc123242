//! Modules made equal on all ranks.

use crate::call::Call;
use crate::contents::Contents;
use crate::description::{Description, merged};
use crate::disagreement::Disagreement;
use crate::encoding::{decode, encode};
use crate::world::Begun;
use crate::{Error, World};
use rockpool_core::prelude::*;

impl World {
    /// Makes a module equal to that of rank 0 on all ranks, to the bit: parameters, constants, states, simulation
    /// parameters, what files leave out too, and the keys by which it draws from now on.
    ///
    /// First the ranks compare what they hold: modules, variants of enums, paths, kinds, families, types, units,
    /// bounds, shapes, and which parameters are constant. Where they differ nothing is sent, and every rank gets
    /// the same error. What cannot be sent because it is a part of the program, functions and types without a
    /// stored form, is compared by its `Debug` words, and stays as each rank has it; with `stored = false` it is
    /// not compared. What a module was *built* with stays: [`reset_parameters`](Module::reset_parameters)
    /// returns to values that were given on this rank, and draws by the key of rank 0.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_mpi::World;
    /// # #[derive(Module)]
    /// # struct Gain { #[parameter(init = 1.0)] gain: f64 }
    /// let world = World::new()?;
    /// let mut gain = Gain { gain: world.rank() as f64 };
    /// world.share(&mut gain)?;
    /// assert_eq!(gain.gain, 0.0); // on every rank
    /// # Ok::<(), rockpool_mpi::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Modules`] where ranks hold different modules, with path, ranks and both values;
    /// [`Error::Unsendable`] for values that are longer than what is known of them; [`Error::Failed`] where
    /// the module of rank 0 does not pass its own [`check`](Module::check). No module is changed then.
    /// [`Error::Left`] and [`Error::Calls`] where not all ranks make this call.
    pub fn share<M: Module + ?Sized>(&self, module: &mut M) -> Result<(), Error> {
        self.begin_with(Call::Share, module)?;
        self.share_begun(module)
    }

    /// Begins a call about a module that is to be the same, but for its values, on all ranks.
    pub(crate) fn begin_with<M: Module + ?Sized>(&self, call: Call, module: &M) -> Result<(), Error> {
        let description = Description::of(module);
        match self.begin(call, &description.fingerprint().to_string())? {
            Begun::Alike => Ok(()),
            Begun::Differently => Err(self.compared(&description)),
        }
    }

    /// The same error on every rank.
    fn compared(&self, own: &Description) -> Error {
        let mut root = if self.is_root() { encode(own) } else { Vec::new() };
        self.wire().broadcast(&mut root);
        let found = match decode::<Description>(&root) {
            Some(root) => own.disagreements(&root, self.rank()),
            None => (Vec::new(), 0),
        };
        let all = self.wire().gather_all(&encode(&found));
        let all = all.iter().filter_map(|bytes| decode::<(Vec<Disagreement>, usize)>(bytes)).collect();
        let (disagreements, count) = merged(all);
        Error::Modules { disagreements, count }
    }

    /// The same, after the ranks have found their modules alike.
    pub(crate) fn share_begun<M: Module + ?Sized>(&self, module: &mut M) -> Result<(), Error> {
        if self.size() == 1 {
            // What would be refused among many is refused here too.
            Contents::of(module).map_err(|attributes| Error::Unsendable { attributes })?;
            return self.agreed(module.check());
        }
        let own = Contents::of(module);
        let mut unsendable = [u64::from(own.is_err())];
        self.wire().max(&mut unsendable);
        let contents = match own {
            Ok(contents) if unsendable == [0] => contents,
            // Of the same types: what one rank cannot send, another cannot, unless it holds another value.
            own => return Err(self.unsendable(own.err().unwrap_or_default())),
        };
        self.agreed(if self.is_root() { module.check() } else { Ok(()) })?;
        let mut bytes = if self.is_root() { contents.to_bytes() } else { Vec::new() };
        self.wire().broadcast(&mut bytes);
        let taken = match self.is_root() {
            true => Ok(()),
            false => Contents::put(&bytes, module),
        };
        self.agreed(taken)
    }

    fn unsendable(&self, own: Vec<(String, String)>) -> Error {
        let all = self.wire().gather_all(&encode(&own));
        let mut attributes: Vec<(String, String)> = Vec::new();
        for found in all.iter().filter_map(|bytes| decode::<Vec<(String, String)>>(bytes)).flatten() {
            if !attributes.contains(&found) {
                attributes.push(found);
            }
        }
        Error::Unsendable { attributes }
    }
}
