//! The original's names: its combinators name a layer by its place and its class, `1_LIFTorch`.

use rockpool_core::__private::{At, Entered, Visitor};
use rockpool_core::prelude::*;
use std::collections::HashMap;

/// The classes that stand for a module of the standard, that of the Torch modules first: they alone write
/// files.
const CLASSES: &[(&str, &[&str])] = &[
    ("Linear", &["LinearTorch", "LinearJax", "Linear"]),
    ("Lif", &["LIFTorch", "LIFJax", "LIF"]),
    ("LifNeuron", &["LIFNeuronTorch"]),
    ("ExpSyn", &["ExpSynTorch", "ExpSynJax", "ExpSyn"]),
    ("Rate", &["RateTorch", "RateJax", "Rate"]),
    ("Instant", &["InstantTorch", "InstantJax", "Instant"]),
    ("Sequential", &["TorchSequential", "JaxSequential", "ModSequential"]),
    ("Residual", &["TorchResidual", "JaxResidual", "ModResidual"]),
    ("FfwdStack", &["TorchFFwdStack", "JaxFFwdStack", "ModFFwdStack"]),
];

/// The classes that a module of this name is read from.
fn classes(name: &str) -> &'static [&'static str] {
    CLASSES.iter().find(|(known, _)| *known == name).map_or(&[], |(_, classes)| classes)
}

/// Whether the original has the module.
pub(crate) fn is_standard(name: &str) -> bool {
    !classes(name).is_empty()
}

/// A module in a module.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) path: String,
    /// The name of its type.
    pub(crate) name: &'static str,
    /// How many modules stand before it in the same one.
    index: usize,
}

/// All modules of a module, each before those in it.
pub(crate) fn places<M: Module + ?Sized>(module: &M) -> Vec<Place> {
    #[derive(Default)]
    struct Places {
        found: Vec<Place>,
        counts: HashMap<String, usize>,
    }
    impl<'m> Visitor<'m> for Places {
        fn leaf(&mut self, _: Leaf<'_, 'm>) {}
        fn enter(&mut self, at: &At<'_>, entered: &Entered<'m>) -> bool {
            let path = at.to_path().to_string();
            let above = path.rsplit_once('.').map_or("", |(above, _)| above);
            let count = self.counts.entry(above.to_owned()).or_default();
            let index = *count;
            *count += usize::from(!path.is_empty());
            self.found.push(Place { path, name: entered.registry().name(), index });
            true
        }
    }
    let mut places = Places::default();
    module.walk(&At::ROOT, &mut places);
    places.found
}

/// The path of each module in a file of the original, as `has` knows those that are there; a module that has
/// another name there is found by its place and class.
pub(crate) fn paths_there(places: &[Place], has: impl Fn(&str) -> bool) -> HashMap<&str, String> {
    named(places, |above, own, place| {
        let own = join(above, own);
        let by_class = |class: &&str| join(above, &format!("{}_{class}", place.index));
        match has(&own) {
            true => own,
            false => classes(place.name).iter().map(by_class).find(|path| has(path)).unwrap_or(own),
        }
    })
}

/// The path that the original's Torch modules have for each module: layers that have no name of their own
/// are named by their class.
pub(crate) fn paths_to_write(places: &[Place]) -> HashMap<&str, String> {
    named(places, |above, own, place| {
        let is_unnamed = own
            .split_once('_')
            .is_some_and(|(index, name)| name == place.name && index.parse() == Ok(place.index));
        match classes(place.name).first().filter(|_| is_unnamed) {
            Some(class) => join(above, &format!("{}_{class}", place.index)),
            None => join(above, own),
        }
    })
}

/// The path of an attribute, where its module has another.
pub(crate) fn renamed(path: &str, modules: &HashMap<&str, String>) -> String {
    let (above, name) = path.rsplit_once('.').unwrap_or(("", path));
    let mut module = above;
    loop {
        if let Some(there) = modules.get(module) {
            let between = above.get(module.len()..).unwrap_or_default().trim_start_matches('.');
            return join(&join(there, between), name);
        }
        module = module.rsplit_once('.').map_or("", |(above, _)| above);
        if module.is_empty() && !modules.contains_key("") {
            return path.to_owned();
        }
    }
}

/// Renames modules one after another, those around a module first.
fn named(places: &[Place], by: impl Fn(&str, &str, &Place) -> String) -> HashMap<&str, String> {
    let mut paths: HashMap<&str, String> = HashMap::with_capacity(places.len());
    for place in places {
        let there = if place.path.is_empty() {
            String::new()
        } else {
            let (above, own) = place.path.rsplit_once('.').unwrap_or(("", &place.path));
            // Lists have names in paths, and are no modules.
            let whole = renamed(&join(above, "_"), &paths);
            let above = whole.rsplit_once('.').map_or("", |(above, _)| above);
            by(above, own, place)
        };
        paths.insert(&place.path, there);
    }
    paths
}

fn join(above: &str, name: &str) -> String {
    match (above, name) {
        ("", name) => name.to_owned(),
        (above, "") => above.to_owned(),
        (above, name) => format!("{above}.{name}"),
    }
}
