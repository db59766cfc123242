//! What a file of the original has beside the parameters, and where it has those of layers that have other
//! names there.

use super::{Absent, Diff};
use crate::decode::Wanted;
use crate::entry::{Entry, Source};
use crate::formats::unwrapped;
use crate::original::{Place, is_standard, paths_there, places, renamed};
use crate::{Error, Finding, FindingKind};
use rockpool_core::prelude::*;
use rockpool_core::shape::Shape;
use std::collections::{HashMap, HashSet};

impl Diff<'_, '_> {
    /// Takes what is absent from the layers of the original that stand in the same places, and finds its
    /// bookkeeping. Files that say by whom they were written are of this library, and have neither.
    pub(super) fn take_original<M: Module + ?Sized>(
        &mut self,
        module: &M,
        absent: &mut Vec<Absent>,
        used: &mut [bool],
    ) -> Result<(), Error> {
        if self.contents.schema.is_some() {
            return Ok(());
        }
        let places = places(module);
        if !places.iter().any(|place| is_standard(place.name)) {
            return Ok(());
        }
        let index = self.contents.index()?;
        let mut names: Vec<&str> = index.keys().copied().collect();
        names.sort_unstable();
        let has = |path: &str| {
            let first = names.partition_point(|name| *name < path);
            let inside = |name: &&str| name.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
            // Behind `1_a` may stand `1_a-b`, and then `1_a.b`.
            let near = names.iter().skip(first).take_while(|name| name.starts_with(path));
            near.take(names.len().min(64)).any(inside)
        };
        let paths = paths_there(&places, has);
        let mut taken = Vec::new();
        let mut place = 0;
        let mut result = Ok(());
        let mut present = HashSet::new();
        let mut wanted = absent.iter().map(|absent| absent.place).peekable();
        module.attributes().for_each(|leaf| {
            place += 1;
            let path = leaf.path().to_string();
            if wanted.next_if(|wanted| *wanted == place).is_some() && result.is_ok() {
                let there = renamed(&path, &paths);
                let at = index.get(there.as_str()).copied().filter(|at| used.get(*at) == Some(&false));
                if let Some((at, entry)) = at.and_then(|at| Some((at, self.contents.entries.get(at)?))) {
                    if let Some(used) = used.get_mut(at) {
                        *used = true;
                    }
                    taken.push(place);
                    let kind = FindingKind::Original { from: there };
                    self.findings.push((place, Finding::new(&path, kind)));
                    result = self.take(&leaf, place, &path, entry);
                }
            }
            present.insert(path);
        });
        result?;
        absent.retain(|absent| taken.binary_search(&absent.place).is_err());
        let modules: HashMap<&str, &Place> = places
            .iter()
            .filter(|place| is_standard(place.name))
            .filter_map(|place| Some((paths.get(place.path.as_str())?.as_str(), place)))
            .collect();
        for (at, entry) in self.contents.entries.iter().enumerate() {
            if used.get(at) != Some(&false) {
                continue;
            }
            let (above, name) = entry.path.rsplit_once('.').unwrap_or(("", &entry.path));
            let Some(place) = modules.get(above) else { continue };
            let is_recurrent = present.contains(&renamed_own(&place.path, "w_rec"));
            if let Some(kind) = self.bookkeeping(entry, name, is_recurrent)?
                && let Some(used) = used.get_mut(at)
            {
                *used = true;
                self.findings.push((usize::MAX, Finding::new(&*entry.path, kind)));
            }
        }
        Ok(())
    }

    /// What an entry is that the original writes for itself.
    fn bookkeeping(
        &mut self,
        entry: &Entry,
        name: &str,
        is_recurrent: bool,
    ) -> Result<Option<FindingKind>, Error> {
        let inner;
        let source = match &entry.source {
            Source::Text(text) => match unwrapped(text) {
                Ok(source) => {
                    inner = source;
                    &inner
                }
                Err(_) => return Ok(None),
            },
            source => source,
        };
        let known = |what: &str| Some(FindingKind::Bookkeeping { what: what.to_owned() });
        Ok(match (name, source) {
            ("_has_rec", Source::Bool(true)) if !is_recurrent => Some(FindingKind::Lost(
                "the layer is recurrent in the file, and has no `w_rec` here; build it with `.w_rec(Declared)`".to_owned(),
            )),
            ("_has_rec", Source::Bool(_)) => known("whether the layer is recurrent"),
            ("leak_mode", Source::Text(mode)) if &**mode == "taus" => known("leaks are time constants"),
            ("leak_mode", Source::Text(mode)) => Some(FindingKind::Lost(format!(
                "leaks are `{mode}` in the file, and time constants here"
            ))),
            ("learning_window", Source::Float(_) | Source::Integer(_)) => known("for gradients alone"),
            ("n_neurons", Source::Integer(_)) => known("the number of neurons"),
            ("w_rec", _) if !is_recurrent => {
                let wanted = Wanted { dtype: Dtype::F64, shape: &Shape::SCALAR, scale: None };
                let value = self.contents.value(entry, wanted, &mut self.budget)?;
                let array = value.ok().and_then(|decoded| Some(decoded.value.array::<f64>()?.to_owned()));
                match array.is_some_and(|array| array.iter().all(|&x| x == 0.0)) {
                    true => known("zeros for no recurrence"),
                    false => None,
                }
            }
            _ => None,
        })
    }
}

fn renamed_own(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}.{name}") }
}
