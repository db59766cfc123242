//! Files as networks.

use super::dialect::meaning;
use super::wiring::extra_number;
use super::{DEFAULT_DT, LEAST, Network, TIMES, build, decode};
use crate::disk::read_file;
use crate::{Error, Finding, Policy, Verdict};
use rockpool_core::Key;
use rockpool_nn::Float;
use std::path::Path;

/// Reads a network of boxed layers, which compute in double precision, and tells what is worth knowing of what
/// the file says: as [`Reader`] does by default.
///
/// Without the metadata that [`write()`](super::write()) leaves, `dt` is 1 ms, as everywhere.
///
/// ```
/// # use rockpool_core::prelude::*;
/// # use rockpool_io::nir;
/// # use rockpool_nn::{Evolve, Lif};
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("net.nir");
/// # nir::write(&Lif::builder().shape((2, 2)).build()?, &path)?;
/// let (mut net, findings) = nir::read(&path)?;
/// assert!(findings.is_empty());
/// net.set("lif.dt", 2e-3)?; // which NIR does not say
/// assert_eq!(net.evolve(&ndarray::Array2::<f64>::ones((10, 2)))?.dim(), (1, 10, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The file cannot be read or is not sound; its graph is no chain, or has nodes or values that no
/// module holds; a module refuses its values.
///
/// **Source**: `from_nir` of Rockpool 3.1.0.
pub fn read(path: impl AsRef<Path>) -> Result<(Network, Vec<Finding>), Error> {
    Reader::new().read(path)
}

/// As [`read`], for layers that compute in `F`.
///
/// ```
/// # use rockpool_core::prelude::*;
/// # use rockpool_io::nir;
/// # use rockpool_nn::ExpSyn;
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("net.nir");
/// nir::write(&ExpSyn::builder().tau(ndarray::array![0.01, 0.02]).build()?, &path)?;
/// let (net, _) = nir::read_as::<f32>(&path)?;
/// assert!(net["expsyn"].downcast_ref::<ExpSyn<f32>>().is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Those of [`read`].
pub fn read_as<F: Float>(path: impl AsRef<Path>) -> Result<(Network<F>, Vec<Finding>), Error> {
    Reader::new().read_as(path)
}

/// As [`read_as`], from the bytes of a file.
///
/// ```
/// use rockpool_io::nir;
///
/// let error = nir::read_bytes::<f64>(b"no file").unwrap_err();
/// assert!(error.to_string().contains("NIR"), "{error}");
/// ```
///
/// # Errors
/// Those of [`read`].
pub fn read_bytes<F: Float>(bytes: &[u8]) -> Result<(Network<F>, Vec<Finding>), Error> {
    Reader::new().read_bytes(bytes)
}

/// Reads files as networks, in steps of a `dt` of one's own, or by another policy than [`Policy::Strict`], to which what a
/// file says and a module does not hold is a fault.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_io::nir::{self, Reader};
/// use rockpool_nn::{Lif, Sequential};
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("net.nir");
/// let lif = Lif::builder().shape((2, 2)).dt(1e-4).build()?;
/// rockpool_io::save(&lif, &path)?; // parameters alone
/// let (net, findings) = Reader::new().dt(1e-4).read(&path)?;
/// assert_eq!(net["lif"].downcast_ref::<Lif>().unwrap().dt, 1e-4);
/// assert!(findings.is_empty());
///
/// let (_, findings) = nir::read(&path)?; // in steps of 1 ms
/// assert_eq!(findings[0].path(), "lif.r");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Reader {
    dt: f64,
    policy: Policy,
    key: Key,
}

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}

impl Reader {
    /// Steps of 1 ms, the policy [`Policy::Strict`], and the key [`Key::default`].
    #[must_use]
    pub fn new() -> Self {
        Self { dt: DEFAULT_DT, policy: Policy::Strict, key: Key::default() }
    }

    /// The time step of all modules of which the file says no other, in seconds.
    #[must_use]
    pub fn dt(mut self, dt: f64) -> Self {
        self.dt = dt;
        self
    }

    /// What is a fault, and what is not.
    #[must_use]
    pub fn policy(mut self, policy: impl Into<Policy>) -> Self {
        self.policy = policy.into();
        self
    }

    /// The key that the network is built with: it decides its noise, of each module by its path. Unless given, it
    /// is always the same.
    #[must_use]
    pub fn key(mut self, key: impl Into<Key>) -> Self {
        self.key = key.into();
        self
    }

    /// Reads a network that computes in double precision.
    ///
    /// # Errors
    /// Those of [`read`], by this policy.
    pub fn read(&self, path: impl AsRef<Path>) -> Result<(Network, Vec<Finding>), Error> {
        self.read_as(path)
    }

    /// Reads a network that computes in `F`.
    ///
    /// # Errors
    /// Those of [`read`], by this policy.
    pub fn read_as<F: Float>(&self, path: impl AsRef<Path>) -> Result<(Network<F>, Vec<Finding>), Error> {
        let path = path.as_ref();
        let bytes = read_file(path, 0, |_, _| Ok(()))?;
        self.read_bytes(&bytes).map_err(|error| error.in_file(path))
    }

    /// Reads a network from the bytes of a file.
    ///
    /// # Errors
    /// Those of [`read`], by this policy.
    pub fn read_bytes<F: Float>(&self, bytes: &[u8]) -> Result<(Network<F>, Vec<Finding>), Error> {
        let chain = decode(bytes, LEAST.saturating_add(bytes.len().saturating_mul(TIMES)))?;
        let mut findings = Vec::new();
        chain.for_each_cell("", &mut |path, cell| {
            let dt = extra_number(cell, "dt").unwrap_or(self.dt);
            findings.extend(meaning(path, cell, dt).findings);
        });
        let is_fault = |finding: &Finding| self.policy.judge(finding) == Verdict::Fault;
        if findings.iter().any(is_fault) {
            let faults = findings.into_iter().filter(is_fault).collect();
            return Err(Error::Refused { file: None, faults });
        }
        Ok((build::network(&chain, self.dt, self.key)?, findings))
    }
}
