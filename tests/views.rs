//! Views and leaves: what they show, in which order, and for how long.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, ArrayD, ArrayViewD, array};
use rockpool_core::prelude::*;

#[derive(Module, Clone, Debug)]
#[module(shape = (n_in, n_out), spiking_output)]
pub struct Lif {
    #[parameter(family = "weights", shape = (n_out, n_in), init = kaiming())]
    pub w_rec: Option<Array2<f64>>,
    #[parameter(family = "taus", shape = [(n_out,), ()], init = fill(20e-3), unit = "s")]
    pub tau_mem: ArrayD<f64>,
    #[parameter(family = "taus", shape = [(n_out, 1), ()], init = fill(10e-3), unit = "s")]
    pub tau_syn: ArrayD<f64>,
    #[parameter(family = "biases", shape = n_out, init = zeros())]
    pub bias: Array1<f64>,
    #[state(shape = n_out)]
    pub vmem: Array1<f64>,
    #[simulation(init = 1e-3, unit = "s")]
    pub dt: f64,
    #[simulation(family = "solvers", init = "euler")]
    pub solver: String,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Debug)]
#[module(shape = (n_in, n_out), spiking_input)]
struct Net {
    #[module(shape = (n_in, n_out))]
    first: Lif,
    #[parameter(family = "weights", shape = (n_in, n_out), init = ones())]
    w: Array2<f64>,
    #[module]
    many: Vec<Lif>,
    #[parameter(family = "my own", init = 3)]
    count: i64,
    #[module]
    absent: Option<Lif>,
    #[module(origin)]
    origin: Origin,
}

fn lif() -> Lif {
    Lif::builder().n_in(2).n_out(3).key(Key::new(1)).build().unwrap()
}

fn net() -> Net {
    let recurrent = Lif::builder().n_in(2).n_out(3).w_rec(Declared).tau_mem(Constant(0.1)).build().unwrap();
    Net::builder().n_in(2).n_out(3).many(vec![lif(), recurrent]).build().unwrap()
}

fn paths<M: Module>(view: View<'_, M>) -> Vec<String> {
    view.iter().map(|leaf| leaf.path().to_string()).collect()
}

#[test]
fn b053_own_attributes_come_first_then_submodules_as_declared() {
    let net = net();
    assert_eq!(
        paths(net.parameters()),
        [
            "w",
            "count",
            "first.tau_mem",
            "first.tau_syn",
            "first.bias",
            "many.0.tau_mem",
            "many.0.tau_syn",
            "many.0.bias",
            "many.1.w_rec",
            "many.1.tau_syn",
            "many.1.bias",
        ]
    );
    assert_eq!(paths(net.state()), ["first.vmem", "many.0.vmem", "many.1.vmem"]);
    assert_eq!(
        paths(net.simulation_parameters()),
        [
            "first.dt",
            "first.solver",
            "many.0.dt",
            "many.0.solver",
            "many.1.tau_mem",
            "many.1.dt",
            "many.1.solver",
        ]
    );
    assert_eq!(net.attributes().len(), 11 + 3 + 7);
}

#[test]
fn b055_b056_b057_families_keep_the_order_of_declaration() -> Result<(), Error> {
    let net = net();
    let p = net.parameters();
    assert_eq!(paths(p.family("weights")?), ["w", "many.1.w_rec"]);
    assert_eq!(paths(p.weights()), paths(p.family("weights")?));
    let both = [
        "w",
        "first.tau_mem",
        "first.tau_syn",
        "many.0.tau_mem",
        "many.0.tau_syn",
        "many.1.w_rec",
        "many.1.tau_syn",
    ];
    assert_eq!(paths(p.families(["weights", "taus"])?), both);
    assert_eq!(paths(p.families(["taus", "weights"])?), both);
    assert_eq!(paths(p.families(vec![String::from("taus"), "weights".into(), "taus".into()])?), both);
    let set = std::collections::BTreeSet::from(["weights", "taus"]);
    assert_eq!(paths(p.families(&set)?), both);
    assert_eq!(paths(p.taus().family("taus")?), paths(p.taus()));
    assert!(p.taus().weights().is_empty());
    assert_eq!(paths(p.family("my own")?), ["count"]);
    assert_eq!(p.biases().numel(), 9);
    assert!(p.families(None::<&str>)?.is_empty());
    // A constant belongs to its family among the simulation parameters.
    assert_eq!(paths(net.simulation_parameters().taus()), ["many.1.tau_mem"]);
    // Declared, and present nowhere in this kind: empty, and no error.
    assert!(net.state().family("solvers")?.is_empty());
    Ok(())
}

#[test]
fn b058_families_are_compared_as_text() -> Result<(), Error> {
    let net = net();
    let made: String = ["ta", "us"].concat();
    assert_eq!(net.parameters().family(&made)?.len(), net.parameters().taus().len());
    assert_eq!(net.parameters().family("taus,weights".split(',').next().unwrap())?.len(), 5);
    Ok(())
}

#[test]
fn a_family_declared_nowhere_is_an_error_with_the_nearest_name() {
    let net = net();
    let error = net.parameters().family("tau").unwrap_err();
    assert_eq!(error.to_string(), "no attribute declares the family `tau`, did you mean `taus`?");
    let error = net.parameters().families(["weight", "taus", "conductances"]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no attribute declares the family `weight`, did you mean `weights`?\n\
         no attribute declares the family `conductances`; there are `weights`, `my own`, `taus`, `biases`, `solvers`"
    );
    assert_eq!(error.faults().len(), 2);
    // Without families of the view's kind too: the usual names are no errors, only empty.
    #[derive(Module)]
    struct Bare {
        #[parameter(init = 1.0)]
        x: f64,
    }
    let bare = Bare { x: 1.0 };
    assert!(bare.parameters().weights().is_empty());
    assert_eq!(
        bare.parameters().family("weights").unwrap_err().to_string(),
        "no attribute declares the family `weights`; there are no families"
    );
}

#[test]
fn a_family_is_declared_even_where_nothing_of_it_is_present() -> Result<(), Error> {
    #[derive(Module)]
    struct Holder {
        #[module]
        absent: Option<Lif>,
        #[module]
        none: Vec<Lif>,
    }
    let holder = Holder { absent: None, none: vec![] };
    assert!(holder.parameters().family("taus")?.is_empty());
    assert!(holder.parameters().family("tauses").is_err());
    assert!(holder.attributes().is_empty());
    assert_eq!(holder.parameters().numel(), 0);
    Ok(())
}

#[test]
fn b059_no_families_are_no_attributes_and_no_name_is_no_family() {
    let net = net();
    assert!(net.parameters().families::<[&str; 0]>([]).unwrap().is_empty());
    assert!(net.parameters().family("").is_err());
}

#[test]
fn b062_by_name_in_the_order_of_declaration_whatever_the_kind() {
    let net = net();
    assert_eq!(
        paths(net.attributes().named("tau_mem")),
        ["first.tau_mem", "many.0.tau_mem", "many.1.tau_mem"]
    );
    assert_eq!(paths(net.parameters().named("tau_mem")), ["first.tau_mem", "many.0.tau_mem"]);
    assert_eq!(paths(net.parameters().taus().named("tau_syn")).len(), 3);
    // A submodule's name is no attribute's.
    assert!(net.attributes().named("first").is_empty());
}

#[test]
fn leaves_say_path_kind_family_shape_and_value() {
    let net = net();
    let p = net.parameters();
    let leaf = p.get("first.tau_mem").unwrap();
    assert_eq!(leaf.path().to_string(), "first.tau_mem");
    assert_eq!(leaf.kind(), Kind::Parameter);
    assert_eq!(leaf.family(), Some("taus"));
    assert_eq!(leaf.shape(), [3]);
    assert_eq!(leaf.numel(), 3);
    assert_eq!(leaf.attribute(), &Lif::REGISTRY.attributes()[1]);
    assert_eq!(leaf.attribute().unit(), Some("s"));
    assert_eq!(leaf.array::<f64>().unwrap(), array![0.02, 0.02, 0.02].into_dyn());
    assert_eq!(leaf.slice::<f64>(), Some(&[0.02, 0.02, 0.02][..]));
    assert_eq!(leaf.scalar::<f64>(), None);
    assert!(leaf.array::<f32>().is_none() && leaf.slice::<i64>().is_none());

    let constant = net.attributes().get("many.1.tau_mem").unwrap();
    assert_eq!(constant.kind(), Kind::Simulation);
    assert_eq!(constant.attribute().kind(), Kind::Parameter);
    assert_eq!(constant.family(), Some("taus"));
    assert_eq!(constant.scalar::<f64>(), Some(0.1));

    let scalar = net.attributes().get("first.dt").unwrap();
    assert_eq!(scalar.scalar::<f64>(), Some(1e-3));
    assert_eq!(scalar.array::<f64>().unwrap().ndim(), 0);
    assert_eq!(scalar.shape(), []);
    let text = net.attributes().get("first.solver").unwrap();
    assert_eq!(text.scalar::<String>(), Some("euler".to_owned()));
    assert_eq!(text.get::<String>().unwrap(), "euler");
    assert_eq!((text.numel(), text.shape().len()), (1, 0));
}

#[test]
fn get_finds_whole_paths_of_the_view_only() {
    let net = net();
    let p = net.parameters();
    for missing in [
        "",
        "first",
        "first.",
        "first.tau",
        "first.tau_memo",
        "first.dt",
        "many.2.bias",
        "many.0",
        "absent.bias",
        "w.x",
        ".w",
    ] {
        assert!(p.get(missing).is_none(), "{missing}");
    }
    assert!(p.taus().get("w").is_none());
    assert!(net.attributes().get("first.dt").is_some());
}

#[test]
fn what_a_view_yields_outlives_it() {
    fn collected(net: &Net) -> (Vec<ArrayViewD<'_, f64>>, &[f64]) {
        let arrays = net.parameters().arrays::<f64>().collect();
        let leaf = net.parameters().get("first.bias").unwrap();
        (arrays, leaf.slice::<f64>().unwrap())
    }
    let net = net();
    let (arrays, bias) = collected(&net);
    // `count` is an integer and passed over; scalars are 0-d.
    assert_eq!(arrays.len(), 10);
    assert_eq!(bias, [0.0, 0.0, 0.0]);
    let leaves: Vec<Leaf<'_, '_>> = net.state().iter().collect();
    assert_eq!(leaves.len(), 3);
    let view = net.parameters();
    let copy = view;
    assert_eq!(view.len(), copy.len());
    assert!(format!("{view:?}").starts_with("View[\"w\", \"count\", \"first.tau_mem\""), "{view:?}");
}

#[test]
fn sums_of_arrays_and_elements_agree() {
    let net = net();
    let p = net.parameters();
    let mut count = 0;
    let mut sum = 0.0;
    p.for_each(|leaf| {
        count += leaf.numel();
        sum += leaf.array::<f64>().map_or(0.0, |a| a.sum());
    });
    assert_eq!(count, p.numel());
    assert_eq!(sum, p.arrays::<f64>().map(|a| a.sum()).sum::<f64>());
    assert_eq!(p.arrays::<i64>().map(|a| a.sum()).sum::<i64>(), 3);
    assert_eq!(p.iter().count(), p.len());
    assert_eq!(p.into_iter().count(), p.len());
    assert!(!p.is_empty());
}

#[test]
fn mutable_views_write_in_place() -> Result<(), Error> {
    let mut net = net();
    net.parameters_mut().weights().for_each_array::<f64>(|path, mut a| {
        if path == "w" {
            a *= 0.5;
        }
    });
    assert!(net.w.iter().all(|&x| x == 0.5));
    *net.attributes_mut().get("first.dt").unwrap().scalar_mut::<f64>().unwrap() = 0.25;
    net.state_mut().get("first.vmem").unwrap().slice_mut::<f64>().unwrap()[1] = 7.0;
    net.simulation_parameters_mut().family("solvers")?.for_each(|leaf| {
        if let Some(text) = leaf.scalar_mut::<String>() {
            text.push('!');
        }
    });
    net.parameters_mut().families(["taus"])?.iter().for_each(|leaf| {
        leaf.array_mut::<f64>().unwrap().fill(0.5);
    });
    assert_eq!((net.first.dt, net.first.vmem[1], &*net.many[1].solver), (0.25, 7.0, "euler!"));
    assert_eq!(net.first.tau_syn, Array2::from_elem((3, 1), 0.5).into_dyn());
    assert_eq!(net.many[1].tau_mem.sum(), 0.1, "a constant is no parameter");
    // All leaves at once, none twice.
    let leaves: Vec<LeafMut<'_, '_>> = net.attributes_mut().iter().collect();
    assert_eq!(leaves.len(), 21);
    assert!(net.parameters_mut().get("first.dt").is_none());
    assert!(net.parameters_mut().family("nothing").is_err());
    assert!(net.parameters_mut().get("count").unwrap().scalar_mut::<f64>().is_none());
    Ok(())
}

#[test]
fn b041_writes_to_fields_are_seen_by_views() {
    let mut net = net();
    net.first.bias[0] = 9.0;
    net.w = Array2::zeros((7, 7));
    assert_eq!(net.parameters().get("first.bias").unwrap().slice::<f64>().unwrap()[0], 9.0);
    assert_eq!(net.parameters().get("w").unwrap().shape(), [7, 7]);
}

#[test]
fn arrays_of_any_layout_are_read_row_major() {
    let mut net = net();
    net.w = array![[1., 2.], [3., 4.], [5., 6.]].reversed_axes();
    let leaf = net.parameters().get("w").unwrap();
    assert_eq!(leaf.slice::<f64>(), None);
    assert_eq!(leaf.array::<f64>().unwrap(), array![[1., 3., 5.], [2., 4., 6.]].into_dyn());
    let flat = net.parameters().weights().named("w").flat::<f64>().unwrap();
    assert_eq!(flat.to_vec(), [1., 3., 5., 2., 4., 6.]);
}

#[test]
fn generated_accessors_borrow_all_attributes_of_a_family_at_once() {
    let mut lif = lif();
    let LifTaus { tau_mem, tau_syn } = lif.taus();
    assert_eq!((tau_mem.sum(), tau_syn.shape()), (0.06, &[3, 1][..]));
    let LifTausMut { tau_mem, tau_syn } = lif.taus_mut();
    tau_mem.fill(1.0);
    tau_syn.fill(2.0);
    std::mem::swap(tau_mem, tau_syn);
    assert_eq!((lif.tau_mem.sum(), lif.tau_syn.sum()), (6.0, 3.0));
    let LifWeights { w_rec } = lif.weights();
    let absent: &Option<Array2<f64>> = w_rec;
    assert!(absent.is_none());
    *lif.weights_mut().w_rec = Some(array![[1.0]]);
    assert!(lif.w_rec.is_some());
    assert_eq!(lif.solvers().solver, "euler");
    assert_eq!(lif.biases().bias.len(), 3);
}

#[test]
fn accessors_of_tuple_structs_are_tuples() {
    #[derive(Module)]
    struct Taps<T: Element>(
        #[parameter(family = "weights", init = vec![T::default()])] Vec<T>,
        #[state] f64,
        #[parameter(family = "weights", init = 2.0)] f64,
    );
    let mut taps = Taps(vec![1_u8, 2], 0.0, 5.0);
    let TapsWeights(a, b) = taps.weights();
    assert_eq!((&a[..], *b), (&[1, 2][..], 5.0));
    let TapsWeightsMut(a, b) = taps.weights_mut();
    a.push(3);
    *b = 6.0;
    assert_eq!((taps.0.len(), taps.2), (3, 6.0));
    assert_eq!(paths(taps.parameters()), ["0", "2"]);
}

#[test]
fn b050_b051_b063_modules_are_the_direct_children_that_are_there() {
    let mut net = net();
    let names = |net: &Net| net.modules().into_iter().map(|(path, _)| path).collect::<Vec<_>>();
    assert_eq!(names(&net), ["first", "many.0", "many.1"]);
    net.many.truncate(1);
    net.absent = Some(lif());
    assert_eq!(names(&net), ["first", "many.0", "absent"]);
    let (_, first) = &net.modules()[0];
    assert_eq!(first.registry().name(), "Lif");
    assert_eq!(first.parameters().len(), 3);
    net.absent = None;
    assert!(net.attributes().get("absent.bias").is_none());
}

#[test]
fn b078_sizes_are_the_first_and_the_last_length_or_0() -> Result<(), Error> {
    let net = net();
    assert_eq!((net.shape().to_vec(), net.size_in(), net.size_out()), (vec![2, 3], 2, 3));
    #[derive(Module)]
    struct Unit;
    assert_eq!((Unit.shape().to_vec(), Unit.size_in(), Unit.size_out()), (vec![], 0, 0));
    #[derive(Module)]
    #[module(shape = n)]
    struct Single {
        #[parameter(shape = n, init = ones())]
        w: Array1<f64>,
        #[module(origin)]
        origin: Origin,
    }
    let single = Single::builder().n(4).build()?;
    assert_eq!((single.size_in(), single.size_out()), (4, 4));
    assert_eq!(single.shape(), [4]);
    Ok(())
}

#[test]
fn b079_spiking_flags_are_declared() {
    let net = net();
    assert_eq!((net.spiking_input(), net.spiking_output()), (true, false));
    assert_eq!((net.first.spiking_input(), net.first.spiking_output()), (false, true));
    assert_eq!((Net::REGISTRY.spiking_input(), Lif::REGISTRY.spiking_output()), (true, true));
    let boxed: Box<dyn DynModule> = Box::new(net);
    assert_eq!((boxed.spiking_input(), boxed.spiking_output()), (true, false));
    assert_eq!((boxed.size_in(), boxed.size_out()), (2, 3));
}

#[test]
fn a_view_holds_eight_families_and_says_so() {
    let net = net();
    let five = ["weights", "taus", "biases", "solvers", "my own"];
    assert_eq!(net.attributes().families(five).unwrap().len(), 2 + 6 + 3 + 3 + 1);
}

#[test]
fn the_summary_is_a_table_with_units_constants_and_totals() {
    let net = net();
    let table = net.summary().to_string();
    let row = |path: &str| {
        let line = table.lines().find(|line| line.trim().starts_with(path)).unwrap();
        line.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        row("first.tau_mem"),
        ["first.tau_mem", "parameter", "taus", "(3)", "f64", "s", "3", "24", "B"]
    );
    assert_eq!(
        row("many.1.tau_mem"),
        ["many.1.tau_mem", "constant", "taus", "()", "f64", "s", "1", "8", "B"]
    );
    assert_eq!(row("count"), ["count", "parameter", "my", "own", "()", "i64", "1", "8", "B"]);
    assert_eq!(row("path"), ["path", "kind", "family", "shape", "type", "unit", "elements", "memory"]);
    assert_eq!(row("parameters")[..3], ["parameters", "11", "37"]);
    assert_eq!(row("states")[..3], ["states", "3", "9"]);
    assert_eq!(row("simulation")[..3], ["simulation", "7", "7"]);
}

#[test]
fn paths_are_written_along_the_way_for_writing_too() {
    let mut net = vec![Some(Box::new(net())), None, Some(Box::new(net()))];
    let mut written = Vec::new();
    net.attributes_mut()
        .for_each_with_path(|path, leaf| written.push((path.to_string(), leaf.path().to_string())));
    assert!(written.len() > 2 && written.iter().all(|(path, of_leaf)| path == of_leaf), "{written:?}");
}
