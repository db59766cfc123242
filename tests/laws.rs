//! The laws of the design, each as a property of modules of many forms. Law 8 is kept by `benches/`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    unreachable_pub,
    reason = "a test fails by panicking"
)]

#[path = "laws/keys.rs"]
mod keys;
#[path = "laws/order.rs"]
mod order;
#[path = "laws/shapes.rs"]
mod shapes;
#[path = "laws/zoo.rs"]
mod zoo;

use proptest::prelude::*;
use rockpool_core::prelude::*;
use std::collections::BTreeSet;
use zoo::{Animal, another, bits, plans, uses};

fn config() -> ProptestConfig {
    ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() }
}

fn paths<M: Module>(view: View<'_, M>) -> Vec<String> {
    view.iter().map(|leaf| leaf.path().to_string()).collect()
}

/// What is wrong with a tree of values that is otherwise good.
#[derive(Clone, Debug)]
enum Mistake {
    None,
    UnknownName(String),
    AnotherShape,
    AnotherType,
    OutOfBounds,
    ValueForModule,
    TreeForValue,
}

fn mistakes() -> impl Strategy<Value = Mistake> {
    prop_oneof![
        2 => Just(Mistake::None),
        1 => "[a-z]{1,4}".prop_map(Mistake::UnknownName),
        1 => Just(Mistake::AnotherShape),
        1 => Just(Mistake::AnotherType),
        1 => Just(Mistake::OutOfBounds),
        1 => Just(Mistake::ValueForModule),
        1 => Just(Mistake::TreeForValue),
    ]
}

/// New values for some attributes, chosen by `choose`.
fn values(module: &Animal, choose: &[bool], to: i8) -> Tree<Value> {
    let mut tree = Tree::new();
    for (leaf, &is_chosen) in module.attributes().iter().zip(choose.iter().cycle()) {
        if let (true, Some(value)) = (is_chosen, another(&leaf.to_value(), to)) {
            tree.set(&leaf.path().to_string(), value).unwrap();
        }
    }
    tree
}

fn spoilt(mut tree: Tree<Value>, mistake: &Mistake) -> Option<Tree<Value>> {
    let mut replacement = Tree::new();
    match mistake {
        Mistake::None => return None,
        Mistake::UnknownName(name) => replacement.set(&format!("lif.no_{name}"), 1.0.into()).unwrap(),
        Mistake::AnotherShape => replacement.set("lif.vmem", vec![0.5; 77].into()).unwrap(),
        Mistake::AnotherType => replacement.set("lif.solver", 1.0.into()).unwrap(),
        Mistake::OutOfBounds => replacement.set("lif.tau_mem", (-1.0).into()).unwrap(),
        Mistake::ValueForModule => replacement.set("plain.0", 1.0.into()).unwrap(),
        Mistake::TreeForValue => replacement.set("lif.dt.inner", 1.0.into()).unwrap(),
    }
    // The mistake takes the place of what it stands on.
    let (path, value) = (replacement.branches().remove(0), replacement.flatten().0.remove(0));
    let mut rest = Tree::new();
    tree.for_each(&mut |known: &str, value: &Value| {
        let clashes =
            known == path || known.starts_with(&format!("{path}.")) || path.starts_with(&format!("{known}."));
        if !clashes {
            rest.set(known, value.clone()).unwrap();
        }
    });
    tree = rest;
    tree.set(&path, value).unwrap();
    Some(tree)
}

proptest! {
    #![proptest_config(config())]

    /// 1. The three kinds partition the attributes; no path is listed twice.
    #[test]
    fn law_1_the_kinds_partition_the_attributes(plan in plans()) {
        let module = plan.build();
        let parts = [module.parameters(), module.state(), module.simulation_parameters()];
        let all = paths(module.attributes());
        let mut written = Vec::new();
        module.attributes().for_each_with_path(|path, leaf| written.push((path.to_string(), leaf.numel())));
        let leaves = module.attributes();
        let expected: Vec<_> = leaves.iter().map(|leaf| (leaf.path().to_string(), leaf.numel())).collect();
        prop_assert_eq!(written, expected);
        let mut listed: Vec<String> = parts.into_iter().flat_map(paths).collect();
        listed.sort();
        let unique: BTreeSet<&String> = all.iter().collect();
        prop_assert_eq!(unique.len(), all.len(), "a path is listed twice: {:?}", all);
        let mut sorted = all.clone();
        sorted.sort();
        prop_assert_eq!(listed, sorted);
        for (view, kind) in parts.into_iter().zip([Kind::Parameter, Kind::State, Kind::Simulation]) {
            prop_assert!(view.iter().all(|leaf| leaf.kind() == kind));
        }
        for path in &all {
            prop_assert_eq!(module.attributes().get(path).map(|leaf| leaf.path().to_string()), Some(path.clone()));
        }
    }

    /// 2. After any use, resetting gives the module as built, and resetting again changes nothing.
    #[test]
    fn law_2_reset_gives_the_module_as_built(plan in plans(), uses in uses()) {
        let mut module = plan.build();
        let built = module.clone();
        prop_assert_eq!(bits(plan.build().attributes()), bits(built.attributes()), "building draws by the key");
        for one in &uses {
            one.apply(&mut module);
        }
        module.reset_parameters();
        module.reset_state();
        prop_assert_eq!(bits(module.attributes()), bits(built.attributes()));
        prop_assert_eq!(&module, &built);
        module.reset_parameters();
        module.reset_state();
        prop_assert_eq!(bits(module.attributes()), bits(built.attributes()));
        prop_assert!(module.check().is_ok());
    }

    /// 3. With any fault nothing changes; with none, reading back gives what was set.
    #[test]
    fn law_3_setting_is_all_or_nothing(
        plan in plans(),
        choose in prop::collection::vec(any::<bool>(), 1..9),
        to in any::<i8>(),
        mistake in mistakes(),
    ) {
        let mut module = plan.build();
        let before = module.clone();
        let tree = values(&module, &choose, to);
        match spoilt(tree.clone(), &mistake) {
            Some(wrong) => {
                let error = module.set_attributes(&wrong).unwrap_err();
                prop_assert_eq!(error.faults().len(), 1, "{}", error);
                prop_assert_eq!(bits(module.attributes()), bits(before.attributes()));
            }
            None => {
                module.set_attributes(&tree).unwrap();
                let after = module.attributes().to_tree();
                for (path, value) in before.attributes().to_tree().branches().iter().map(|path| (path, after.get(path))) {
                    let expected = tree.get(path).or(before.attributes().to_tree().get(path)).cloned();
                    prop_assert_eq!(value.cloned(), expected, "{}", path);
                }
                // Everything at once, back to what it was.
                module.set_attributes(&before.attributes().to_tree()).unwrap();
                prop_assert_eq!(bits(module.attributes()), bits(before.attributes()));
            }
        }
    }

    /// 4. `copy_from` after `copy_to` is the identity; so is `unflatten` after `flatten`.
    #[test]
    fn law_4_flat_vectors_and_trees_come_back(plan in plans(), to in any::<i8>()) {
        let mut module = plan.build();
        let before = module.clone();
        let flat = module.parameters().taus().flat::<f64>().unwrap();
        let mut copy = vec![f64::NAN; flat.len()];
        flat.copy_to(&mut copy).unwrap();
        prop_assert_eq!(&copy, &flat.to_vec());
        let layout = flat.layout();
        prop_assert_eq!(layout.entries().iter().map(|entry| entry.range().len()).sum::<usize>(), copy.len());
        for leaf in module.parameters().taus() {
            let range = layout.get(&leaf.path().to_string()).unwrap();
            let elements: Vec<f64> = leaf.array::<f64>().unwrap().iter().copied().collect();
            prop_assert_eq!(&copy[range], &elements[..]);
        }
        module.parameters_mut().taus().flat::<f64>().unwrap().copy_from(&vec![f64::from(to).abs() + 1.0; copy.len()]).unwrap();
        prop_assert!(module.parameters().taus().arrays::<f64>().all(|a| a.iter().all(|&x| x == f64::from(to).abs() + 1.0)));
        module.parameters_mut().taus().flat::<f64>().unwrap().copy_from(&copy).unwrap();
        prop_assert_eq!(bits(module.attributes()), bits(before.attributes()));

        let tree = module.attributes().to_tree();
        let (leaves, def) = tree.clone().flatten();
        prop_assert_eq!(leaves.len(), def.len());
        prop_assert_eq!(def.unflatten(leaves.clone()).unwrap(), tree);
        prop_assert!(def.unflatten(leaves.iter().skip(1).cloned()).is_err());
        prop_assert!(def.unflatten(leaves.into_iter().chain([Value::from(1.0)])).is_err());
    }

    /// 5. Two modules never share storage: clones, twins, and modules set from one tree.
    #[test]
    fn law_5_modules_share_nothing(plan in plans(), uses in uses(), to in any::<i8>()) {
        let one = plan.build();
        let before = bits(one.attributes());
        let tree = one.attributes().to_tree();
        let mut set = plan.build();
        set.set_attributes(&tree).unwrap();
        let mut others = [one.clone(), plan.build(), set];
        for other in &mut others {
            for one in &uses {
                one.apply(other);
            }
            let all = values(other, &[true], to);
            other.set_attributes(&all).unwrap();
            other.attributes_mut().for_each_array::<f64>(|_, mut array| array.fill(f64::MAX));
        }
        prop_assert_eq!(&bits(one.attributes()), &before);
        prop_assert_eq!(one.attributes().to_tree(), tree);
        // What a reset returns to is nobody else's either.
        for other in &mut others {
            other.reset_parameters();
            other.attributes_mut().for_each_array::<f64>(|_, mut array| array.fill(f64::MIN));
        }
        let mut again = one.clone();
        again.reset_parameters();
        again.reset_state();
        prop_assert_eq!(&bits(again.attributes()), &before);
    }
}
