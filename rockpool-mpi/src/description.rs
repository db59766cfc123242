//! What a module is, but for its values: what ranks must agree on before any are sent.

use crate::contents::{hash_of, words_of_unsent};
use crate::disagreement::Disagreement;
use rockpool_core::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most disagreements that are told.
const MOST: usize = 12;

/// What is known of a place: each property by name.
type Place = Vec<(String, String)>;

/// The places of a module, in the order of a walk.
#[derive(Debug, Hash, Serialize, Deserialize)]
pub(crate) struct Description {
    places: Vec<(String, Place)>,
}

impl Description {
    pub(crate) fn of<M: Module + ?Sized>(module: &M) -> Self {
        let own = |what: &str, found: String| (what.to_owned(), found);
        let mut places: Vec<(String, Place)> = Vec::new();
        // An enum has the path of its variant: which that is explains the rest.
        for variant in module.variants() {
            let name = format!("`{}::{}`", variant.registry().name(), variant.name());
            places.push((variant.path().to_string(), vec![own("variant", name)]));
        }
        modules(module, "", &mut |path, name| places.push((path, vec![own("module", format!("`{name}`"))])));
        module.attributes().for_each(|leaf| {
            let attribute = leaf.attribute();
            let kind = |kind| match kind {
                Kind::Parameter => "parameter",
                Kind::State => "state",
                Kind::Simulation => "simulation parameter",
            };
            let constant = if leaf.kind() == attribute.kind() { "free" } else { "constant" };
            let quoted = |text: Option<&str>| text.map_or("none".to_owned(), |text| format!("`{text}`"));
            let mut of_attribute = vec![
                own("kind", kind(attribute.kind()).to_owned()),
                own("type", attribute.dtype().to_string()),
                own("shape", leaf.shape().to_string()),
                own("it to be", constant.to_owned()),
                own("family", quoted(attribute.family())),
                own("unit", quoted(attribute.unit())),
                own("permitted shapes", attribute.shapes().to_string()),
                own("bounds", attribute.bounds().map_or("none".to_owned(), ToString::to_string)),
            ];
            if let Some(words) = words_of_unsent(&leaf) {
                of_attribute.push(own("own value", format!("`{words}`")));
            }
            places.push((leaf.path().to_string(), of_attribute));
        });
        Self { places }
    }

    /// The same number for the same description; other ones, but for one chance in 2^64, for others.
    pub(crate) fn fingerprint(&self) -> u64 {
        hash_of(self)
    }

    /// What this one, of a rank, has otherwise than that of rank 0: the first of it, and how many there are.
    pub(crate) fn disagreements(&self, root: &Self, rank: usize) -> (Vec<Disagreement>, usize) {
        let of = |description: &Self| -> BTreeMap<(String, String), String> {
            let places = description.places.iter();
            places
                .flat_map(|(path, place)| {
                    place.iter().map(|(what, found)| ((path.clone(), what.clone()), found.clone()))
                })
                .collect()
        };
        let (mine, theirs) = (of(self), of(root));
        let mut disagreements = Vec::new();
        // Where one has nothing, or another module, nothing below it is worth a line.
        let mut told: Vec<String> = Vec::new();
        for (description, is_root) in [(root, true), (self, false)] {
            for (path, place) in &description.places {
                let is_below = |above: &String| {
                    above.is_empty()
                        || path == above
                        || path.strip_prefix(above.as_str()).is_some_and(|rest| rest.starts_with('.'))
                };
                if told.iter().any(is_below) {
                    continue;
                }
                for (what, _) in place {
                    let key = (path.clone(), what.clone());
                    let (expected, found) = (theirs.get(&key), mine.get(&key));
                    // What both have is told once, in the order of rank 0.
                    if expected == found || (!is_root && expected.is_some()) {
                        continue;
                    }
                    disagreements.push(Disagreement {
                        path: path.clone(),
                        what: what.clone(),
                        expected: expected.cloned(),
                        found: found.cloned(),
                        ranks: vec![rank],
                    });
                    let explains = matches!(what.as_str(), "module" | "variant");
                    if explains || expected.is_none() || found.is_none() {
                        told.push(path.clone());
                        break;
                    }
                }
            }
        }
        let count = disagreements.len();
        disagreements.truncate(MOST);
        (disagreements, count)
    }
}

/// The modules of a tree, the module itself first, with path and name.
fn modules<M: Module + ?Sized>(module: &M, path: &str, found: &mut dyn FnMut(String, &str)) {
    found(path.to_owned(), module.registry().name());
    for (name, below) in module.modules() {
        let dot = if path.is_empty() { "" } else { "." };
        modules(below, &format!("{path}{dot}{name}"), found);
    }
}

/// The same disagreements of several ranks as one.
pub(crate) fn merged(all: Vec<(Vec<Disagreement>, usize)>) -> (Vec<Disagreement>, usize) {
    let mut merged: Vec<Disagreement> = Vec::new();
    let mut count = 0;
    for (disagreements, of_rank) in all {
        count += of_rank;
        for new in disagreements {
            let same = |old: &&mut Disagreement| {
                (&old.path, &old.what, &old.found) == (&new.path, &new.what, &new.found)
            };
            match merged.iter_mut().find(same) {
                Some(old) => {
                    old.ranks.extend(new.ranks);
                    count -= 1;
                }
                None => merged.push(new),
            }
        }
    }
    merged.truncate(MOST);
    (merged, count)
}
