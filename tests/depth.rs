//! How deep modules, builders, paths and trees go, and that what is deeper is an error, on the stack of a thread.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use rockpool_core::MOST_LEVELS;
use rockpool_core::prelude::*;

/// Of builders in builders.
const MOST_BUILDERS: usize = MOST_LEVELS / 2;

#[derive(Module, Clone, Debug, PartialEq)]
struct Node {
    #[parameter(init = 0.5)]
    w: f64,
    #[module]
    next: Option<Box<Node>>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Debug)]
struct Endless {
    #[parameter(init = 0.5)]
    w: f64,
    #[module]
    next: Box<Self>,
    #[module(origin)]
    origin: Origin,
}

fn chain(nodes: usize) -> NodeBuilder {
    (1..nodes).fold(Node::builder(), |next, _| Node::builder().next(next))
}

/// Runs on the stack that a thread has unless it asks for another.
fn on_a_thread(run: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(run).unwrap();
    thread.join().unwrap();
}

#[test]
fn the_deepest_builder_builds_and_all_walks_reach_its_end() {
    on_a_thread(|| {
        // The root is no level.
        let mut deepest = chain(MOST_BUILDERS + 1).key(Key::new(1)).build().unwrap();
        assert_eq!(deepest.parameters().len(), MOST_BUILDERS + 1);
        deepest.check().unwrap();
        let tree = deepest.clone().attributes().to_tree();
        deepest.set_attributes(&tree).unwrap();
        deepest.reset_parameters();
        assert!(!deepest.summary().to_string().is_empty());
    });
}

#[test]
fn a_deeper_builder_is_an_error_and_does_not_overflow() {
    on_a_thread(|| {
        for nodes in [MOST_BUILDERS + 2, 20_000] {
            let error = chain(nodes).build().unwrap_err();
            assert_eq!(error.faults().len(), 1);
            assert!(matches!(error.faults()[0].kind(), FaultKind::TooDeep { .. }), "{error}");
        }
        assert!(Endless::builder().build().is_err());
    });
}

#[derive(Module, Clone, Debug, Default)]
struct Literal {
    #[parameter(init = 0.5)]
    w: f64,
    #[module]
    next: Option<Box<Literal>>,
}

#[test]
fn a_literal_that_is_too_deep_is_told() {
    on_a_thread(|| {
        let literal =
            (0..2_000).fold(Literal::default(), |next, _| Literal { w: 1.0, next: Some(Box::new(next)) });
        let error = literal.check().unwrap_err();
        assert!(matches!(error.faults()[0].kind(), FaultKind::TooDeep { .. }), "{error}");

        #[derive(Module, Debug)]
        struct Holder {
            #[module]
            literal: Literal,
            #[module]
            any: Option<Box<dyn DynModule>>,
            #[module(origin)]
            origin: Origin,
        }
        let error = Holder::builder().any(Dynamic(literal.clone())).literal(literal).build().unwrap_err();
        let is_too_deep = |fault: &Fault| matches!(fault.kind(), FaultKind::TooDeep { .. });
        assert!(error.faults().len() == 2 && error.faults().iter().all(is_too_deep), "{error}");
    });
}

#[test]
fn paths_that_are_too_long_are_short_errors() {
    on_a_thread(|| {
        let mut node = Node::builder().build().unwrap();
        let path = "next.".repeat(100_000) + "w";
        let name = "w".repeat(100_000);
        let mut tree = Tree::new();
        let mut errors = vec![tree.set(&path, 1.0).unwrap_err(), tree.set_variant(&path, "a").unwrap_err()];
        for path in [&path, &name] {
            errors.push(node.set(path, 1.0).unwrap_err());
            errors.push(node.parameters().at(path).map(|_| ()).unwrap_err());
            errors.push(node.parameters_mut().at(path).map(|_| ()).unwrap_err());
            errors.push(node.parameters().without(path).map(|_| ()).unwrap_err());
            errors.push(node.parameters().family(path).map(|_| ()).unwrap_err());
        }
        let mut tree = Tree::new();
        tree.set(&name, Value::from(1.0)).unwrap();
        errors.push(node.set_attributes(&tree).unwrap_err());
        for error in errors {
            assert!(error.to_string().len() < 500, "{error}");
        }
        assert!(node.parameters().get(&path).is_none());
    });
}

#[test]
fn what_may_fail_refuses_a_literal_that_is_too_deep() {
    on_a_thread(|| {
        // So deep that a walk would overflow the stack, and a drop does not yet.
        let mut deep =
            (0..10_000).fold(Literal::default(), |next, _| Literal { w: 1.0, next: Some(Box::new(next)) });
        let folder = tempfile::tempdir().unwrap();
        let mut errors = vec![
            deep.parameters().flat::<f64>().map(|_| ()).unwrap_err(),
            deep.parameters().named("w").flat::<f64>().map(|_| ()).unwrap_err(),
            deep.parameters_mut().flat::<f64>().map(|_| ()).unwrap_err(),
            deep.parameters_mut().freeze().map(|_| ()).unwrap_err(),
            deep.parameters_mut().free().map(|_| ()).unwrap_err(),
            History::new(deep.parameters(), 1).map(|_| ()).unwrap_err(),
            deep.check().unwrap_err(),
        ];
        for name in ["deep.json", "deep.npz", "deep.safetensors"] {
            let file = folder.path().join(name);
            let mut refused = || match rockpool_io::save(&deep, &file).unwrap_err() {
                rockpool_io::Error::Module(error) => errors.push(error),
                other => panic!("{other}"),
            };
            refused();
            assert!(!file.exists());
            rockpool_io::save(&Literal::default(), &file).unwrap();
            assert!(rockpool_io::load(&mut deep, &file).unwrap_err().to_string().contains("levels deep"));
        }
        for error in errors {
            assert!(matches!(error.faults()[0].kind(), FaultKind::TooDeep { .. }), "{error}");
        }
        deep.set("w", 0.25).unwrap();
    });
}
