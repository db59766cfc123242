//! Holds a file against a module.

mod original;
mod similar;
mod variants;

use super::Plan;
use crate::contents::Contents;
use crate::conversion::{Scale, conversion};
use crate::decode::Wanted;
use crate::entry::{Entry, Source};
use crate::item::is_storable;
use crate::kinds::Kinds;
use crate::schema::{Described, Schema, fingerprint};
use crate::{Error, Finding, FindingKind, Policy};
use rockpool_core::FaultKind;
use rockpool_core::prelude::*;
use rockpool_core::value::Parts;
use similar::Guess;
use std::collections::{HashMap, HashSet};

/// Where in the order of a module a finding belongs.
type Placed = (usize, Finding);

struct Diff<'c, 'b> {
    contents: &'c Contents<'b>,
    has_paths: bool,
    budget: usize,
    values: Tree<Value>,
    /// The enums that have another variant in the file, and which; those below them too.
    variants: Vec<(String, String)>,
    findings: Vec<Placed>,
    /// The last declaration that was met, and what the file says about it.
    described: Option<(*const Attribute, Option<&'c Described>)>,
}

/// What the attributes of a module are without a value in the file.
struct Absent {
    place: usize,
    path: String,
    shape: rockpool_core::shape::Shape,
    is_expected: bool,
}

/// All that is to be said about loading `contents` into `module`; whether the module takes the
/// values is asked by [`check`].
pub(crate) fn compare<M: Module + ?Sized>(
    module: &M,
    contents: &Contents<'_>,
    kinds: Kinds,
) -> Result<Plan, Error> {
    let mut places = Places { contents, next: 0, index: None };
    let mut used = vec![false; contents.entries.len()];
    let mut diff = Diff {
        contents,
        has_paths: contents.schema.as_ref().is_some_and(Schema::has_paths),
        budget: contents.budget(module),
        values: Tree::new(),
        variants: Vec::new(),
        findings: Vec::new(),
        described: None,
    };
    diff.take_variants(module, &mut used)?;
    let mut absent = Vec::new();
    let mut place = 0;
    let mut path = String::new();
    let mut result = Ok(());
    module.attributes().for_each(|leaf| {
        place += 1;
        path.clear();
        // A path writes itself into a text without failing.
        let _ = leaf.path().write_to(&mut path);
        if result.is_err() || diff.variants.iter().any(|(above, _)| is_below(&path, above)) {
            return;
        }
        if !leaf.attribute().is_stored() {
            diff.findings.push((place, Finding::new(&path, FindingKind::Unstored)));
            if let Ok(Some((at, _))) = places.find(&path)
                && let Some(used) = used.get_mut(at)
            {
                *used = true;
            }
            return;
        }
        match places.find(&path) {
            Err(error) => result = Err(error),
            Ok(Some((at, entry))) => {
                if let Some(used) = used.get_mut(at) {
                    *used = true;
                }
                result = diff.take(&leaf, place, &path, entry);
            }
            Ok(None) if kinds.storable && kinds.has(leaf.attribute().kind()) && !is_storable(&leaf) => {
                let why = "values of this type are left out of files, and stay as they are".to_owned();
                diff.findings.push((place, Finding::new(&path, FindingKind::Note(why))));
            }
            Ok(None) => absent.push(Absent {
                place,
                path: path.clone(),
                shape: leaf.shape(),
                is_expected: kinds.has(leaf.attribute().kind()),
            }),
        }
    });
    result?;
    places.check()?;
    if !absent.is_empty() && used.contains(&false) {
        diff.take_renamed(module, &mut absent, &mut used)?;
    }
    if used.contains(&false) {
        diff.take_original(module, &mut absent, &mut used)?;
    }
    let unexpected: Vec<&Entry> =
        contents.entries.iter().zip(&used).filter(|(_, used)| !**used).map(|(entry, _)| entry).collect();
    let Diff { values, variants, mut findings, .. } = diff;
    let guess = Guess::new(module, &absent, &unexpected);
    for missing in absent.iter().filter(|absent| absent.is_expected) {
        let similar = guess.similar(missing);
        let shape = similar.map(|entry| entry.shape.clone()).filter(|shape| *shape != missing.shape);
        let similar = similar.map(|entry| entry.path.to_string());
        findings.push((missing.place, Finding::new(&missing.path, FindingKind::Missing { similar, shape })));
    }
    findings.sort_by_key(|(place, _)| *place);
    let mut findings: Vec<Finding> = findings.into_iter().map(|(_, finding)| finding).collect();
    findings.reserve_exact(unexpected.len() + contents.findings.len());
    for entry in &unexpected {
        let kind = match entry.source {
            // Without a value, nothing is lost.
            Source::Null => FindingKind::Empty,
            _ => FindingKind::Unexpected { of: entry.type_name(), nearest: guess.nearest(entry) },
        };
        findings.push(Finding::new(&*entry.path, kind));
    }
    findings.extend(contents.findings.iter().cloned());
    Ok(Plan {
        file: None,
        module: module.registry().name(),
        is_same_schema: None,
        values,
        variants,
        keys: contents.keys(),
        findings,
        policy: Policy::Strict,
    })
}

/// Where the paths are in a file: as a rule in the order of the module.
struct Places<'c, 'b> {
    contents: &'c Contents<'b>,
    next: usize,
    /// Made when the order is another, or when names are left over.
    index: Option<HashMap<&'c str, usize>>,
}

impl<'c> Places<'c, '_> {
    fn find(&mut self, path: &str) -> Result<Option<(usize, &'c Entry)>, Error> {
        if self.index.is_none() {
            match self.contents.entries.get(self.next) {
                Some(entry) if *entry.path == *path => {
                    self.next += 1;
                    return Ok(Some((self.next - 1, entry)));
                }
                _ => self.index = Some(self.contents.index()?),
            }
        }
        let at = self.index.as_ref().and_then(|index| index.get(path).copied());
        Ok(at.and_then(|at| Some((at, self.contents.entries.get(at)?))))
    }

    /// A name that stands twice is told; where each was a path of the module, none does.
    fn check(&self) -> Result<(), Error> {
        if self.index.is_none() && self.next < self.contents.entries.len() {
            self.contents.index()?;
        }
        Ok(())
    }
}

impl Plan {
    /// Asks the module whether it would take the values, and adds what it would not; tells whether
    /// the file is of the same declarations.
    pub(crate) fn check<M: Module + ?Sized>(&mut self, module: &M, contents: &Contents<'_>) {
        let schema = contents.schema.as_ref();
        self.is_same_schema = schema.map(|schema| schema.fingerprint == fingerprint(module));
        let Err(error) = module.check_attributes(&self.values) else { return };
        let mut places = HashMap::new();
        module.attributes().for_each(|leaf| {
            places.insert(leaf.path().to_string(), places.len());
        });
        for fault in error.faults() {
            let path = fault.path().to_string();
            if matches!(fault.kind(), FaultKind::Shape { .. }) {
                let is_said = |finding: &Finding| {
                    finding.path == path && matches!(finding.kind, FindingKind::Resized { .. })
                };
                self.findings.retain(|finding| !is_said(finding));
            }
            self.findings.push(Finding::new(path, fault.kind().clone().into()));
        }
        self.findings.sort_by_key(|finding| places.get(&finding.path).copied().unwrap_or(usize::MAX));
    }
}

impl<'c> Diff<'c, '_> {
    /// Takes the value of an entry for an attribute.
    fn take(&mut self, leaf: &Leaf<'_, '_>, place: usize, path: &str, entry: &Entry) -> Result<(), Error> {
        let attribute = leaf.attribute();
        let described = self.described(attribute, &entry.path);
        let mut scale = None;
        if let Some(described) = described {
            scale = self.unit(attribute, described, place, path);
            if described.kind != kind_name(attribute.kind()) {
                let kind = FindingKind::Kind { file: described.kind.clone(), module: attribute.kind() };
                self.findings.push((place, Finding::new(path, kind)));
            }
        }
        let mut say = |kind| self.findings.push((place, Finding::new(path, kind)));
        let [file, module] = [self.contents.is_constant(&entry.path), leaf.kind() != attribute.kind()];
        if file != module {
            say(FindingKind::Constant { file, module });
        }
        // Elements that are several numbers lie along an axis more.
        let parts = attribute.parts();
        let present = match parts {
            Some(parts) => leaf.shape().iter().copied().chain([parts.count()]).collect::<Vec<usize>>().into(),
            None => leaf.shape(),
        };
        let dtype = parts.map_or(attribute.dtype(), Parts::dtype);
        let wanted = Wanted { dtype, shape: &present, scale };
        let decoded = match self.contents.value(entry, wanted, &mut self.budget)? {
            Ok(decoded) => decoded,
            Err(kind) => {
                say(kind);
                return Ok(());
            }
        };
        if let Some(stored) = entry.stored()
            && !stored.is_same_as(dtype)
        {
            say(FindingKind::Converted { file: stored, module: dtype });
        }
        // A state in which something has gone wrong is what it was when it was saved, and so is all that this
        // library has written: what is saved is what is loaded.
        if let Some(index) = decoded.nan
            && attribute.kind() != Kind::State
        {
            say(match self.contents.schema {
                Some(_) => FindingKind::Note(format!("NaN at element {index}, as it was saved")),
                None => FindingKind::NotANumber { index },
            });
        }
        let shape = decoded.value.shape();
        if shape.rank() == present.rank() && shape.numel() != present.numel() {
            say(FindingKind::Resized { file: shape, module: present });
        }
        let joined = parts.and_then(|_| attribute.join_parts(&decoded.value));
        self.values.insert(path, joined.unwrap_or(decoded.value));
        Ok(())
    }

    /// What the file says about an entry.
    fn described(&mut self, attribute: &'static Attribute, path: &str) -> Option<&'c Described> {
        let schema = self.contents.schema.as_ref()?;
        if self.has_paths {
            return schema.get(path);
        }
        match self.described {
            Some((known, described))
                if std::ptr::eq(known, attribute) && path.ends_with(attribute.name()) =>
            {
                described
            }
            _ => {
                let described = schema.get(path);
                self.described = path.ends_with(attribute.name()).then_some((attribute, described));
                described
            }
        }
    }

    /// What converts the file's unit to the module's, if they differ.
    fn unit(
        &mut self,
        attribute: &Attribute,
        described: &Described,
        place: usize,
        path: &str,
    ) -> Option<Scale> {
        let (file, module) = (described.unit.as_deref()?, attribute.unit()?);
        if file == module {
            return None;
        }
        let is_float = matches!(attribute.dtype(), Dtype::F32 | Dtype::F64);
        let scale = conversion(file, module).filter(|_| is_float);
        let kind = FindingKind::Unit { file: file.to_owned(), module, converted: scale.is_some() };
        self.findings.push((place, Finding::new(path, kind)));
        scale
    }

    /// Looks for what is absent under the aliases of attributes and submodules.
    fn take_renamed<M: Module + ?Sized>(
        &mut self,
        module: &M,
        absent: &mut Vec<Absent>,
        used: &mut [bool],
    ) -> Result<(), Error> {
        // Only what may be meant goes into the tree, so that hostile files do not make large ones.
        let aliases = aliases(module, absent);
        let longest = aliases.iter().map(|name| dots(name)).max().unwrap_or(0);
        let deepest = absent.iter().map(|absent| dots(&absent.path)).max().unwrap_or(0) + longest;
        let mut rest = Tree::new();
        for (at, entry) in self.contents.entries.iter().enumerate() {
            let name = entry.path.rsplit_once('.').map_or(&*entry.path, |(_, name)| name);
            let is_wanted = aliases.contains(name) && dots(&entry.path) <= deepest;
            if used.get(at) == Some(&false) && is_wanted {
                // Where a name of the file is both value and branch, the first holds.
                let _ = rest.set(&entry.path, at);
            }
        }
        let mut place = 0;
        let mut result = Ok(());
        let mut taken = Vec::new();
        let mut wanted = absent.iter().map(|absent| absent.place).peekable();
        module.attributes().for_each(|leaf| {
            place += 1;
            if result.is_err() || wanted.next_if(|wanted| *wanted == place).is_none() {
                return;
            }
            let Some((from, found)) = leaf.find_in(&rest) else { return };
            let Some(at) = found.as_leaf().copied().filter(|at| used.get(*at) == Some(&false)) else {
                return;
            };
            let Some(entry) = self.contents.entries.get(at) else { return };
            if let Some(used) = used.get_mut(at) {
                *used = true;
            }
            taken.push(place);
            let path = leaf.path().to_string();
            self.findings.push((place, Finding::new(&path, FindingKind::Renamed { from })));
            result = self.take(&leaf, place, &path, entry);
        });
        absent.retain(|absent| taken.binary_search(&absent.place).is_err());
        result
    }
}

/// Whether a path is that of a module, or below it.
pub(super) fn is_below(path: &str, module: &str) -> bool {
    match path.strip_prefix(module) {
        Some(rest) => module.is_empty() || rest.is_empty() || rest.starts_with('.'),
        None => false,
    }
}

/// How deep a path is.
fn dots(path: &str) -> usize {
    path.bytes().filter(|&byte| byte == b'.').count()
}

/// The names under which the absent attributes may stand in a file; modules above them may have other
/// names too.
fn aliases<M: Module + ?Sized>(module: &M, absent: &[Absent]) -> HashSet<&'static str> {
    let mut aliases = HashSet::new();
    let mut place = 0;
    let mut wanted = absent.iter().map(|absent| absent.place).peekable();
    module.attributes().for_each(|leaf| {
        place += 1;
        if wanted.next_if(|wanted| *wanted == place).is_some() {
            aliases.insert(leaf.attribute().name());
            aliases.extend(leaf.attribute().aliases());
        }
    });
    aliases
}

const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Parameter => "parameter",
        Kind::State => "state",
        Kind::Simulation => "simulation",
    }
}
