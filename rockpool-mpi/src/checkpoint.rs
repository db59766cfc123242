//! Files that a run goes on from.

use crate::call::Call;
use crate::contents::{fingerprints, hash_of};
use crate::encoding::{decode, encode};
use crate::{Error, World};
use rockpool_core::prelude::*;
use rockpool_io::Options;
use std::path::Path;

/// What a file has.
const WRITTEN: Options = Options::all().storable();
/// What a file must have; what it has beyond is loaded too.
const READ: Options = Options::new().state();

impl World {
    /// Writes all of a module (parameters, states, simulation parameters, keys) to one file, on rank 0.
    ///
    /// What has no stored form, functions, trees and types of your own, and what is declared `stored = false`, is not in it: that is for the program
    /// to set.
    ///
    /// A pair of modules is a module too; of a net and its optimiser, [`save_with`](Self::save_with) makes one file. It is
    /// replaced in one step: a process that is killed at any moment leaves the file that was there before, or the new one.
    /// Before it is written, the ranks compare the values that they hold to the bit, so that a rank that has drifted
    /// away is told now. Of keys, those of rank 0 are written.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_mpi::World;
    /// # #[derive(Module)]
    /// # struct Gain { #[parameter(init = 1.0)] gain: f64 }
    /// # let folder = tempfile::tempdir()?;
    /// # let path = folder.path().join("gain.json");
    /// let world = World::new()?;
    /// let mut gain = Gain { gain: 2.0 };
    /// assert!(!world.resume(&mut gain, &path)?); // there is no file yet
    /// world.save(&gain, &path)?;
    /// gain.gain = 3.0;
    /// assert!(world.resume(&mut gain, &path)?);
    /// assert_eq!(gain.gain, 2.0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Drifted`] where ranks hold other values; [`Error::Modules`] where they hold other modules;
    /// [`Error::Failed`] on all ranks where the file cannot be written: those of [`rockpool_io::save`]. An old file
    /// stays then. [`Error::Left`] and [`Error::Calls`] where not all ranks make this call.
    pub fn save<M: Module + ?Sized>(&self, module: &M, path: impl AsRef<Path>) -> Result<(), Error> {
        self.begin_with(Call::Save, module)?;
        if self.size() > 1 && !self.is_same(hash_of(&fingerprints(module))) {
            return Err(self.drifted(module));
        }
        self.agreed(match self.is_root() {
            true => WRITTEN.save(module, path),
            false => Ok(()),
        })
    }

    /// Loads what [`save`](Self::save) wrote, on rank 0, and shares it; false, and nothing is changed, if there is
    /// no such file.
    ///
    /// # Errors
    /// [`Error::Failed`] on all ranks where the file cannot be read or does not fit the module: those of
    /// [`rockpool_io::load`]. Those of [`share`](Self::share).
    pub fn resume<M: Module + ?Sized>(&self, module: &mut M, path: impl AsRef<Path>) -> Result<bool, Error> {
        self.begin_with(Call::Resume, module)?;
        let path = path.as_ref();
        let mut loaded = || -> Result<bool, String> {
            let told = |error: std::io::Error| format!("{}: cannot look for it: {error}", path.display());
            if !path.try_exists().map_err(told)? {
                return Ok(false);
            }
            READ.load(module, path).map_err(|error| error.to_string())?;
            Ok(true)
        };
        let found = self.agreed(if self.is_root() { loaded() } else { Ok(false) })?;
        let mut found = [u64::from(found)];
        self.wire().max(&mut found);
        if found == [1] {
            self.share_begun(module)?;
        }
        Ok(found == [1])
    }

    /// Writes two modules to one file, such as a net and its optimiser, whose state is a module: both are of the same
    /// step, whenever a process is killed. Their paths begin with `0` and `1`.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// use rockpool_mpi::World;
    /// use rockpool_nn::optimise::Descent;
    /// use rockpool_nn::Linear;
    ///
    /// # let folder = tempfile::tempdir()?;
    /// # let path = folder.path().join("run.safetensors");
    /// let world = World::new()?;
    /// let mut net = Linear::<f32>::builder().shape((2, 3)).key(1).build()?;
    /// let mut descent = Descent::adam(&net, 0.01)?;
    /// world.resume_with(&mut net, &mut descent.optimiser, &path)?; // goes on where a run before was killed
    /// while descent.optimiser.steps < 100 {
    ///     descent.step(&mut net, &[1.0_f32; 6])?;
    ///     if descent.optimiser.steps.is_multiple_of(10) {
    ///         world.save_with(&net, &descent.optimiser, &path)?;
    ///     }
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`save`](Self::save).
    pub fn save_with<A: Module, B: Module>(
        &self,
        first: &A,
        second: &B,
        path: impl AsRef<Path>,
    ) -> Result<(), Error> {
        self.save(&(first.duplicate(), second.duplicate()), path)
    }

    /// Loads what [`save_with`](Self::save_with) wrote, as [`resume`](Self::resume) does.
    ///
    /// # Errors
    /// Those of [`resume`](Self::resume); both modules are unchanged then.
    pub fn resume_with<A: Module, B: Module>(
        &self,
        first: &mut A,
        second: &mut B,
        path: impl AsRef<Path>,
    ) -> Result<bool, Error> {
        let mut both = (first.duplicate(), second.duplicate());
        let is_found = self.resume(&mut both, path)?;
        (*first, *second) = both;
        Ok(is_found)
    }

    /// Tells where values differ.
    fn drifted<M: Module + ?Sized>(&self, module: &M) -> Error {
        let own = fingerprints(module);
        let mut root = if self.is_root() { encode(&own) } else { Vec::new() };
        self.wire().broadcast(&mut root);
        let root = decode::<Vec<u64>>(&root).unwrap_or_default();
        let first = own.iter().zip(&root).position(|(own, root)| own != root);
        let all = self.wire().gather_all(&encode(&first));
        let all: Vec<Option<usize>> =
            all.iter().map(|bytes| decode::<Option<usize>>(bytes).flatten()).collect();
        let first = all.iter().flatten().min().copied();
        let differs = |(rank, found): (usize, &Option<usize>)| (*found == first).then_some(rank);
        let ranks = all.iter().enumerate().filter_map(differs).collect();
        let leaf = first.and_then(|first| module.attributes().iter().nth(first));
        let path = leaf.map_or(String::new(), |leaf| leaf.path().to_string());
        Error::Drifted { call: Call::Save.name(), path, ranks }
    }
}
