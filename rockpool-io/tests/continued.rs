//! What goes on after a load: keys, positions of random numbers, variants of enums.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use rockpool_core::prelude::*;
use rockpool_io::{Finding, FindingKind, Format, Options, Policy, Verdict};

const FORMATS: [Format; 3] = [Format::Json, Format::Safetensors, Format::Npz];

#[derive(Module, Clone, Debug)]
#[module(shape = n)]
struct Cell {
    #[parameter(family = "weights", shape = (n, n), init = kaiming())]
    w: ndarray::Array2<f64>,
    #[state(shape = n)]
    x: Vec<f64>,
    #[state]
    noise_position: u64,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug)]
#[module(shape = n)]
struct Net {
    #[module(shape = n)]
    first: Cell,
    #[module]
    cells: Vec<Cell>,
    #[module(origin)]
    origin: Origin,
}

fn cell(key: u64) -> Cell {
    Cell::builder().n(2).key(Key::new(key)).build().unwrap()
}

fn bits(module: &impl Module) -> String {
    format!("{:?}", module.attributes().to_tree())
}

#[test]
fn reset_after_a_load_draws_what_it_would_have_drawn() {
    let drawn = |key: u64| {
        let mut net = Net::builder().n(2).key(Key::new(key)).build().unwrap();
        net.cells.push(Cell { origin: net.first.origin.clone(), ..cell(key + 1) });
        net
    };
    for format in FORMATS {
        let mut saved = drawn(7);
        let mut loaded = drawn(20);
        let bytes = Options::new().to_bytes(&saved, format).unwrap();
        Options::new().plan_bytes(&loaded, &bytes, format).unwrap().apply(&mut loaded).unwrap();
        assert_eq!(bits(&loaded), bits(&saved), "{format}");
        saved.reset_parameters();
        loaded.reset_parameters();
        assert_eq!(bits(&loaded), bits(&saved), "{format}");
        assert_eq!(loaded.origin.key(), Some(Key::new(7)));
        // What is loaded is written as it was.
        assert_eq!(
            Options::new().to_bytes(&loaded, format).unwrap(),
            Options::new().to_bytes(&saved, format).unwrap()
        );
    }
}

#[test]
fn a_module_with_a_key_of_its_own_keeps_it() {
    let build = |key: u64, own: u64| Net::builder().first(cell(own)).key(Key::new(key)).build().unwrap();
    let bytes = Options::new().to_bytes(&build(1, 2), Format::Safetensors).unwrap();
    let mut loaded = build(3, 4);
    Options::new().plan_bytes(&loaded, &bytes, Format::Safetensors).unwrap().apply(&mut loaded).unwrap();
    loaded.reset_parameters();
    let mut expected = build(1, 2);
    expected.reset_parameters();
    assert_eq!(bits(&loaded), bits(&expected));
}

#[test]
fn how_far_a_module_has_drawn_is_kept_with_its_parameters() {
    for format in FORMATS {
        let saved = Cell { noise_position: u64::MAX, x: vec![1.0, 2.0], ..cell(1) };
        let bytes = Options::new().to_bytes(&saved, format).unwrap();
        let mut loaded = cell(2);
        Options::new().plan_bytes(&loaded, &bytes, format).unwrap().apply(&mut loaded).unwrap();
        assert_eq!((loaded.noise_position, loaded.x.as_slice()), (u64::MAX, &[0.0, 0.0][..]));
        // These kinds and no others.
        let bytes = Options::new().kinds(&[Kind::Parameter]).to_bytes(&saved, format).unwrap();
        let mut loaded = cell(2);
        Options::new().plan_bytes(&loaded, &bytes, format).unwrap().apply(&mut loaded).unwrap();
        assert_eq!(loaded.noise_position, 0);
    }
}

#[derive(Module, Clone, Debug)]
struct Euler {
    #[parameter(init = 1e-3)]
    dt: f64,
}

#[derive(Module, Clone, Debug)]
struct Rk4 {
    #[parameter(init = 1e-3)]
    dt: f64,
    #[parameter(init = [1, 2])]
    orders: [i64; 2],
}

#[derive(Module, Clone, Debug)]
enum Solver {
    Euler(Euler),
    Rk4(Rk4),
    Exact,
}

#[derive(Module, Clone, Debug)]
struct Oscillator {
    #[parameter(init = 2.0)]
    frequency: f64,
    #[module]
    solver: Solver,
    #[module]
    more: Vec<Solver>,
}

fn oscillator(solver: Solver, more: Solver) -> Oscillator {
    Oscillator { frequency: 3.0, solver, more: vec![more] }
}

fn euler() -> Solver {
    Solver::Euler(Euler { dt: 0.5 })
}

fn rk4() -> Solver {
    Solver::Rk4(Rk4 { dt: 0.25, orders: [3, 4] })
}

#[test]
fn another_variant_in_the_file_is_a_fault_and_a_policy_switches() {
    let switching = |finding: &Finding| match finding.kind() {
        FindingKind::Variant { .. } => Verdict::Accept,
        _ => Policy::Strict.judge(finding),
    };
    let staying = |finding: &Finding| match finding.kind() {
        FindingKind::Variant { .. } => Verdict::Skip,
        _ => Policy::Strict.judge(finding),
    };
    for format in FORMATS {
        for (saved, before) in [
            (oscillator(rk4(), euler()), oscillator(euler(), rk4())),
            (oscillator(rk4(), Solver::Exact), oscillator(Solver::Exact, rk4())),
            (oscillator(Solver::Exact, euler()), oscillator(rk4(), euler())),
        ] {
            let bytes = Options::new().to_bytes(&saved, format).unwrap();
            let plan = || Options::new().plan_bytes(&before, &bytes, format).unwrap();
            let told: Vec<String> = plan().faults().iter().map(ToString::to_string).collect();
            let variants = before.variants();
            let differing = saved
                .variants()
                .iter()
                .zip(&variants)
                .filter(|(file, here)| file.name() != here.name())
                .count();
            assert_eq!(told.len(), differing, "{told:?}");
            assert!(told.iter().all(|said| said.contains("in the file") && said.contains("here; a policy")));
            let mut net = before.clone();
            assert!(plan().apply(&mut net).is_err());
            assert_eq!(bits(&net), bits(&before));
            plan().with_policy(staying).apply(&mut net).unwrap();
            assert_eq!(net.frequency, saved.frequency);
            assert_eq!(format!("{:?}", net.solver), format!("{:?}", before.solver));
            plan().with_policy(switching).apply(&mut net).unwrap();
            assert_eq!(format!("{net:?}"), format!("{saved:?}"), "{format}");
        }
    }
}

#[test]
fn an_enum_that_is_the_root_is_switched_too() {
    for format in FORMATS {
        let bytes = Options::new().to_bytes(&rk4(), format).unwrap();
        let mut solver = euler();
        let plan = Options::new().plan_bytes(&solver, &bytes, format).unwrap();
        assert_eq!(plan.faults().len(), 1, "{plan}");
        plan.with_policy(|_: &Finding| Verdict::Accept).apply(&mut solver).unwrap();
        assert_eq!(format!("{solver:?}"), format!("{:?}", rk4()));
    }
}

#[test]
fn the_same_variants_load_without_a_word() {
    for format in FORMATS {
        let saved = oscillator(rk4(), Solver::Exact);
        let bytes = Options::new().to_bytes(&saved, format).unwrap();
        let mut loaded = oscillator(Solver::Rk4(Rk4 { dt: 1.0, orders: [0, 0] }), Solver::Exact);
        let plan = Options::new().plan_bytes(&loaded, &bytes, format).unwrap();
        assert!(plan.findings().is_empty(), "{plan}");
        plan.apply(&mut loaded).unwrap();
        assert_eq!(format!("{loaded:?}"), format!("{saved:?}"));
    }
}

#[derive(Module, Clone, Debug)]
struct Stages {
    #[module(alias = "stages")]
    steps: Vec<Solver>,
    #[module]
    last: Option<Solver>,
}

#[derive(Module, Clone, Debug)]
struct OldStages {
    #[module]
    stages: Vec<Solver>,
    #[module]
    last: Option<Solver>,
}

#[test]
fn variants_of_enums_that_only_the_file_or_the_module_has_are_told() {
    let saved = Stages { steps: vec![Solver::Exact, Solver::Exact], last: Some(Solver::Exact) };
    for format in FORMATS {
        let file = Options::new().to_bytes(&saved, format).unwrap();
        let told = |module: &Stages| {
            let plan = Options::new().plan_bytes(module, &file, format).unwrap();
            plan.faults().iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert!(told(&saved).is_empty());
        let shorter = Stages { steps: vec![Solver::Exact], last: None };
        assert_eq!(
            told(&shorter),
            [
                "last: in the file only, an enum, the variant `Exact`",
                "steps.1: in the file only, an enum, the variant `Exact`"
            ]
        );
        let longer = Stages { steps: vec![Solver::Exact; 3], last: Some(Solver::Exact) };
        assert_eq!(told(&longer), ["steps.2: not in the file"]);
    }
}

#[test]
fn a_variant_under_an_older_name_is_compared_and_switched() {
    for format in FORMATS {
        let old = OldStages { stages: vec![rk4(), Solver::Exact], last: None };
        let file = Options::new().to_bytes(&old, format).unwrap();
        let mut new = Stages { steps: vec![euler(), Solver::Exact], last: None };
        let plan = Options::new().plan_bytes(&new, &file, format).unwrap();
        assert!(plan.faults()[0].to_string().starts_with("steps.0: the variant "), "{plan}");
        plan.with_policy(|_: &Finding| Verdict::Accept).apply(&mut new).unwrap();
        assert_eq!(format!("{:?}", new.steps), format!("{:?}", old.stages), "{format}");
    }
}

#[derive(Module, Clone, Debug)]
enum Plan {
    Staged(Stages),
    Idle,
}

/// The variant that a policy makes has no last stage: a file with one is not loaded in part.
#[test]
fn an_enum_that_a_made_variant_has_not_is_a_fault() {
    let staged = |last| Plan::Staged(Stages { steps: Vec::new(), last });
    for format in FORMATS {
        let mut loaded = Plan::Idle;
        let accept = |file: &Plan| {
            let bytes = Options::new().to_bytes(file, format).unwrap();
            let plan = Options::new().plan_bytes(&Plan::Idle, &bytes, format).unwrap();
            plan.with_policy(|_: &Finding| Verdict::Accept)
        };
        let error = accept(&staged(Some(Solver::Exact))).apply(&mut loaded).unwrap_err().to_string();
        assert!(error.contains("last: expected an enum of modules, to be made `Exact`"), "{error}");
        assert!(matches!(loaded, Plan::Idle), "{format}");
        accept(&staged(None)).apply(&mut loaded).unwrap();
        assert!(matches!(loaded, Plan::Staged(_)), "{format}");
    }
}

#[test]
fn many_enums_that_only_the_file_has_are_told_shortly() {
    let saved = Stages { steps: vec![Solver::Exact; 5_000], last: None };
    let module = Stages { steps: Vec::new(), last: None };
    for format in FORMATS {
        let file = Options::new().to_bytes(&saved, format).unwrap();
        let plan = Options::new().plan_bytes(&module, &file, format).unwrap();
        assert_eq!(plan.faults().len(), 101, "{format}");
        assert!(plan.to_string().contains("an enum, one of 4900 more"), "{plan}");
    }
}
