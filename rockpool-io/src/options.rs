//! What is written and expected.

use crate::contents::Contents;
use crate::item::items;
use crate::plan::compare;
use crate::replace::replace;
use crate::schema::Schema;
use crate::{Error, Format, Plan, json, npz, safetensors};
use rockpool_core::prelude::*;
use std::borrow::Cow;
use std::path::Path;

/// Which kinds of attributes are written, and expected in a file.
///
/// Without further ado the parameters. What a file has beyond the expected kinds is loaded too,
/// where the module has such attributes; it is only not missed.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_io::{Format, Options};
///
/// #[derive(Module)]
/// struct Leaky {
///     #[parameter(init = 0.02, unit = "s")]
///     tau: f64,
///     #[state]
///     vmem: [f64; 2],
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let mut leaky = Leaky::builder().vmem([0.5, 1.0]).build()?;
/// let options = Options::new().state();
/// let file = options.to_bytes(&leaky, Format::Json)?;
/// assert_eq!(file, br#"{"tau":0.02,"vmem":[0.5,1.0]}"#);
/// leaky.reset_state();
/// leaky.set("vmem", [0.0, 0.0])?;
/// options.plan_bytes(&leaky, &file, Format::Json)?.apply(&mut leaky)?;
/// assert_eq!(leaky.vmem, [0.5, 1.0]);
/// # Ok::<(), rockpool_io::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Options {
    parameters: bool,
    state: bool,
    simulation: bool,
    metadata: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self::new()
    }
}

impl Options {
    /// Parameters alone.
    #[must_use]
    pub const fn new() -> Self {
        Self { parameters: true, state: false, simulation: false, metadata: false }
    }

    /// All three kinds.
    #[must_use]
    pub const fn all() -> Self {
        Self { parameters: true, state: true, simulation: true, metadata: false }
    }

    /// What a network is without what it is doing.
    #[cfg(feature = "nir")]
    pub(crate) const fn all_but_state() -> Self {
        Self { state: false, ..Self::all() }
    }

    /// The states too.
    #[must_use]
    pub const fn state(self) -> Self {
        Self { state: true, ..self }
    }

    /// The simulation parameters too, constants among them.
    #[must_use]
    pub const fn simulation_parameters(self) -> Self {
        Self { simulation: true, ..self }
    }

    /// These kinds and no others.
    #[must_use]
    pub fn kinds(self, kinds: &[Kind]) -> Self {
        Self {
            parameters: kinds.contains(&Kind::Parameter),
            state: kinds.contains(&Kind::State),
            simulation: kinds.contains(&Kind::Simulation),
            ..self
        }
    }

    /// Writes kinds, families, units, shapes and the fingerprint into JSON too, under the key
    /// `rockpool`; the original cannot load such a file. The other formats have them always.
    #[must_use]
    pub const fn metadata(self) -> Self {
        Self { metadata: true, ..self }
    }

    pub(crate) const fn has_kind(&self, kind: Kind) -> bool {
        match kind {
            Kind::Parameter => self.parameters,
            Kind::State => self.state,
            Kind::Simulation => self.simulation,
        }
    }

    /// As [`save`](crate::save), with these options.
    ///
    /// # Errors
    /// Those of [`save`](crate::save).
    pub fn save<M: Module + ?Sized>(&self, module: &M, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        let bytes = self.to_bytes(module, Format::of(path)?).map_err(|error| error.in_file(path))?;
        replace(path, &bytes)
    }

    /// As [`plan`](crate::plan), with these options.
    ///
    /// # Errors
    /// Those of [`plan`](crate::plan).
    pub fn plan<M: Module + ?Sized>(&self, module: &M, path: impl AsRef<Path>) -> Result<Plan, Error> {
        let path = path.as_ref();
        let contents = open(path, module)?;
        let mut plan = compare(module, &contents, self).map_err(|error| error.in_file(path))?;
        plan.file = Some(path.to_owned());
        plan.check(module, &contents);
        Ok(plan)
    }

    /// As [`load`](crate::load), with these options.
    ///
    /// # Errors
    /// Those of [`load`](crate::load).
    pub fn load<M: Module + ?Sized>(&self, module: &mut M, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        let contents = open(path, module)?;
        let mut plan = compare(module, &contents, self).map_err(|error| error.in_file(path))?;
        plan.file = Some(path.to_owned());
        // Setting asks the module itself; it is asked beforehand only to tell everything at once.
        if plan.faults().is_empty() && module.set_attributes(&plan.values).is_ok() {
            return Ok(());
        }
        plan.check(module, &contents);
        plan.apply(module)
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// The format cannot hold an attribute: functions and types of your own in any, NaN in JSON; or a
    /// key of a map of modules is empty or has a dot.
    pub fn to_bytes<M: Module + ?Sized>(&self, module: &M, format: Format) -> Result<Vec<u8>, Error> {
        rockpool_core::__private::check_keys(module)?;
        #[cfg(feature = "nir")]
        if format == Format::Nir {
            return Ok(crate::nir::encode(module, self)?.0);
        }
        let items = items(module, self, format)?;
        match format {
            Format::Json => {
                let schema = self.metadata.then(|| Schema::of(module, &items));
                json::write(module, &items, schema.as_ref())
            }
            Format::Safetensors => Ok(safetensors::write(&items, &Schema::of(module, &items))),
            Format::Npz => npz::write(&items, &Schema::of(module, &items)),
            #[cfg(feature = "nir")]
            Format::Nir => Ok(Vec::new()),
        }
    }

    /// What loading these bytes of a file would do.
    ///
    /// # Errors
    /// The bytes are no sound file of this format.
    pub fn plan_bytes<M: Module + ?Sized>(
        &self,
        module: &M,
        bytes: &[u8],
        format: Format,
    ) -> Result<Plan, Error> {
        let contents = Contents::open(format, Cow::Borrowed(bytes), module)?;
        let mut plan = compare(module, &contents, self)?;
        plan.check(module, &contents);
        Ok(plan)
    }
}

fn open<M: Module + ?Sized>(path: &Path, module: &M) -> Result<Contents<'static>, Error> {
    let format = Format::of(path)?;
    let bytes = read_file(path)?;
    Contents::open(format, Cow::Owned(bytes), module).map_err(|error| error.in_file(path))
}

/// Reads a file whole; no devices and pipes, which have no end.
pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    let known = std::fs::metadata(path).map_err(Error::io(path, "read"))?;
    if !known.is_file() {
        return Err(Error::io(path, "read")(std::io::Error::other("it is no regular file")));
    }
    std::fs::read(path).map_err(Error::io(path, "read"))
}
