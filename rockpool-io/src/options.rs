//! What is written and expected.

use crate::contents::Contents;
use crate::disk::{read_file, replace};
use crate::kinds::Kinds;
use crate::plan::compare;
use crate::{Error, Format, Plan, formats};
use rockpool_core::prelude::*;
use std::borrow::Cow;
use std::path::Path;

/// Which kinds of attributes are written, and expected in a file.
///
/// Without further ado the parameters, as they are declared: constant or not. What a file has beyond the
/// expected kinds is loaded too, where the module has such attributes; it is only not missed. With them go the
/// keys by which modules draw, and how far they have drawn (states named `noise_position`), so that what is
/// loaded goes on to the bit and `reset_parameters` draws what it would have drawn; also which variant each
/// enum of modules has.
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
/// let options = Options::new().state().plain();
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
    kinds: Kinds,
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
        Self { kinds: Kinds::PARAMETERS }
    }

    /// All three kinds.
    #[must_use]
    pub const fn all() -> Self {
        Self::new().state().simulation_parameters()
    }

    /// The states too.
    #[must_use]
    pub const fn state(self) -> Self {
        Self { kinds: Kinds { state: true, ..self.kinds } }
    }

    /// The simulation parameters too.
    #[must_use]
    pub const fn simulation_parameters(self) -> Self {
        Self { kinds: Kinds { simulation: true, ..self.kinds } }
    }

    /// These kinds and no others.
    #[must_use]
    pub fn kinds(self, kinds: &[Kind]) -> Self {
        Self {
            kinds: Kinds {
                parameters: kinds.contains(&Kind::Parameter),
                state: kinds.contains(&Kind::State),
                simulation: kinds.contains(&Kind::Simulation),
                positions: false,
                ..self.kinds
            },
        }
    }

    /// Writes what the values are (kinds, families, units, shapes, constants) into JSON too, under the key
    /// `rockpool`; this is the default. The other formats have it always.
    #[must_use]
    pub const fn metadata(self) -> Self {
        Self { kinds: Kinds { metadata: true, ..self.kinds } }
    }

    /// Leaves attributes out that have no stored form, functions, trees and types of your own, where they would be refused
    /// otherwise: what loads the file has its own, and a plan by these options does not miss them.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// use rockpool_io::{Format, Options};
    ///
    /// #[derive(Module)]
    /// struct Neuron {
    ///     #[parameter(init = 0.5)]
    ///     gain: f64,
    ///     #[simulation(init = f64::tanh as fn(f64) -> f64)]
    ///     activation: fn(f64) -> f64,
    /// }
    ///
    /// let neuron = Neuron { gain: 0.5, activation: f64::tanh };
    /// assert!(Options::all().to_bytes(&neuron, Format::Json).is_err());
    /// let options = Options::all().storable().plain();
    /// let file = options.to_bytes(&neuron, Format::Json)?;
    /// assert_eq!(file, br#"{"gain":0.5}"#);
    /// let mut other = Neuron { gain: 1.0, activation: f64::sin };
    /// options.plan_bytes(&other, &file, Format::Json)?.apply(&mut other)?;
    /// assert_eq!((other.gain, (other.activation)(1.0)), (0.5, 1_f64.sin()));
    /// # Ok::<(), rockpool_io::Error>(())
    /// ```
    #[must_use]
    pub const fn storable(self) -> Self {
        Self { kinds: Kinds { storable: true, ..self.kinds } }
    }

    /// Writes values alone into JSON, for readers that know nothing else: the original is one. What such a
    /// file does not say is not restored: units are those of the module, constants are free.
    #[must_use]
    pub const fn plain(self) -> Self {
        Self { kinds: Kinds { metadata: false, ..self.kinds } }
    }

    /// Writes JSON that the original's Torch modules load: values alone, and layers without a name of their own
    /// under its names, `1_LIFTorch` for `1_Lif`.
    ///
    /// The original takes parameters and tensors from a file, and asks for no more; what the module has and
    /// it has not, such as simulation parameters of your own, is an error there.
    #[must_use]
    pub const fn rockpool(self) -> Self {
        Self { kinds: Kinds { original: true, positions: false, ..self.plain().kinds } }
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
        let mut plan = compare(module, &contents, self.kinds).map_err(|error| error.in_file(path))?;
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
        let mut plan = compare(module, &contents, self.kinds).map_err(|error| error.in_file(path))?;
        plan.file = Some(path.to_owned());
        // Setting asks the module itself; it is asked beforehand only to tell everything at once.
        if plan.is_all_taken() && plan.set(module, &plan.values).is_ok() {
            return Ok(());
        }
        plan.check(module, &contents);
        plan.apply(module)
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// The format cannot hold an attribute: functions and types of your own in any, NaN in JSON; it has a value that
    /// [`Module::check`] refuses and no load would take; a key of a map of modules is empty or has a dot; or nothing would
    /// be written of a module that has states: it has no parameters, and its states were not asked for.
    pub fn to_bytes<M: Module + ?Sized>(&self, module: &M, format: Format) -> Result<Vec<u8>, Error> {
        formats::write(module, self.kinds, format)
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
        let mut plan = compare(module, &contents, self.kinds)?;
        plan.check(module, &contents);
        Ok(plan)
    }
}

fn open<M: Module + ?Sized>(path: &Path, module: &M) -> Result<Contents<'static>, Error> {
    let format = Format::of(path)?;
    let judge = |front: &[u8], size| formats::check_front(format, front, size);
    let opened = read_file(path, formats::FRONT, judge)
        .and_then(|bytes| Contents::open(format, Cow::Owned(bytes), module));
    opened.map_err(|error| error.in_file(path))
}
