//! Plans: what is found, what people read, which policy takes what.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod common;

use common::{assert_same, filled, fresh};
use ndarray::{Array1, Array2, array};
use rockpool_core::prelude::*;
use rockpool_io::{Error, Finding, FindingKind, Format, Options, Strict, Subset, Verdict, load, save};

const FORMATS: [Format; 3] = [Format::Json, Format::Safetensors, Format::Npz];

/// The layer as it was when the files were written.
#[derive(Module)]
#[module(shape = (n_in, n_out))]
struct Before {
    #[parameter(family = "weights", shape = (n_out, n_in), init = ones())]
    w: Array2<f32>,
    #[parameter(family = "taus", shape = n_out, init = fill(20.0), unit = "ms")]
    tau: Array1<f32>,
    #[parameter(init = 3.0)]
    gain: f64,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module)]
struct OldNet {
    #[module]
    first: Before,
}

/// The layer as it is: `tau` has another name and unit, `w` another shape, `gain` another name that
/// no alias tells.
#[derive(Module, Clone, Debug)]
#[module(shape = (n_in, n_out))]
struct After {
    #[parameter(family = "weights", shape = (n_in, n_out), init = zeros())]
    w: Array2<f32>,
    #[parameter(family = "taus", shape = n_out, init = fill(1.0), unit = "s", alias = "tau", bounds = 1e-6..=10.0)]
    tau_mem: Array1<f64>,
    #[parameter(init = 1.0)]
    scale: f64,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug)]
struct NewNet {
    #[module(alias = "first")]
    hidden: After,
}

fn old() -> OldNet {
    OldNet { first: Before::builder().n_in(2).n_out(3).build().unwrap() }
}

fn new() -> NewNet {
    NewNet { hidden: After::builder().n_in(2).n_out(3).build().unwrap() }
}

#[test]
fn a_plan_tells_people_what_was_renamed_and_what_has_another_shape() {
    let file = Options::new().to_bytes(&old(), Format::Safetensors).unwrap();
    let plan = Options::new().plan_bytes(&new(), &file, Format::Safetensors).unwrap();
    assert_eq!(
        plan.to_string(),
        "the file into `NewNet`: 0 values match; the declarations are not those of the file
  renamed    hidden.w: `first.w` in the file
! shape      hidden.w: expected shape (n_in, n_out) = (2, 3), found (3, 2); n_in = 2 was bound by the builder, n_out = 3 was bound by the builder; a matrix is never read as another: transpose it with `.t()`, or reshape it yourself
  renamed    hidden.tau_mem: `first.tau` in the file
  unit       hidden.tau_mem: `ms` in the file, converted to `s`
  converted  hidden.tau_mem: `f32` in the file, converted to `f64`
! missing    hidden.scale: not in the file, which has `first.gain` of the same shape; if that is its older name, declare `alias = \"gain\"`
! unexpected first.gain: in the file only; the nearest attribute is `hidden.scale`
nothing will be applied: `Strict` finds 3 faults"
    );
}

#[test]
fn nothing_is_changed_while_there_is_a_fault() {
    let mut net = new();
    for format in FORMATS {
        let file = Options::new().metadata().to_bytes(&old(), format).unwrap();
        let plan = Options::new().plan_bytes(&net, &file, format).unwrap();
        let Err(Error::Refused { faults, .. }) = plan.apply(&mut net) else { panic!("{plan}") };
        assert_eq!(faults.len(), 3, "{plan}");
        assert_eq!(net.attributes().to_tree(), new().attributes().to_tree());
    }
}

#[test]
fn units_are_converted_where_the_file_tells_them() {
    let policy = |finding: &Finding| match finding.kind() {
        FindingKind::Shape(_) => Verdict::Skip,
        _ => Subset.judge(finding),
    };
    for format in FORMATS {
        let mut net = new();
        let file = Options::new().metadata().to_bytes(&old(), format).unwrap();
        let plan = Options::new().plan_bytes(&net, &file, format).unwrap();
        plan.with_policy(policy).apply(&mut net).unwrap();
        assert_eq!(net.hidden.tau_mem, array![0.02, 0.02, 0.02], "{format}");
        assert_eq!(net.hidden.w, new().hidden.w);
    }
}

#[test]
fn a_unit_of_another_dimension_is_a_fault_that_no_policy_accepts() {
    #[derive(Module)]
    struct Volts {
        #[parameter(init = 1.0, unit = "mV")]
        x: f64,
    }
    #[derive(Module)]
    struct Seconds {
        #[parameter(init = 2.0, unit = "s")]
        x: f64,
    }
    let file = Options::new().to_bytes(&Volts { x: 1.0 }, Format::Npz).unwrap();
    let mut module = Seconds { x: 2.0 };
    let plan = Options::new().plan_bytes(&module, &file, Format::Npz).unwrap();
    let plan = plan.with_policy(|_: &Finding| Verdict::Accept);
    let error = plan.apply(&mut module).unwrap_err();
    assert_eq!(error.to_string(), "x: expected a value in `s`, found one in `mV`, which cannot be converted");
    assert_eq!(module.x, 2.0);
}

/// The same attributes without bounds, for files of what the network does not take.
#[derive(Module)]
struct Unbound {
    #[parameter(init = [0.5, 0.0])]
    tau: [f64; 2],
}

#[derive(Module)]
struct Bound {
    #[parameter(init = [0.5, 0.5], bounds = 1e-6.., shape = 2)]
    tau: [f64; 2],
    #[state(bounds = 0.0..=1.0)]
    level: f64,
}

#[test]
fn elements_outside_the_bounds_are_told_with_their_index() {
    for format in FORMATS {
        let file = Options::new().to_bytes(&Unbound { tau: [0.5, 0.0] }, format).unwrap();
        let mut module = Bound { tau: [0.25, 0.25], level: 0.0 };
        let plan = Options::new().plan_bytes(&module, &file, format).unwrap();
        let faults: Vec<String> = plan.faults().iter().map(ToString::to_string).collect();
        assert_eq!(faults, ["tau: expected a value in 1e-6.., found 0.0 at element 1"]);
        assert!(matches!(plan.faults()[0].kind(), FindingKind::Bounds(_)));
        assert!(plan.apply(&mut module).is_err());
        assert_eq!(module.tau, [0.25, 0.25]);
    }
}

#[test]
fn what_no_load_would_take_is_not_written_over_a_file_that_loads() {
    let folder = tempfile::tempdir().unwrap();
    for format in FORMATS {
        let path = folder.path().join("net").with_extension(format.extension());
        save(&Bound { tau: [0.5, 0.5], level: 0.0 }, &path).unwrap();
        let error = save(&Bound { tau: [0.5, 0.0], level: 0.0 }, &path).unwrap_err();
        assert!(matches!(error, Error::Unwritable { .. }));
        assert_eq!(
            error.to_string(),
            "tau: expected a value in 1e-6.., found 0.0 at element 1, which no load would take"
        );
        let mut loaded = Bound { tau: [0.25, 0.25], level: 0.0 };
        load(&mut loaded, &path).unwrap();
        assert_eq!(loaded.tau, [0.5, 0.5]);
        // What is not written may be what it is.
        let over = Bound { tau: [0.5, 0.5], level: 1.5 };
        save(&over, &path).unwrap();
        assert!(Options::all().save(&over, &path).unwrap_err().to_string().starts_with("level: "));
    }
}

#[test]
fn what_check_tells_of_and_load_takes_is_written() {
    #[derive(Module)]
    struct Timed {
        #[simulation(init = 1e-3, unit = "s", common)]
        dt: f64,
    }
    #[derive(Module)]
    struct Two {
        #[module]
        first: Timed,
        #[module]
        second: Timed,
    }
    let two = |second| Two { first: Timed { dt: 1e-3 }, second: Timed { dt: second } };
    assert!(two(2e-3).check().is_err());
    for format in FORMATS {
        let file = Options::all().to_bytes(&two(2e-3), format).unwrap();
        let mut loaded = two(1e-3);
        Options::all().plan_bytes(&loaded, &file, format).unwrap().apply(&mut loaded).unwrap();
        assert_eq!((loaded.first.dt, loaded.second.dt), (1e-3, 2e-3));
    }
}

#[test]
fn a_module_that_its_own_check_refuses_is_not_written() {
    #[derive(Module)]
    #[module(check = Range::check)]
    struct Range {
        #[parameter(init = 0.0)]
        low: f64,
        #[parameter(init = 1.0)]
        high: f64,
    }
    impl Range {
        fn check(&self) -> Result<(), &'static str> {
            if self.low < self.high { Ok(()) } else { Err("`low` lies below `high`") }
        }
    }
    for format in FORMATS {
        let error = Options::new().to_bytes(&Range { low: 2.0, high: 1.0 }, format).unwrap_err();
        assert_eq!(error.to_string(), "`low` lies below `high`, which no load would take");
        Options::new().to_bytes(&Range { low: 0.5, high: 1.0 }, format).unwrap();
    }
}

#[test]
fn nan_comes_back_as_it_was_saved_and_json_cannot_hold_it() {
    let mut net = filled();
    net.hidden.weight[[1, 0]] = f32::NAN;
    for format in [Format::Safetensors, Format::Npz] {
        let file = Options::new().to_bytes(&net, format).unwrap();
        let mut loaded = fresh();
        let plan = Options::new().plan_bytes(&loaded, &file, format).unwrap();
        assert_eq!(plan.findings()[0].to_string(), "hidden.weight: NaN at element 3, as it was saved");
        plan.apply(&mut loaded).unwrap();
        assert!(loaded.hidden.weight[[1, 0]].is_nan());
        assert_eq!(loaded.hidden.weight[[0, 0]], 0.1);
    }
    assert_eq!(
        Options::new().to_bytes(&net, Format::Json).unwrap_err().to_string(),
        "hidden.weight: element 3 is no finite number, which JSON cannot hold; write safetensors or npz"
    );
}

#[test]
fn nan_in_a_file_of_others_is_a_fault_unless_a_policy_accepts_it() {
    let data: Vec<u8> = [0.5, f64::NAN].iter().flat_map(|x: &f64| x.to_le_bytes()).collect();
    let tensor = safetensors::tensor::TensorView::new(safetensors::Dtype::F64, vec![2], &data).unwrap();
    let file = safetensors::serialize([("tau", tensor)], None).unwrap();
    let mut module = Unbound { tau: [0.25, 0.25] };
    let plan = Options::new().plan_bytes(&module, &file, Format::Safetensors).unwrap();
    assert_eq!(
        plan.apply(&mut module).unwrap_err().to_string(),
        "tau: expected numbers, found NaN at element 1"
    );
    assert!(matches!(plan.faults()[0].kind(), FindingKind::NotANumber { index: 1 }));
    assert_eq!(module.tau, [0.25, 0.25]);
    plan.with_policy(|_: &Finding| Verdict::Accept).apply(&mut module).unwrap();
    assert!(module.tau[1].is_nan());
}

#[test]
fn a_file_of_another_type_is_refused() {
    let file = br#"{"hidden": {"tau": [true, false]}, "readout": {"counts": [1, 2.5, 3], "gain": "high"}}"#;
    let error = Options::new().plan_bytes(&fresh(), file, Format::Json).unwrap_err();
    assert!(error.to_string().contains("`readout.gain`: the text holds no JSON"), "{error}");
    let file = br#"{"hidden": {"tau": [true, false]}, "readout": {"counts": [1, 2.5, 3], "gain": 1}}"#;
    let plan = Options::new().plan_bytes(&fresh(), file, Format::Json).unwrap().with_policy(Subset);
    let types: Vec<_> = plan.faults().iter().map(|fault| (fault.path(), fault.kind())).collect();
    assert!(
        matches!(types[..], [("hidden.tau", FindingKind::Type(_)), ("readout.counts", FindingKind::Type(_))]),
        "{plan}"
    );
}

#[test]
fn every_kind_is_written_on_request_and_comes_back() {
    for format in FORMATS {
        let mut net = filled();
        net.hidden.vmem = array![0.5, -0.5];
        net.hidden.dt = 5e-4;
        let file = Options::all().to_bytes(&net, format).unwrap();
        let mut loaded = fresh();
        Options::all().plan_bytes(&loaded, &file, format).unwrap().apply(&mut loaded).unwrap();
        assert_same(&loaded, &net);
        // Without a request the states are not there, and not missed.
        let file = Options::new().to_bytes(&net, format).unwrap();
        let plan = Options::new().plan_bytes(&loaded, &file, format).unwrap();
        assert!(plan.faults().is_empty() && plan.matching().len() == 5, "{plan}");
        assert_eq!(Options::all().plan_bytes(&loaded, &file, format).unwrap().faults().len(), 2);
    }
}

#[test]
fn constants_are_saved_and_told_where_only_one_side_has_them() {
    let build = |constant: bool, gain: f64| match constant {
        true => Before::builder().n_in(1).n_out(1).gain(Constant(gain)).build().unwrap(),
        false => Before::builder().n_in(1).n_out(1).gain(gain).build().unwrap(),
    };
    for format in FORMATS {
        for (file, module, loaded, told) in [
            (true, true, 2.0, None),
            (false, false, 2.0, None),
            (true, false, 2.0, Some("gain: constant in the file, free here")),
            (
                false,
                true,
                3.0,
                Some("gain: constant here, free in the file; a policy that accepts this overwrites it"),
            ),
        ] {
            let bytes = Options::new().to_bytes(&build(file, 2.0), format).unwrap();
            let mut net = build(module, 3.0);
            let plan = Options::new().plan_bytes(&net, &bytes, format).unwrap();
            assert!(plan.faults().is_empty(), "{plan}");
            let findings: Vec<String> = plan.findings().iter().map(ToString::to_string).collect();
            assert_eq!(findings, Vec::from_iter(told.map(str::to_owned)));
            plan.apply(&mut net).unwrap();
            assert_eq!(net.gain, loaded);
            assert_eq!(net.parameters().get("gain").is_none(), module);
            plan.with_policy(|_: &Finding| Verdict::Accept).apply(&mut net).unwrap();
            assert_eq!(net.gain, 2.0);
        }
    }
}

#[test]
fn a_load_leaves_constants_of_the_module_as_a_plan_does() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("net.npz");
    let free = || Before::builder().n_in(1).n_out(1);
    save(&free().gain(2.0).build().unwrap(), &path).unwrap();
    let mut net = free().gain(Constant(3.0)).build().unwrap();
    net.tau[0] = 5.0;
    load(&mut net, &path).unwrap();
    assert_eq!((net.gain, net.tau[0]), (3.0, 20.0));
}

#[test]
fn a_closure_leaves_out_what_it_skips_by_path() {
    let mut net = fresh();
    let file = Options::new().to_bytes(&filled(), Format::Npz).unwrap();
    let plan = Options::new().plan_bytes(&net, &file, Format::Npz).unwrap();
    let policy = |finding: &Finding| match finding.path().starts_with("hidden.") {
        true => Verdict::Skip,
        false => Strict.judge(finding),
    };
    plan.with_policy(policy).apply(&mut net).unwrap();
    assert_eq!(net.hidden.tau, fresh().hidden.tau);
    assert_eq!(net.readout.counts, filled().readout.counts);
}

#[test]
fn texts_are_attributes_of_every_format_and_functions_of_none() {
    #[derive(Module, Clone)]
    struct Solver {
        #[simulation(init = "euler")]
        name: String,
        #[parameter(init = 1.0)]
        gain: f64,
    }
    #[derive(Module)]
    struct Spiking {
        #[parameter(init = square as fn(f64) -> f64)]
        surrogate: fn(f64) -> f64,
    }
    fn square(x: f64) -> f64 {
        x * x
    }
    let solver = Solver { name: "Schrödinger \"2\"\n".into(), gain: 2.0 };
    for format in FORMATS {
        let file = Options::all().to_bytes(&solver, format).unwrap();
        let mut loaded = Solver { name: "euler".into(), gain: 1.0 };
        Options::all().plan_bytes(&loaded, &file, format).unwrap().apply(&mut loaded).unwrap();
        assert_eq!((loaded.name.as_str(), loaded.gain), ("Schrödinger \"2\"\n", 2.0), "{format}");
        let error = Options::new().to_bytes(&Spiking { surrogate: square }, format).unwrap_err();
        assert!(error.to_string().starts_with("surrogate: values of this type cannot be written"), "{error}");
    }
}

#[test]
fn lists_and_modules_behind_dyn_are_saved_by_their_paths() {
    let folder = tempfile::tempdir().unwrap();
    let make = |gain: f64| -> Vec<Box<dyn DynModule>> {
        (0..12)
            .map(|i| -> Box<dyn DynModule> {
                Box::new(common::Readout { gain: gain * f64::from(i), counts: [1; 3], mask: [true; 3] })
            })
            .collect()
    };
    for extension in ["json", "safetensors", "npz"] {
        let path = folder.path().join("list").with_extension(extension);
        save(&make(2.0), &path).unwrap();
        let mut loaded = make(0.0);
        load(&mut loaded, &path).unwrap();
        assert_eq!(loaded.attributes().to_tree(), make(2.0).attributes().to_tree());
    }
}

#[test]
fn the_same_declarations_have_the_same_fingerprint() {
    let file = Options::new().to_bytes(&filled(), Format::Safetensors).unwrap();
    let plan = |module: &dyn Fn(&Options) -> rockpool_io::Plan| module(&Options::new()).is_same_schema();
    assert_eq!(plan(&|o| o.plan_bytes(&fresh(), &file, Format::Safetensors).unwrap()), Some(true));
    assert_eq!(plan(&|o| o.plan_bytes(&new(), &file, Format::Safetensors).unwrap()), Some(false));
    let json = Options::new().plain().to_bytes(&filled(), Format::Json).unwrap();
    assert_eq!(plan(&|o| o.plan_bytes(&fresh(), &json, Format::Json).unwrap()), None);
}

#[test]
fn integers_of_any_size_come_back() {
    #[derive(Module, Clone, Debug)]
    struct Counts {
        #[parameter(init = [0, 0])]
        large: [u64; 2],
        #[parameter(init = [0])]
        small: [i8; 1],
        #[parameter(init = 0)]
        index: usize,
    }
    let counts = Counts { large: [u64::MAX, 1], small: [-128], index: 7 };
    for format in FORMATS {
        let file = Options::new().to_bytes(&counts, format).unwrap();
        let mut loaded = Counts { large: [0; 2], small: [0], index: 0 };
        Options::new().plan_bytes(&loaded, &file, format).unwrap().apply(&mut loaded).unwrap();
        assert_eq!((loaded.large, loaded.small, loaded.index), (counts.large, counts.small, counts.index));
    }
}

#[test]
fn a_name_that_is_near_is_told_whatever_its_shape_and_so_is_a_module_of_another_name() {
    #[derive(Module)]
    struct Cell {
        #[parameter(init = [1.0; 3])]
        tau_mem: [f64; 3],
        #[parameter(init = 1.0)]
        gain: f64,
    }
    #[derive(Module)]
    struct Net {
        #[module]
        hidden: Cell,
    }
    let net = Net { hidden: Cell { tau_mem: [1.0; 3], gain: 1.0 } };
    let told = |file: &[u8]| Options::new().plan_bytes(&net, file, Format::Json).unwrap().to_string();
    assert_eq!(
        told(br#"{"hidden": {"tau": [1.0, 2.0], "gain": 2.0}}"#),
        "the file into `Net`: 1 value matches
! missing    hidden.tau_mem: not in the file, which has `hidden.tau` of shape (2); if that is its older name, declare `alias = \"tau\"`
! unexpected hidden.tau: in the file only; the nearest attribute is `hidden.tau_mem`
nothing will be applied: `Strict` finds 2 faults; `Subset` would apply the rest"
    );
    assert_eq!(
        told(br#"{"first": {"tau_mem": [1.0, 2.0, 3.0], "gain": 2.0}}"#),
        "the file into `Net`: 0 values match
! missing    hidden.tau_mem: not in the file, which has `first.tau_mem`; if `first` is the older name of `hidden`, declare `alias = \"first\"` there
! missing    hidden.gain: not in the file, which has `first.gain`; if `first` is the older name of `hidden`, declare `alias = \"first\"` there
! unexpected first.tau_mem: in the file only; the nearest attribute is `hidden.tau_mem`
! unexpected first.gain: in the file only; the nearest attribute is `hidden.gain`
nothing will be applied: `Strict` finds 4 faults"
    );
}

#[test]
fn what_is_not_stored_is_left_out_and_told() {
    /// A type without a stored form.
    #[derive(Clone, Debug, PartialEq)]
    struct Cache(std::collections::BTreeMap<u8, u8>);
    impl AttributeValue for Cache {
        type Class = Plain;
    }
    #[derive(Module, Clone, Debug)]
    struct Cached {
        #[parameter(init = 1.0)]
        gain: f64,
        #[parameter(init = Cache(Default::default()), stored = false)]
        cache: Cache,
        #[simulation(init = 0.0, stored = false)]
        seen: f64,
    }
    assert!(!Cached::REGISTRY.attributes()[1].is_stored() && Cached::REGISTRY.attributes()[0].is_stored());
    let cached = |gain: f64, seen: f64| Cached { gain, cache: Cache([(1, 2)].into()), seen };
    for format in FORMATS {
        let file = Options::all().to_bytes(&cached(2.0, 3.0), format).unwrap();
        let mut loaded = cached(1.0, 4.0);
        let plan = Options::all().plan_bytes(&loaded, &file, format).unwrap();
        let told: Vec<String> = plan.findings().iter().map(ToString::to_string).collect();
        let said = |path: &str| format!("{path}: left out of files, by `stored = false`");
        assert_eq!(told, [said("cache"), said("seen")]);
        plan.apply(&mut loaded).unwrap();
        assert_eq!((loaded.gain, loaded.seen), (2.0, 4.0));
    }
    // What a file has of the name is passed over.
    let mut loaded = cached(1.0, 4.0);
    let plan = Options::new().plan_bytes(&loaded, br#"{"gain": 2.0, "seen": 9.0}"#, Format::Json).unwrap();
    plan.apply(&mut loaded).unwrap();
    assert_eq!((loaded.gain, loaded.seen), (2.0, 4.0));
}

#[test]
fn a_type_without_a_stored_form_is_an_error_that_names_the_ways_out() {
    #[derive(Clone, Debug, PartialEq)]
    struct Own(u8);
    impl AttributeValue for Own {
        type Class = Plain;
    }
    #[derive(Module)]
    struct Net {
        #[parameter(init = Own(1))]
        own: Own,
    }
    for format in FORMATS {
        let error = Options::new().to_bytes(&Net { own: Own(2) }, format).unwrap_err();
        assert_eq!(
            error.to_string(),
            "own: values of this type cannot be written; derive `AttributeValue` for the type, take it by `with = ..`, or leave it out by `stored = false`"
        );
    }
}

#[test]
fn a_slip_of_a_name_that_the_file_has_is_no_other_attribute() {
    #[derive(Module)]
    struct Neuron {
        #[parameter(init = 0.1)]
        tau_mem: f64,
        #[simulation(init = 3)]
        max_spikes_per_dt: i64,
        #[parameter(init = 0.1)]
        tau_syn: f64,
    }
    let neuron = Neuron { tau_mem: 0.1, max_spikes_per_dt: 3, tau_syn: 0.1 };
    let told = |file: &str| {
        let plan = Options::new().plan_bytes(&neuron, file.as_bytes(), Format::Json).unwrap();
        plan.findings().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(told(r#"{"tau_memm": 1, "tau_mem": 2, "tau_syn": 3}"#), ["tau_memm: in the file only"]);
    assert_eq!(
        told(r#"{"tau_memm": 1, "tau_mem": 2}"#),
        ["tau_syn: not in the file", "tau_memm: in the file only"]
    );
    assert_eq!(
        told(r#"{"tau_memm": 1, "tau_syn": 2}"#)[1],
        "tau_memm: in the file only; the nearest attribute is `tau_mem`"
    );
    assert_eq!(
        told(r#"{"max_spikes": 1, "tau_mem": 2, "tau_syn": 3}"#),
        ["max_spikes: in the file only; the nearest attribute is `max_spikes_per_dt`"]
    );
}

#[test]
fn another_number_of_axes_is_told_where_no_shape_is_declared() {
    #[derive(Module)]
    struct Arrays {
        #[parameter(init = ndarray::Array2::<f64>::zeros((3, 2)))]
        w: ndarray::Array2<f64>,
        #[parameter(init = ndarray::Array1::<f64>::zeros(2))]
        v: ndarray::Array1<f64>,
    }
    let arrays = Arrays { w: ndarray::Array2::zeros((3, 2)), v: ndarray::Array1::zeros(2) };
    let told = |file: &str| {
        let plan = Options::new().plan_bytes(&arrays, file.as_bytes(), Format::Json).unwrap();
        plan.faults().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        told(r#"{"w": [], "v": [[1, 2]]}"#),
        ["w: expected 2 axes, found shape (0)", "v: expected 1 axis, found shape (1, 2)"]
    );
}

/// A function of the module has no stored form; the same options write a file and load it.
#[test]
fn what_has_no_stored_form_is_left_out_and_not_missed_on_request() {
    #[derive(Module)]
    struct Neuron {
        #[parameter(init = 0.5)]
        gain: f64,
        #[simulation(init = f64::tanh as fn(f64) -> f64)]
        activation: fn(f64) -> f64,
    }
    let saved = Neuron { gain: 2.0, activation: f64::tanh };
    let options = Options::all().storable();
    for format in [Format::Json, Format::Safetensors, Format::Npz] {
        let mut other = Neuron { gain: 1.0, activation: f64::sin };
        let bytes = options.to_bytes(&saved, format).unwrap();
        let plan = options.plan_bytes(&other, &bytes, format).unwrap();
        let told: Vec<String> = plan.findings().iter().map(ToString::to_string).collect();
        assert!(
            told.iter()
                .any(|told| told
                    == "activation: values of this type are left out of files, and stay as they are"),
            "{told:?}"
        );
        plan.apply(&mut other).unwrap();
        assert_eq!((other.gain, (other.activation)(1.0)), (2.0, 1_f64.sin()));
        // Without the request it is missed.
        assert!(Options::all().plan_bytes(&other, &bytes, format).unwrap().apply(&mut other).is_err());
    }
}
