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
