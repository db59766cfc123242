//! Laws 9 and 12: the key, the paths and the arguments decide every number, whatever stands between, on whatever thread.

use super::zoo::bits;
use ndarray::Array1;
use proptest::prelude::*;
use rockpool_core::IntoSubmodule;
use rockpool_core::prelude::*;
use std::collections::BTreeMap;

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Leaf<T: Element> {
    #[parameter(family = "weights", shape = n, init = normal(0.0, 1.0))]
    w: Array1<f64>,
    #[parameter(init = uniform(0.0, 1.0))]
    gain: f32,
    #[state(shape = n)]
    x: Vec<T>,
    #[module(origin)]
    origin: Origin,
}

/// Has no origin, and so no key of its own.
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Plain {
    #[parameter(shape = n, init = uniform(-1.0, 1.0))]
    w: Array1<f64>,
}

#[derive(Module, Clone, Debug, PartialEq)]
enum Kind {
    Wide(Leaf<f32>),
    Narrow(Leaf<i32>),
    Pair((Plain, Leaf<f64>)),
}

#[derive(Module, Clone, Debug)]
#[module(shape = n)]
struct Node {
    #[parameter(shape = n, init = normal(0.0, 1.0))]
    bias: Array1<f64>,
    #[module(shape = n)]
    children: Vec<Self>,
    #[module(shape = n)]
    next: Option<Box<Self>>,
    #[module(shape = n)]
    named: BTreeMap<String, Leaf<f64>>,
    #[module(shape = n)]
    kind: Option<Kind>,
    #[module(shape = n)]
    pair: (Leaf<f64>, [Plain; 2]),
    #[module(shape = n)]
    any: Vec<Box<dyn DynModule>>,
    #[module(origin)]
    origin: Origin,
}

/// A tree of builders.
#[derive(Clone, Debug)]
struct Plan {
    children: Vec<Plan>,
    next: Option<Box<Plan>>,
    named: Vec<u8>,
    kind: u8,
    any: Vec<u8>,
    /// The key that a part is built with beforehand, and so given built.
    built: Option<u64>,
}

const N: usize = 3;

impl Plan {
    fn builder(&self) -> NodeBuilder {
        let children: Vec<_> = self.children.iter().map(Self::given).collect();
        let named: Vec<_> =
            self.named.iter().map(|name| (format!("k{name}"), Leaf::<f64>::builder())).collect();
        let named: BTreeMap<String, _> = named.into_iter().collect();
        let any = self.any.iter().map(|kind| match kind % 3 {
            0 => Dynamic(Leaf::<f64>::builder()),
            1 => Dynamic(Leaf::<f32>::builder().gain(0.5)),
            _ => Dynamic(Node::builder()),
        });
        let node = Node::builder().children(children).named(named).any(any.collect::<Vec<_>>());
        let node = match &self.next {
            Some(next) => node.next(next.given()),
            None => node,
        };
        match self.kind % 4 {
            0 => node,
            1 => node.kind(Leaf::<f32>::builder()),
            2 => node.kind(Leaf::<i32>::builder()),
            _ => node.kind(Variant(Kind::Pair, (Declared, Leaf::<f64>::builder()))),
        }
    }

    fn given(&self) -> rockpool_core::build::Given<'static, Node> {
        match self.built {
            None => self.builder().into_submodule(),
            Some(key) => self.builder().n(N).key(Key::new(key)).build().unwrap().into_submodule(),
        }
    }

    fn build(&self, key: u64) -> Node {
        self.builder().n(N).key(Key::new(key)).build().unwrap()
    }
}

fn plans() -> impl Strategy<Value = Plan> {
    let parts = || {
        (
            prop::collection::vec(any::<u8>(), 0..3),
            any::<u8>(),
            prop::collection::vec(any::<u8>(), 0..3),
            prop::option::weighted(0.2, any::<u64>()),
        )
    };
    let leaf = parts().prop_map(|(named, kind, any, built)| Plan {
        children: Vec::new(),
        next: None,
        named,
        kind,
        any,
        built,
    });
    leaf.prop_recursive(3, 12, 3, move |inner| {
        let below = (prop::collection::vec(inner.clone(), 0..3), prop::option::of(inner.prop_map(Box::new)));
        (below, parts()).prop_map(|((children, next), (named, kind, any, built))| Plan {
            children,
            next,
            named,
            kind,
            any,
            built,
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn law_9_the_key_alone_decides(plan in plans(), key in any::<u64>()) {
        let one = plan.build(key);
        prop_assert_eq!(bits(plan.build(key).attributes()), bits(one.attributes()));
        prop_assert!(one.attributes().named("bias").iter().all(|leaf| leaf.numel() == N));
        prop_assert!(one.attributes().named("w").iter().all(|leaf| leaf.numel() == N));
        prop_assert!(one.check().is_ok());
        // After any use, by the stored keys.
        let mut used = one.clone();
        used.parameters_mut().for_each_array::<f64>(|_, mut array| array.fill(9.0));
        used.reset_parameters();
        prop_assert_eq!(bits(used.attributes()), bits(one.attributes()));
        // What comes behind changes nothing before.
        let mut longer = plan.clone();
        longer.children.push(Plan { children: vec![], next: None, named: vec![], kind: 0, any: vec![0], built: None });
        let longer = bits(longer.build(key).attributes());
        let at_the_end = format!("children.{}.", plan.children.len());
        let rest: Vec<_> = longer.into_iter().filter(|(path, ..)| !path.starts_with(&at_the_end)).collect();
        prop_assert_eq!(rest, bits(one.attributes()));
    }

    #[test]
    fn law_12_no_number_depends_on_the_thread(plan in plans(), key in any::<u64>()) {
        let builder = plan.builder();
        let elsewhere = std::thread::spawn(move || bits(builder.n(N).key(Key::new(key)).build().unwrap().attributes()));
        prop_assert_eq!(elsewhere.join().unwrap(), bits(plan.build(key).attributes()));
    }
}

#[test]
fn another_key_gives_other_numbers() {
    let plan = Plan { children: vec![], next: None, named: vec![1], kind: 3, any: vec![0, 2], built: None };
    let (one, two) = (bits(plan.build(1).parameters()), bits(plan.build(2).parameters()));
    assert!(one.iter().zip(&two).all(|(one, two)| one.2 != two.2));
}
