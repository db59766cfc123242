//! Networks to and from NIR files, against files made by the Python package `nir`.
#![cfg(feature = "nir")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use ndarray::{Array1, Array2, array};
use rockpool_core::prelude::*;
use rockpool_io::{FindingKind, Format, Options, Strict, Verdict, nir};
use rockpool_nn::{
    Evolve, ExpSyn, FfwdStack, Instant, Lif, LifNeuron, Linear, Rate, Residual, Sequential, layers,
};
use std::path::PathBuf;

#[path = "common/networks.rs"]
mod networks;
use networks::{Net, bias, filled, recurrent, residual, stack, tau_mem, tau_syn, weight};

fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

fn names(net: &Sequential) -> Vec<&'static str> {
    net.names().collect()
}

fn layer<'n, M: 'static>(net: &'n Sequential, name: &str) -> &'n M {
    net[name].downcast_ref().unwrap_or_else(|| panic!("`{name}` is of another type"))
}

/// What runs by NIR's equations: `r` is 1.
fn check_lif(lif: &Lif) {
    assert_eq!(lif.tau_mem, tau_mem().into_dyn());
    assert_eq!(lif.tau_syn.as_slice().unwrap(), tau_syn().as_slice().unwrap());
    assert_eq!(lif.bias, array![0.0, 0.0, 0.0].into_dyn());
    assert_eq!(lif.v_leak, Some(array![0.0, 0.1, 0.2].into_dyn()));
    assert_eq!(lif.v_reset, Some(array![0.0, 0.0, 0.0].into_dyn()));
    for ((gain, tau_mem), tau_syn) in lif.gain.iter().flatten().zip(tau_mem()).zip(tau_syn()) {
        let left = |tau: f64| (-1e-3 / tau).exp();
        let expected = (1.0 - left(tau_mem)) * (1.0 - left(tau_syn)) / left(tau_syn);
        assert!((gain / expected - 1.0).abs() < 1e-12, "{gain}");
    }
    assert_eq!(lif.threshold, array![1.0, 1.5, 2.0].into_dyn());
    assert_eq!(lif.dt, 1e-3);
}

#[test]
fn a_chain_of_python_is_read() {
    let (net, _) = nir::read(data("chain.nir")).unwrap();
    assert_eq!(names(&net), ["project", "hidden", "mix", "out"]);
    let project: &Linear = layer(&net, "project");
    assert_eq!((&project.weight, project.bias.as_ref()), (&weight(), Some(&bias())));
    check_lif(layer(&net, "hidden"));
    let mix: &Linear = layer(&net, "mix");
    assert_eq!((&mix.weight, &mix.bias), (&recurrent(), &None));
    assert_eq!(layer::<ExpSyn>(&net, "out").tau, tau_syn().into_dyn());
}

#[test]
fn neurons_without_synapses_are_read() {
    let (net, _) = nir::read(data("lif.nir")).unwrap();
    let spike: &LifNeuron = layer(&net, "spike");
    assert_eq!(spike.tau_mem, tau_mem().into_dyn());
    assert_eq!(spike.threshold, array![1.0, 1.5, 2.0].into_dyn());
}

#[test]
fn single_precision_is_read_as_either() {
    let (double, _) = nir::read(data("single.nir")).unwrap();
    assert_eq!(layer::<Linear>(&double, "project").weight, weight().mapv(|x| f64::from(x as f32)));
    let (single, _) = nir::read_as::<f32>(data("single.nir")).unwrap();
    let lif: &Lif<f32> = single["hidden"].downcast_ref().unwrap();
    assert_eq!(lif.tau_mem, tau_mem().mapv(|x| x as f32).into_dyn());
}

#[test]
fn recurrence_is_read_in_a_graph_and_by_edges() {
    for file in ["recurrent.nir", "edges.nir"] {
        let (net, _) = nir::read(data(file)).unwrap();
        assert_eq!(names(&net), ["project", "hidden"], "{file}");
        let hidden: &Lif = layer(&net, "hidden");
        check_lif(hidden);
        assert_eq!(hidden.w_rec.as_ref(), Some(&recurrent()), "{file}");
    }
}

#[test]
fn graphs_in_graphs_are_read() {
    let (net, _) = nir::read(data("nested.nir")).unwrap();
    assert_eq!(names(&net), ["front", "back"]);
    let front: &Sequential = layer(&net, "front");
    assert_eq!(names(front), ["0", "1"]);
    let back: &Residual = layer(&net, "back");
    assert_eq!(back["inner"].downcast_ref::<ExpSyn>().unwrap().tau, tau_syn().into_dyn());
    let paths = net.parameters().to_tree().branches();
    assert!(paths.contains(&"front.1.tau_mem".to_owned()), "{paths:?}");
}

#[test]
fn a_file_of_the_original_is_read() {
    let (net, findings) = nir::read_as::<f32>(data("rockpool.nir")).unwrap();
    let told = |finding: &rockpool_io::Finding| finding.to_string().contains("a time step of 2.000e-3 s");
    assert!(findings.len() == 2 && findings.iter().all(told), "{findings:?}");
    assert_eq!(net.names().collect::<Vec<_>>(), ["0_LinearTorch", "1_LIFTorch", "2_ExpSynTorch"]);
    let linear: &Linear<f32> = net[0].downcast_ref().unwrap();
    assert_eq!(linear.weight, weight().mapv(|x| x as f32));
    let lif: &Lif<f32> = net[1].downcast_ref().unwrap();
    assert_eq!(lif.tau_mem, tau_mem().mapv(|x| x as f32).into_dyn());
    assert_eq!(lif.threshold, Array1::from_elem(3, 1.5_f32).into_dyn());

    // Its time step is 2 ms, which NIR does not say; what is told is exact.
    let mut net = Sequential::named(
        ["0_LinearTorch", "1_LIFTorch", "2_ExpSynTorch"],
        layers![
            Linear::<f32>::builder().shape((2, 3)).build().unwrap(),
            Lif::<f32>::builder().shape((3, 3)).build().unwrap(),
            ExpSyn::<f32>::builder().n(3).build().unwrap(),
        ],
    )
    .unwrap();
    let plan = rockpool_io::plan(&net, data("rockpool.nir")).unwrap();
    let told = plan.to_string();
    assert!(told.contains("note       1_LIFTorch.r: "), "{told}");
    assert!(told.contains("it is that of a time step of 2.000e-3 s"), "{told}");
    plan.apply(&mut net).unwrap();
    // With that time step, `r` is what the original would write.
    for dt in net.attributes_mut().named("dt").iter() {
        *dt.scalar_mut::<f32>().unwrap() = 2e-3;
    }
    let plan = rockpool_io::plan(&net, data("rockpool.nir")).unwrap();
    assert!(plan.findings().is_empty(), "{plan}");
}

#[test]
fn what_has_no_counterpart_is_told() {
    // By NIR's equations there are resets and weights of inputs.
    let (reset, _) = nir::read(data("reset.nir")).unwrap();
    assert_eq!(layer::<Lif>(&reset, "hidden").v_reset, Some(array![0.0, 0.5, 0.0].into_dyn()));
    let gain = |name| layer::<Lif>(&reset, name).gain.clone().unwrap();
    assert_eq!(gain("again"), gain("hidden") * 2.0);
    let (scaled, _) = nir::read(data("scale.nir")).unwrap();
    assert_eq!(layer::<Linear>(&scaled, "scale").weight, Array2::<f64>::eye(3));
    let error = |file: &str| {
        let error = nir::read(data(file)).unwrap_err().to_string();
        error.split_once(".nir: ").unwrap().1.to_owned()
    };
    assert_eq!(
        error("branch.nir"),
        "input: edges lead from here to 2 nodes; only chains can be read, with recurrence through one `Linear` and residual edges from input to output"
    );
}

#[test]
fn zeros_that_would_fill_the_memory_are_refused() {
    let error = nir::read(data("bomb.nir")).unwrap_err().to_string();
    assert!(
        error.contains("node/nodes/x/weight: its 67108864 bytes are more than the file can ask for"),
        "{error}"
    );
    // A module of that size has room for them.
    let mut net =
        Sequential::named(["x"], (Linear::<f32>::builder().shape((1 << 13, 1 << 10)).build().unwrap(),))
            .unwrap();
    rockpool_io::load(&mut net, data("bomb.nir")).unwrap();
    assert_eq!(net.layers().0.weight.sum(), 0.0);
}

#[test]
fn links_that_lead_on_without_end_are_refused() {
    let told = |file: &str| nir::read(data(file)).unwrap_err().to_string();
    assert!(told("cycle.nir").ends_with("graphs lie more than 32 deep in graphs"), "{}", told("cycle.nir"));
    assert!(told("links.nir").ends_with("the file links to more than it holds"), "{}", told("links.nir"));
}

#[test]
fn hdf5_is_read_in_all_the_ways_that_it_is_written() {
    let weight = array![[0.1, 0.3, -0.5], [-0.2, 0.4, 0.6]];
    let read = |name: &str| {
        let (read, findings) = nir::read(data(&format!("hdf5/{name}.nir"))).unwrap();
        assert!(findings.is_empty(), "{name}");
        layer::<Linear>(&read, "project").weight.clone()
    };
    for name in ["latest", "packed", "user_block", "pages", "note"] {
        assert_eq!(read(name), weight, "{name}");
    }
    for name in ["half", "half_big_endian"] {
        assert!((&read(name) - &weight).iter().all(|x| x.abs() < 3e-4), "{name}");
        assert_eq!(read(name)[(0, 2)], -0.5, "{name}");
    }
    assert_eq!(read("integers"), &weight.mapv(|x| (x * 10.0_f64).round()));
}

#[test]
fn what_is_not_read_of_hdf5_is_told_at_its_place_with_a_way_out() {
    let link = "a soft or external link, which is not followed; write what it leads to in its place, or link it hard";
    for (name, said) in [
        ("soft", format!("node/nodes/project/weight: {link}")),
        ("soft_node", format!("node/nodes/project: {link}")),
        ("soft_latest", "project: the node has no `weight`; soft and external links are not followed".to_owned()),
        (
            "layout",
            "node/nodes/project/weight: its layout has version 5, which is not read; write the file without `libver=\"latest\"`".to_owned(),
        ),
        (
            "endless",
            "node/nodes/project/weight: several axes without end by `libver=\"latest\"` are not read; write the file without that, or the dataset without `maxshape`".to_owned(),
        ),
        (
            "sizes",
            "node/type: texts of any length are not read in files with addresses of 4 bytes and lengths of 4; write the file without `set_sizes`".to_owned(),
        ),
        (
            "empty",
            "node/nodes/project/weight: expected numbers, found none: an empty dataspace, as `h5py.Empty` makes it".to_owned(),
        ),
        (
            "complex",
            "node/nodes/project/weight: expected numbers of 8 to 64 bits, found `compound{r: f64, i: f64}`".to_owned(),
        ),
    ] {
        let told = nir::read(data(&format!("hdf5/{name}.nir"))).unwrap_err().to_string();
        assert!(told.ends_with(&format!("no sound NIR file: {said}")), "{name}: {told}");
    }
}

/// Writes and reads back: what was read computes the same.
fn round_trip<M: Evolve<Elem = f64>>(mut net: M, size: usize) -> Sequential {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("net.nir");
    nir::write(&net, &path).unwrap();
    let (mut read, _) = nir::read(&path).unwrap();
    let input = Array2::from_shape_fn((40, size), |(t, n)| ((t * 3 + n * 7) % 11) as f64 * 0.2);
    assert_eq!(read.evolve(&input).unwrap(), net.evolve(&input).unwrap());
    read
}

#[test]
fn every_network_comes_back_and_computes_the_same() {
    let read = round_trip(networks::boxed(), 2);
    assert_eq!(read.parameters().to_tree(), networks::boxed().parameters().to_tree());
    assert_eq!(read.simulation_parameters().to_tree(), networks::boxed().simulation_parameters().to_tree());
    let files = [
        Options::new().to_bytes(&networks::boxed(), Format::Nir),
        Options::new().to_bytes(&read, Format::Nir),
    ];
    let [first, second] = files.map(Result::unwrap);
    assert!(first == second, "what was read is written as it was");
    round_trip(stack(), 3);
    let read = round_trip(residual(), 3);
    assert_eq!(names(&read), ["residual"]);
    let typed = Sequential::named(["a", "b"], (residual(), stack())).unwrap();
    round_trip(typed, 3);
    let lif = filled().hidden;
    let read = round_trip(lif, 3);
    assert_eq!(names(&read), ["lif"]);
}

#[test]
fn a_struct_is_written_as_a_chain_and_loaded() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("net.nir");
    rockpool_io::save(&filled(), &path).unwrap();
    let mut net = Net::builder().key(Key::new(9)).build().unwrap();
    net.project.bias = Some(Array1::zeros(3));
    net.cells = networks::fresh_cells();
    let plan = rockpool_io::plan(&net, &path).unwrap();
    assert!(plan.findings().is_empty(), "{plan}");
    plan.apply(&mut net).unwrap();
    assert_eq!(net.parameters().to_tree(), filled().parameters().to_tree());
    assert_eq!(net.hidden.noise_std, 0.0, "simulation parameters are not saved unless asked for");
    Options::all().kinds(&[Kind::Parameter, Kind::Simulation]).save(&filled(), &path).unwrap();
    rockpool_io::load(&mut net, &path).unwrap();
    assert_eq!(net.hidden.noise_std, filled().hidden.noise_std);

    let (read, _) = nir::read(&path).unwrap();
    assert_eq!(names(&read), ["project", "hidden", "cells"]);
    let cells: &Sequential = layer(&read, "cells");
    assert_eq!(names(cells), ["0", "1"]);
}

#[test]
fn single_numbers_are_kept_and_other_shapes_told() {
    let options = Options::new();
    let mut lif = Lif::builder().shape((3, 3)).tau_mem(0.05).build().unwrap();
    let bytes = options.to_bytes(&lif, Format::Nir).unwrap();
    lif.tau_mem = array![1.0, 2.0, 3.0].into_dyn();
    options.plan_bytes(&lif, &bytes, Format::Nir).unwrap().apply(&mut lif).unwrap();
    assert_eq!(lif.tau_mem, ndarray::arr0(0.05).into_dyn());
    // Where the file does not say, it is as in the module.
    let one = |tau: f64| ExpSyn::builder().tau(Array1::from_elem(3, tau)).build().unwrap();
    let bytes = options.to_bytes(&one(0.05), Format::Nir).unwrap();
    for tau in [ndarray::arr0(0.7).into_dyn(), Array1::from_elem(3, 0.7).into_dyn()] {
        let mut cell = one(0.1);
        cell.tau = tau.clone();
        options.plan_bytes(&cell, &bytes, Format::Nir).unwrap().apply(&mut cell).unwrap();
        assert_eq!(cell.tau, tau.mapv(|_| 0.05));
    }

    let mut recurrent_lif = filled().hidden;
    recurrent_lif.w_rec = Some(recurrent());
    let mut four = Lif::builder().shape((4, 4)).build().unwrap();
    let plan =
        options.plan_bytes(&four, &options.to_bytes(&recurrent_lif, Format::Nir).unwrap(), Format::Nir);
    let plan = plan.unwrap();
    let told = plan.to_string();
    assert!(told.contains("! shape      tau_mem: expected shape"), "{told}");
    assert!(told.contains("! unexpected w_rec"), "{told}");
    let before = four.clone();
    assert!(plan.apply(&mut four).is_err());
    assert_eq!(four, before);
}

#[test]
fn another_order_of_the_same_names_is_a_fault() {
    let lif = || Lif::builder().shape((3, 3)).build().unwrap();
    let forth = Sequential::named(["a", "b", "c"], (lif(), lif(), lif())).unwrap();
    let back = Sequential::named(["a", "c", "b"], (lif(), lif(), lif())).unwrap();
    let bytes = Options::new().to_bytes(&forth, Format::Nir).unwrap();
    let plan = Options::new().plan_bytes(&back, &bytes, Format::Nir).unwrap();
    let faults: Vec<String> = plan.faults().iter().map(ToString::to_string).collect();
    assert_eq!(faults, ["b: the file runs `b` where the module runs `c`"]);
    assert!(plan.faults().iter().all(|fault| matches!(fault.kind(), FindingKind::Lost(_))));

    let plain = Sequential::named(["0_ExpSyn"], (ExpSyn::builder().n(3).build().unwrap(),)).unwrap();
    let around = Residual::named(["0_ExpSyn"], (ExpSyn::builder().n(3).build().unwrap(),)).unwrap();
    let bytes = Options::new().to_bytes(&around, Format::Nir).unwrap();
    let plan = Options::new().plan_bytes(&plain, &bytes, Format::Nir).unwrap();
    assert_eq!(
        plan.faults()[0].to_string(),
        "the graph: in the file it adds its input to its output, here it does not"
    );
}

#[test]
fn what_nir_has_no_node_for_is_named() {
    #[derive(Module)]
    struct Mixed {
        #[parameter(init = 1.0)]
        gain: f64,
        #[module]
        rate: Rate,
        #[module]
        two: Lif,
        #[module]
        square: Instant,
    }
    let net = Mixed {
        gain: 1.0,
        rate: Rate::builder().n(2).build().unwrap(),
        two: Lif::builder().shape((4, 2)).build().unwrap(),
        square: Instant::of(2, |x| x * x).unwrap(),
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("net.nir");
    let told = nir::write(&net, &path).unwrap_err().to_string();
    for part in [
        "gain: NIR has no node",
        "rate.tau: NIR has no node for attributes of `Rate`",
        "two.tau_syn: NIR has one synapse for each neuron, found 2",
        "square",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    assert!(!path.exists());

    let error = Options::all().to_bytes(&filled(), Format::Nir).unwrap_err().to_string();
    assert!(error.contains("hidden.vmem: states are no part of NIR"), "{error}");

    #[derive(Module)]
    struct Misfit {
        #[module]
        first: Linear,
        #[module]
        second: ExpSyn,
    }
    let net = Misfit {
        first: Linear::builder().shape((2, 3)).build().unwrap(),
        second: ExpSyn::builder().n(4).build().unwrap(),
    };
    assert_eq!(
        nir::write(&net, &path).unwrap_err().to_string(),
        "second: expected 3 inputs, as many as `first` has outputs, found 4; submodules are taken one after another, in the order of their declaration"
    );
}

#[test]
fn what_is_kept_aside_is_listed() {
    let folder = tempfile::tempdir().unwrap();
    let findings = nir::write(&filled(), folder.path().join("net.h5")).unwrap();
    let told: Vec<&str> = findings.iter().map(|finding| finding.path()).collect();
    assert_eq!(told, ["hidden.noise_std", "hidden.max_spikes_per_dt"]);
    assert_eq!(Strict.judge(&findings[0]), Verdict::Accept);
}

#[test]
fn names_are_kept_even_those_of_ends() {
    let net = Sequential::named(
        ["input", "output"],
        layers![
            Linear::builder().weight(weight()).build().unwrap(),
            Lif::builder().shape((3, 3)).build().unwrap(),
        ],
    )
    .unwrap();
    let read = round_trip(net, 2);
    assert_eq!(names(&read), ["input", "output"]);

    let slash = Sequential::named(["a/b"], (ExpSyn::builder().n(2).build().unwrap(),)).unwrap();
    let error = Options::new().to_bytes(&slash, Format::Nir).unwrap_err().to_string();
    assert_eq!(error, "a/b: no node can have a name with `/` in it");
    let stack = FfwdStack::new((slash, ExpSyn::builder().n(2).build().unwrap())).unwrap();
    assert!(Options::new().to_bytes(&stack, Format::Nir).is_err());
}

#[test]
fn damaged_files_are_errors() {
    let whole = Options::new().to_bytes(&filled(), Format::Nir).unwrap();
    let mut net = filled();
    let before = net.attributes().to_tree();
    let mut check = |bytes: &[u8]| {
        if let Ok(plan) = Options::new().plan_bytes(&net, bytes, Format::Nir)
            && plan.apply(&mut net).is_err()
        {
            assert_eq!(net.attributes().to_tree(), before);
        }
        let _ = nir::read_bytes::<f64>(bytes);
        net.set_attributes(&before).unwrap();
    };
    for length in (0..whole.len()).step_by(211) {
        check(&whole[..length]);
    }
    // Most of the file is room for longer texts.
    let told = (0..whole.len()).filter(|&index| whole[index] != 0);
    for index in told.step_by(5) {
        let mut damaged = whole.clone();
        damaged[index] ^= 0xff;
        check(&damaged);
        damaged[index] = 0;
        check(&damaged);
    }
    let error = nir::read_bytes::<f64>(b"no HDF5").unwrap_err().to_string();
    assert!(error.starts_with("no sound NIR file: its beginning: "), "{error}");
    let Err(error) = Options::new().plan_bytes(&filled(), &whole, Format::Npz) else { panic!() };
    assert_eq!(
        error.to_string(),
        "no sound npz file: its beginning: this looks like NIR; give the file the extension `.nir`"
    );
}
