//! What narrows a view, for reading and for writing alike.

use super::{Filter, View, ViewMut};
use crate::value::AnyElement;
use crate::walk::Structure;

#[cfg(feature = "alloc")]
use {
    super::locate::locate,
    crate::error::{Error, FaultKind},
    crate::path::At,
    crate::registry::{Attribute, Registry},
    crate::walk::{Entered, Leaf, Visitor},
    alloc::vec::Vec,
};

macro_rules! narrowing {
    ($($View:ident)*) => {$(
        impl<'m, M: Structure + ?Sized> $View<'m, M> {
            /// The family `weights`; an empty view where there is none.
            ///
            /// ```
            /// # use rockpool_core::prelude::*;
            /// # #[derive(Module)]
            /// # struct Leaky {
            /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
            /// #     #[parameter(family = "weights", init = ones())] w: [f64; 3],
            /// #     #[parameter(family = "biases", init = 0.0)] bias: f64,
            /// #     #[state] count: u32,
            /// # }
            /// # let net = vec![
            /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
            /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
            /// # ];
            /// assert_eq!(net.parameters().weights().numel(), 6);
            /// ```
            #[must_use]
            pub fn weights(self) -> Self {
                self.usual("weights")
            }

            /// The family `taus`; an empty view where there is none.
            ///
            /// ```
            /// # use rockpool_core::prelude::*;
            /// # #[derive(Module)]
            /// # struct Leaky {
            /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
            /// #     #[parameter(family = "weights", init = ones())] w: [f64; 3],
            /// #     #[parameter(family = "biases", init = 0.0)] bias: f64,
            /// #     #[state] count: u32,
            /// # }
            /// # let net = vec![
            /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
            /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
            /// # ];
            /// assert_eq!(net.parameters().taus().numel(), 2);
            /// ```
            #[doc(alias("time constant"))]
            #[must_use]
            pub fn taus(self) -> Self {
                self.usual("taus")
            }

            /// The family `biases`; an empty view where there is none.
            ///
            /// ```
            /// # use rockpool_core::prelude::*;
            /// # #[derive(Module)]
            /// # struct Leaky {
            /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
            /// #     #[parameter(family = "weights", init = ones())] w: [f64; 3],
            /// #     #[parameter(family = "biases", init = 0.0)] bias: f64,
            /// #     #[state] count: u32,
            /// # }
            /// # let net = vec![
            /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
            /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
            /// # ];
            /// assert_eq!(net.parameters().biases().numel(), 2);
            /// ```
            #[must_use]
            pub fn biases(self) -> Self {
                self.usual("biases")
            }

            fn usual(self, family: &'static str) -> Self {
                let filter = self.filter().families(core::iter::once(family));
                let filter = filter.unwrap_or(self.filter());
                self.with_filter(filter)
            }

            /// The attributes with this name, wherever they are.
            ///
            /// Where nothing declares the name the view is empty, and what gives a `Result` of such a view
            /// (`flat`, `family`, `at`, ..) is an error with the near name.
            ///
            /// ```
            /// # use rockpool_core::prelude::*;
            /// # #[derive(Module)]
            /// # struct Leaky {
            /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
            /// #     #[parameter(family = "weights", init = ones())] w: [f64; 3],
            /// #     #[parameter(family = "biases", init = 0.0)] bias: f64,
            /// #     #[state] count: u32,
            /// # }
            /// # let net = vec![
            /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
            /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
            /// # ];
            /// assert_eq!(net.parameters().named("tau").len(), 2);
            /// assert!(net.parameters().named("tua").flat::<f64>().is_err());
            /// ```
            #[must_use]
            pub fn named(self, name: &'m str) -> Self {
                let filter = self.filter().named(name);
                self.with_filter(filter)
            }

            /// The attributes whose elements are of type `T`, scalars among them: what
            /// `flat::<T>()` can hold.
            ///
            /// ```
            /// # use rockpool_core::prelude::*;
            /// # #[derive(Module)]
            /// # struct Leaky {
            /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
            /// #     #[parameter(family = "weights", init = ones())] w: [f64; 3],
            /// #     #[parameter(family = "biases", init = 0.0)] bias: f64,
            /// #     #[state] count: u32,
            /// # }
            /// # let net = vec![
            /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
            /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
            /// # ];
            /// assert_eq!(net.attributes().of::<u32>().len(), 2);
            /// assert_eq!(net.attributes().of::<f64>().flat::<f64>()?.len(), 10);
            /// # Ok::<(), Error>(())
            /// ```
            #[doc(alias = "dtype")]
            #[must_use]
            pub fn of<T: AnyElement>(self) -> Self {
                let filter = self.filter().of::<T>();
                self.with_filter(filter)
            }
        }

        #[cfg(feature = "alloc")]
        impl<'m, M: Structure + ?Sized> $View<'m, M> {
            /// The part of one family.
            ///
            /// ```
            /// # use rockpool_core::prelude::*;
            /// # #[derive(Module)]
            /// # struct Leaky {
            /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
            /// #     #[parameter(family = "weights", init = ones())] w: [f64; 3],
            /// #     #[parameter(family = "biases", init = 0.0)] bias: f64,
            /// #     #[state] count: u32,
            /// # }
            /// # let net = vec![
            /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
            /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
            /// # ];
            /// assert_eq!(net.parameters().family("taus")?.len(), 2);
            /// assert!(net.parameters().family("tuas").is_err()); // did you mean `taus`?
            /// # Ok::<(), Error>(())
            /// ```
            ///
            /// # Errors
            /// No attribute of the tree, of whatever kind, declares that family; the error names the
            /// nearest one.
            #[doc(alias = "param_groups")]
            pub fn family(self, family: impl AsRef<str>) -> Result<Self, Error> {
                self.families([family])
            }

            /// The part of several families, in the order of declaration.
            ///
            /// ```
            /// # use rockpool_core::prelude::*;
            /// # #[derive(Module)]
            /// # struct Leaky {
            /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
            /// #     #[parameter(family = "weights", init = ones())] w: [f64; 3],
            /// #     #[parameter(family = "biases", init = 0.0)] bias: f64,
            /// #     #[state] count: u32,
            /// # }
            /// # let net = vec![
            /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
            /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
            /// # ];
            /// assert_eq!(net.parameters().families(["taus", "biases"])?.len(), 4);
            /// # Ok::<(), Error>(())
            /// ```
            ///
            /// # Errors
            /// As those of [`family`](Self::family); or there are more than eight.
            pub fn families<I>(self, families: I) -> Result<Self, Error>
            where
                I: IntoIterator,
                I::Item: AsRef<str>,
            {
                let filter = families_of(self.checked()?.module(), self.filter(), families)?;
                Ok(self.with_filter(filter))
            }

            /// What is at or below a path: an attribute, or all of a module or of a container. The empty
            /// path is that of the whole.
            ///
            /// What is declared but absent in this instance (an `Option`, an empty list, another variant of
            /// an enum) is an empty view.
            ///
            /// ```
            /// # use rockpool_core::prelude::*;
            /// # #[derive(Module)]
            /// # struct Leaky {
            /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
            /// #     #[parameter(family = "weights", init = ones())] w: [f64; 3],
            /// #     #[parameter(family = "biases", init = 0.0)] bias: f64,
            /// #     #[state] count: u32,
            /// # }
            /// # let net = vec![
            /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
            /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
            /// # ];
            /// assert_eq!(net.parameters().at("1")?.len(), 3);
            /// assert_eq!(net.parameters().at("1.w")?.numel(), 3);
            /// assert_eq!(net.parameters().at("1.tua").unwrap_err().to_string(), "1.tua: there is no such attribute or module, did you mean `1.tau`?");
            /// # Ok::<(), Error>(())
            /// ```
            ///
            /// # Errors
            /// Nothing is declared with that path; the error names the nearest one.
            #[doc(alias = "select")]
            pub fn at(self, path: impl AsRef<str>) -> Result<Self, Error> {
                let span = locate(self.checked()?.module(), path.as_ref())?;
                let filter = self.filter().within(span);
                Ok(self.with_filter(filter))
            }

            /// All but what is at or below a path.
            ///
            /// ```
            /// # use rockpool_core::prelude::*;
            /// # #[derive(Module)]
            /// # struct Leaky {
            /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
            /// #     #[parameter(family = "weights", init = ones())] w: [f64; 3],
            /// #     #[parameter(family = "biases", init = 0.0)] bias: f64,
            /// #     #[state] count: u32,
            /// # }
            /// # let net = vec![
            /// #     Leaky { tau: 0.1, w: [1.0; 3], bias: 0.0, count: 0 },
            /// #     Leaky { tau: 0.2, w: [1.0; 3], bias: 0.0, count: 0 },
            /// # ];
            /// assert_eq!(net.parameters().without("0")?.without("1.tau")?.len(), 2);
            /// # Ok::<(), Error>(())
            /// ```
            ///
            /// # Errors
            /// As those of [`at`](Self::at); or more than eight parts are left out that are no neighbours.
            #[doc(alias("exclude", "filter"))]
            pub fn without(self, path: impl AsRef<str>) -> Result<Self, Error> {
                let path = path.as_ref();
                let span = locate(self.checked()?.module(), path)?;
                let filter = self.filter().without(span).ok_or_else(|| {
                    Error::one(path, FaultKind::TooManyParts { most: super::places::MOST_HOLES })
                })?;
                Ok(self.with_filter(filter))
            }

            /// The view, if the name that it asks for is declared somewhere.
            ///
            /// # Errors
            /// It is not; the error names the nearest one.
            pub(crate) fn checked(&self) -> Result<&Self, Error> {
                match self.filter().name() {
                    Some(name) => check_name(self.module(), name).map(|()| self),
                    None => Ok(self),
                }
            }
        }
    )*};
}

narrowing!(View ViewMut);

/// Narrows a filter to families, each of which the tree declares.
#[cfg(feature = "alloc")]
fn families_of<'m, M, I>(module: &M, filter: Filter<'m>, families: I) -> Result<Filter<'m>, Error>
where
    M: Structure + ?Sized,
    I: IntoIterator,
    I::Item: AsRef<str>,
{
    let declared = Declared::of(module, Attribute::family);
    let mut faults = Vec::new();
    let mut found = Vec::new();
    for family in families {
        let family = family.as_ref();
        match declared.words.iter().find(|declared| **declared == family) {
            Some(declared) => found.push(*declared),
            None => faults.push(crate::error::Fault::new(
                "".into(),
                FaultKind::UnknownFamily {
                    family: family.into(),
                    nearest: declared.nearest(family),
                    declared: declared.words.iter().map(|&family| family.into()).collect(),
                },
            )),
        }
    }
    Error::unless_empty(faults)?;
    let wanted = found.len();
    filter.families(found.into_iter()).ok_or_else(|| {
        Error::one("", FaultKind::TooManyFamilies { wanted, most: super::filter::MOST_FAMILIES })
    })
}

#[cfg(feature = "alloc")]
fn check_name<M: Structure + ?Sized>(module: &M, name: &str) -> Result<(), Error> {
    let declared = Declared::of(module, |attribute| Some(attribute.name()));
    if declared.words.contains(&name) {
        return Ok(());
    }
    let nearest = declared.nearest(name);
    let choices = match nearest {
        Some(_) => Vec::new(),
        None => declared.words.iter().map(|&word| word.into()).collect(),
    };
    Err(Error::one("", FaultKind::UnknownName { name: name.into(), nearest, choices }))
}

/// The families, or the names, that a tree declares, whether or not the attributes are present.
#[cfg(feature = "alloc")]
struct Declared {
    word: fn(&Attribute) -> Option<&'static str>,
    words: Vec<&'static str>,
}

#[cfg(feature = "alloc")]
impl Declared {
    fn of<M: Structure + ?Sized>(module: &M, word: fn(&Attribute) -> Option<&'static str>) -> Self {
        let mut declared = Self { word, words: Vec::new() };
        module.registered().any(&mut |registry| {
            declared.add(registry);
            false
        });
        module.walk(&At::ROOT, &mut declared);
        declared
    }

    fn add(&mut self, registry: &'static Registry) {
        for word in registry.attributes().iter().filter_map(self.word) {
            if !self.words.contains(&word) {
                self.words.push(word);
            }
        }
    }

    fn nearest(&self, word: &str) -> Option<alloc::string::String> {
        crate::nearest::nearest(word, self.words.iter().copied()).map(Into::into)
    }
}

/// Modules behind `dyn` are not in the registry: the walk meets them.
#[cfg(feature = "alloc")]
impl<'m> Visitor<'m> for Declared {
    fn leaf(&mut self, _: Leaf<'_, 'm>) {}
    fn enter(&mut self, _: &At<'_>, module: &Entered<'m>) -> bool {
        self.add(module.registry());
        true
    }
}
