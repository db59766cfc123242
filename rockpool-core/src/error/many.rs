//! Many faults as a short list, grouped by module.

use super::{Fault, FaultKind};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

/// So many are told as they are, one a line.
const FEW: usize = 10;
/// The most faults that the list tells.
const MOST: usize = 12;

/// The faults of one module, or of modules of a list that have the same.
struct Group {
    first: String,
    last: String,
    modules: usize,
    /// Paths and what is wrong there.
    faults: Vec<(String, String)>,
}

pub(super) fn fmt_faults(faults: &[Fault], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if faults.len() <= FEW || f.alternate() {
        return fmt_each(faults, f);
    }
    write!(f, "{} faults", faults.len())?;
    let groups = folded(grouped(faults));
    let (mut told, mut covered) = (0, 0);
    for group in &groups {
        if told >= MOST {
            break;
        }
        f.write_str("\n")?;
        group.fmt_head(f)?;
        for (path, what) in group.faults.iter().take(MOST - told) {
            f.write_str("\n  ")?;
            if !path.is_empty() {
                write!(f, "{path}: ")?;
            }
            f.write_str(what)?;
            told += 1;
            covered += group.modules;
        }
    }
    match faults.len() - covered {
        0 => Ok(()),
        more => write!(f, "\nand {more} more; `{{:#}}` tells all"),
    }
}

fn fmt_each(faults: &[Fault], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (index, fault) in faults.iter().enumerate() {
        f.write_str(if index > 0 { "\n" } else { "" })?;
        write!(f, "{fault}")?;
    }
    Ok(())
}

impl Group {
    fn fmt_head(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first.as_str(), self.modules) {
            ("", _) => f.write_str("in the module itself:"),
            (first, 1) => write!(f, "in `{first}`:"),
            (first, modules) => write!(f, "in `{first}` to `{}`, alike in all {modules}:", self.last),
        }
    }
}

/// The path of the module that a fault is in.
fn module_of(fault: &Fault) -> String {
    let path = fault.path().to_string();
    // These are about a module as a whole.
    let is_module = matches!(
        fault.kind(),
        FaultKind::Unbound { .. } | FaultKind::NotBuildable { .. } | FaultKind::TooDeep { .. }
    );
    if is_module { path } else { path.rsplit_once('.').map_or(String::new(), |(module, _)| module.into()) }
}

/// By module, in the order in which modules appear.
fn grouped(faults: &[Fault]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for fault in faults {
        let module = module_of(fault);
        let told = (fault.path().to_string(), fault.kind().to_string());
        match groups.iter_mut().find(|group| group.first == module) {
            Some(group) => group.faults.push(told),
            None => groups.push(Group {
                last: module.clone(),
                first: module,
                modules: 1,
                faults: alloc::vec![told],
            }),
        }
    }
    groups
}

/// Elements of a list with the same faults told as one.
fn folded(groups: Vec<Group>) -> Vec<Group> {
    let mut folded: Vec<Group> = Vec::new();
    for group in groups {
        match folded.last_mut() {
            Some(last) if last.is_followed_by(&group) => {
                last.last = group.first;
                last.modules += 1;
            }
            _ => folded.push(group),
        }
    }
    folded
}

impl Group {
    fn is_followed_by(&self, next: &Group) -> bool {
        let (Some((list, index)), Some((next_list, next_index))) =
            (indexed(&self.last), indexed(&next.first))
        else {
            return false;
        };
        let below = |path: &str, module: &str| path.strip_prefix(module).map(ToString::to_string);
        list == next_list
            && index + 1 == next_index
            && self.faults.len() == next.faults.len()
            && self.faults.iter().zip(&next.faults).all(|((path, what), (next_path, next_what))| {
                what == next_what && below(path, &self.first) == below(next_path, &next.first)
            })
    }
}

/// `layers.3` as `layers` and 3.
fn indexed(path: &str) -> Option<(&str, usize)> {
    let (list, index) = path.rsplit_once('.').unwrap_or(("", path));
    Some((list, index.parse().ok()?))
}
