//! Modules by declaration: which leaves each family query of the original lists.

use crate::json::{lengths, list};
use ndarray::ArrayD;
use rockpool_core::__private as rp;
use rockpool_core::prelude::*;
use serde_json::Value as Json;

/// A module whose declaration is data: its registry is made, and leaked, at run time.
#[derive(Debug)]
struct Spec {
    registry: &'static Registry,
    values: Vec<ArrayD<f64>>,
    submodules: Vec<Spec>,
}

fn leaked(text: &Json) -> &'static str {
    String::from(text.as_str().unwrap()).leak()
}

fn declared(kind: &str) -> Attribute {
    match kind {
        "Parameter" => <ArrayD<f64> as rp::Slot>::PARAMETER,
        "State" => <ArrayD<f64> as rp::Slot>::STATE,
        "SimulationParameter" => <ArrayD<f64> as rp::Slot>::SIMULATION,
        other => panic!("unknown kind {other}"),
    }
}

impl Spec {
    fn new(declaration: &Json) -> Self {
        let (mut attributes, mut values) = (Vec::new(), Vec::new());
        let (mut fields, mut submodules) = (Vec::new(), Vec::new());
        for entry in list(declaration) {
            if let Some(name) = entry.get("module") {
                fields.push(rp::submodule(
                    leaked(name),
                    "",
                    &[],
                    None,
                    <Self as rp::SubmoduleField>::registry,
                ));
                submodules.push(Self::new(&entry["decl"]));
                continue;
            }
            let attribute = declared(entry["kind"].as_str().unwrap()).named(leaked(&entry["name"]));
            attributes.push(match entry["family"].is_null() {
                true => attribute,
                false => attribute.of_family(leaked(&entry["family"])),
            });
            values.push(ArrayD::zeros(lengths(&entry["shape"])));
        }
        let registry = Registry {
            attributes: attributes.leak(),
            submodules: fields.leak(),
            ..*<Self as Module>::REGISTRY
        };
        Self { registry: Box::leak(Box::new(registry)), values, submodules }
    }
}

impl rp::Structure for Spec {
    const REGISTERED: &'static Registry =
        &Registry { name: "Spec", path: module_path!(), ..Registry::NOTHING };

    fn registered(&self) -> &'static Registry {
        self.registry
    }

    fn duplicated(&self) -> Self {
        let submodules = self.submodules.iter().map(Self::duplicated).collect();
        Self { registry: self.registry, values: self.values.clone(), submodules }
    }

    fn walk<'m, V: rp::Visitor<'m>>(&'m self, at: &rp::At<'_>, visitor: &mut V) {
        let Some(mut walk) = rp::Walk::enter_known(self.registry, self, None, at, visitor) else { return };
        for (index, value) in self.values.iter().enumerate() {
            rp::Slot::walk(value, index, &mut walk);
        }
        for (index, submodule) in self.submodules.iter().enumerate() {
            walk.submodule(index, submodule);
        }
        walk.leave();
    }

    fn walk_mut<'m, V: rp::VisitorMut<'m>>(&'m mut self, at: &rp::At<'_>, visitor: &mut V) {
        let Some(mut walk) = rp::WalkMut::enter_known::<Self>(self.registry, None, at, visitor) else {
            return;
        };
        for (index, value) in self.values.iter_mut().enumerate() {
            rp::Slot::walk_mut(value, index, &mut walk);
        }
        for (index, submodule) in self.submodules.iter_mut().enumerate() {
            walk.submodule(index, submodule);
        }
        walk.leave();
    }
}

/// The families that some attribute of the declaration belongs to, of whatever kind.
fn declared_families(declaration: &Json, out: &mut Vec<String>) {
    for entry in list(declaration) {
        if entry.get("module").is_some() {
            declared_families(&entry["decl"], out);
        } else if let Some(family) = entry["family"].as_str() {
            out.push(family.to_owned());
        }
    }
}

type Leaves = Vec<(String, Vec<usize>)>;

/// The states among them: what a run needs to be cut anywhere.
pub const OURS: [&str; 3] = ["noise_position", "past", "refractory"];

fn expected_leaves(query: &Json, kind: &str) -> Leaves {
    // A kind that has nothing is left out of the file.
    let Some(answer) = query.get(kind) else { return Leaves::new() };
    list(&answer["leaves"])
        .iter()
        .map(|leaf| {
            let path: Vec<&str> = list(&leaf[0]).iter().map(|name| name.as_str().unwrap()).collect();
            (path.join("."), lengths(&leaf[1]))
        })
        .collect()
}

/// Attributes of standard modules that those of the original's numpy backend have not.
const BEYOND: [&str; 6] = ["surrogate", "learning_window", "least_tau_in_steps", OURS[0], OURS[1], OURS[2]];

fn leaves<M: Module>(view: View<'_, M>) -> Leaves {
    let listed = view.iter().filter(|leaf| !BEYOND.contains(&leaf.attribute().name()));
    listed.map(|leaf| (leaf.path().to_string(), leaf.shape().to_vec())).collect()
}

/// Asks one query of a module for the three kinds and compares the leaves.
///
/// Three things differ from the original, as the design says: a family declared nowhere is an error,
/// not an empty answer (B058, B059, B065); several families come in the order of declaration, so that
/// they are compared as sets (B057); and a tree has no empty branches.
pub fn check_query<M: Module>(what: &str, module: &M, declared: &[String], query: &Json) {
    let wanted: Option<Vec<&str>> = match &query["family"] {
        Json::Null => None,
        Json::String(one) => Some(vec![one]),
        several => Some(list(several).iter().map(|family| family.as_str().unwrap()).collect()),
    };
    let views = [
        ("parameters", module.parameters()),
        ("state", module.state()),
        ("simulation_parameters", module.simulation_parameters()),
    ];
    for (name, view) in views {
        let mut expected = expected_leaves(query, name);
        let Some(wanted) = &wanted else {
            assert_eq!(leaves(view), expected, "{what}, {name}");
            continue;
        };
        let (known, unknown): (Vec<&str>, Vec<&str>) =
            wanted.iter().partition(|family| declared.iter().any(|declared| declared == *family));
        if !unknown.is_empty() {
            let error = view.families(wanted).unwrap_err();
            assert_eq!(error.faults().len(), unknown.len(), "{what}, {wanted:?}: {error}");
        }
        let mut found = leaves(view.families(&known).unwrap());
        if wanted.len() > 1 {
            found.sort();
            expected.sort();
        } else if let [one] = known[..] {
            assert_eq!(leaves(view.family(one).unwrap()), found);
        }
        assert_eq!(found, expected, "{what}, {name} of {wanted:?}");
    }
}

/// Every query of every declared module; the number of queries.
pub fn spec(file: &str, json: &Json) -> usize {
    let mut cases = 0;
    for tree in list(json) {
        let what = format!("{file}, {}", tree["id"]);
        let spec = Spec::new(&tree["decl"]);
        let mut declared = Vec::new();
        declared_families(&tree["decl"], &mut declared);
        let modules: Vec<String> = spec.modules().into_iter().map(|(path, _)| path).collect();
        assert_eq!(modules, *list(&tree["modules"]), "{what}");
        for query in list(&tree["queries"]) {
            check_query(&what, &spec, &declared, query);
            cases += 1;
        }
    }
    cases
}
