//! What a declaration can say: defaults of dims, dims in initialisers, `like`, builders of submodules, flags.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    clippy::float_cmp,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, ArrayD, array};
use rockpool_core::prelude::*;

mod dims_by_default {
    use super::*;

    #[derive(Module, Debug, PartialEq)]
    #[module(shape = (n_in, n_out), dims(n_in = default(n_out), n_syn = n_in / n_out))]
    struct Lif {
        #[parameter(shape = (n_in, n_out), init = ones())]
        w: Array2<f64>,
        #[parameter(shape = (n_out, n_syn), init = fill(0.02))]
        tau: Array2<f64>,
        #[state(shape = n_out)]
        vmem: Array1<f64>,
        #[module(origin)]
        origin: Origin,
    }

    #[test]
    fn a_dim_that_nothing_binds_has_its_default() {
        for lif in [
            Lif::builder().n_out(3).build().expect("n_in is n_out"),
            Lif::builder().shape(3).build().expect("one length is n_out"),
            Lif::builder().vmem(array![0.0, 0.0, 0.0]).build().expect("data binds n_out"),
        ] {
            assert_eq!((lif.shape(), lif.tau.dim()), ([3, 3].into(), (3, 1)));
        }
    }

    #[test]
    fn all_else_comes_first() {
        let by_builder = Lif::builder().n_out(3).n_in(6).build().expect("both are given");
        assert_eq!(by_builder.shape(), [6, 3]);
        let by_data = Lif::builder().n_out(3).w(Array2::zeros((6, 3))).build().expect("data binds n_in");
        assert_eq!(by_data.shape(), [6, 3]);
        let other = Lif::builder().n_out(3).tau(Array2::zeros((3, 2))).build().unwrap_err().to_string();
        assert!(other.contains("n_in = 3 was bound by its default"), "{other}");
    }

    #[test]
    fn what_the_default_needs_is_asked_for() {
        let error = Lif::builder().build().unwrap_err().to_string();
        assert!(error.contains("`n_out` is bound by nothing"), "{error}");
        let error = Lif::builder().shape((1, 2, 3)).build().unwrap_err().to_string();
        assert_eq!(
            error,
            "`Lif` has the shape (n_in, n_out), but `.shape((1, 2, 3))` gives it 3 lengths; give 2"
        );
    }

    #[derive(Module, Debug)]
    #[module(shape = n, dims(n_hidden = default(2 * n)))]
    struct Net {
        #[module(shape = (n, n_hidden))]
        first: Lif,
        #[module(shape = n_hidden)]
        second: Lif,
        #[module(origin)]
        origin: Origin,
    }

    #[test]
    fn a_parent_may_leave_out_a_length_that_has_a_default() {
        let net = Net::builder()
            .n(2)
            .first(Lif::builder().w(Array2::zeros((2, 1))))
            .build()
            .expect("the child's data is the parent's dim");
        assert_eq!((net.first.shape(), net.second.shape()), ([2, 1].into(), [1, 1].into()));
        let net = Net::builder().n(2).n_hidden(2).build().expect("n_hidden is given");
        assert_eq!(net.second.shape(), [2, 2]);
        let net = Net::builder()
            .n(2)
            .n_hidden(2)
            .second(Lif::builder().shape((4, 2)).build().expect("it has both"))
            .build()
            .expect("its n_out is the parent's n_hidden");
        assert_eq!(net.second.shape(), [4, 2]);
        net.check().expect("the parent gives one length");
    }

    #[derive(Module, Debug)]
    #[module(shape = (a, b), dims(a = default(b), b = default(a)))]
    struct Either {
        #[state(shape = (a, b))]
        x: Array2<f64>,
        #[module(origin)]
        origin: Origin,
    }

    #[test]
    fn two_dims_may_be_the_default_of_each_other() {
        for builder in [Either::builder().a(2), Either::builder().b(2)] {
            assert_eq!(builder.build().expect("one is given").shape(), [2, 2]);
        }
        assert!(Either::builder().build().is_err());
    }

    #[derive(Module)]
    #[module(shape = (n, k), dims(k = default(n)))]
    struct Bare {
        #[state(shape = n)]
        x: Vec<f64>,
    }

    #[test]
    fn a_module_without_an_origin_has_defaults_too() {
        assert_eq!(Bare { x: vec![0.0; 3] }.shape(), [3, 3]);
    }
}

mod dims_in_initialisers {
    use super::*;

    #[derive(Module, Debug, PartialEq)]
    #[module(shape = (n_in, n_out), dims(n_syn = n_in / n_out))]
    struct Layer {
        #[parameter(shape = (n_in, n_out), init = fill(1.0 / n_in as f64))]
        w: Array2<f64>,
        #[parameter(shape = n_out, init = from_fn(move |_| Array1::from_elem(n_out, (n_in * n_out) as f64)))]
        b: Array1<f64>,
        #[simulation(init = n_syn)]
        synapses: usize,
        #[module(skip, init = vec![0; n_in])]
        buffer: Vec<u8>,
        #[module(origin)]
        origin: Origin,
    }

    #[test]
    fn dims_are_numbers_in_an_initialiser() {
        let mut layer = Layer::builder().shape((4, 2)).build().expect("dims are known");
        assert_eq!((layer.w[[0, 0]], layer.b[0], layer.synapses, layer.buffer.len()), (0.25, 8.0, 2, 4));
        layer.w.fill(9.0);
        layer.b.fill(9.0);
        layer.reset_parameters();
        assert_eq!((layer.w[[3, 1]], layer.b[1]), (0.25, 8.0));
    }

    #[test]
    fn dims_that_are_not_known_are_asked_for() {
        let error = Layer::builder().n_out(2).build().unwrap_err().to_string();
        assert!(error.contains("`n_in` is bound by nothing"), "{error}");
    }

    #[derive(Module)]
    #[module(dims(n))]
    struct Bare<T: Element + rockpool_core::value::Lossless<f64>> {
        #[parameter(shape = n, init = fill(1.0 / n as f64))]
        w: Vec<T>,
        #[parameter(shape = n, init = fill(n as f64), cast = |x: Vec<T>| x)]
        v: Vec<T>,
    }

    #[test]
    fn without_an_origin_dims_are_those_of_the_data() {
        let mut bare = Bare { w: vec![0.0_f64; 4], v: vec![0.0; 4] };
        bare.reset_parameters();
        assert_eq!((bare.w, bare.v), (vec![0.25; 4], vec![4.0; 4]));
    }
}

mod likes {
    use super::*;

    #[derive(Module, Debug, PartialEq)]
    #[module(shape = n)]
    struct Lif {
        /// Begins like what begins like `v_rest`, and stands before it.
        #[state(shape = n, init = like(vmem))]
        filtered: Array1<f64>,
        #[state(shape = n, init = like(v_rest))]
        vmem: Array1<f64>,
        #[parameter(shape = [(n,), ()], init = fill(-0.07))]
        v_rest: ArrayD<f64>,
        #[parameter(init = like(gain))]
        gain_2: Option<f32>,
        #[simulation(init = 2.0)]
        gain: f64,
        #[module(origin)]
        origin: Origin,
    }

    #[test]
    fn an_attribute_begins_with_the_value_of_another() {
        let lif = Lif::builder().n(2).build().expect("all is declared");
        assert_eq!((lif.vmem, lif.filtered, lif.gain_2), (array![-0.07, -0.07], array![-0.07, -0.07], None));
        let lif =
            Lif::builder().n(2).v_rest(-1.0).gain_2(Declared).build().expect("a scalar is every element");
        assert_eq!((lif.vmem, lif.filtered, lif.gain_2), (array![-1.0, -1.0], array![-1.0, -1.0], Some(2.0)));
        let lif = Lif::builder().v_rest(array![1.0, 2.0]).build().expect("its shape is that of n");
        assert_eq!((lif.vmem, lif.filtered), (array![1.0, 2.0], array![1.0, 2.0]));
        let lif = Lif::builder().vmem(array![5.0, 6.0]).build().expect("what is given is not like anything");
        assert_eq!((lif.vmem, lif.filtered), (array![5.0, 6.0], array![5.0, 6.0]));
    }

    #[test]
    fn a_reset_puts_it_back_to_what_the_other_is() {
        let mut lif = Lif::builder().v_rest(array![1.0, 2.0]).build().expect("all is declared");
        let built = Lif::builder().v_rest(array![1.0, 2.0]).build().expect("all is declared");
        lif.vmem.fill(7.0);
        lif.reset_state();
        assert_eq!(lif, built);
        lif.set("v_rest", array![3.0, 4.0]).expect("it fits");
        lif.filtered.fill(0.0);
        lif.reset_state();
        assert_eq!((&lif.vmem, &lif.filtered), (&array![3.0, 4.0], &array![3.0, 4.0]));
        // All at once: what others begin like comes first, wherever it stands.
        lif.attributes_mut().reset();
        assert_eq!(lif, built);
    }

    #[derive(Module, Debug)]
    struct Bare {
        #[state(init = like(rest))]
        x: [f64; 2],
        #[parameter(init = 0.5, bounds = 0.0..)]
        rest: f64,
        #[state(init = like(label))]
        told: String,
        #[simulation(init = "resting")]
        label: String,
    }

    #[test]
    fn without_an_origin_too() {
        let mut bare = Bare { x: [1.0; 2], rest: 0.25, told: String::new(), label: "active".into() };
        bare.reset_state();
        assert_eq!((bare.x, bare.told.as_str()), ([0.25; 2], "active"));
    }

    #[derive(Module, Debug)]
    struct Faulty {
        #[state(init = like(rest))]
        x: f64,
        #[parameter(init = 0.5)]
        rest: Option<f64>,
        #[state(init = like(pair), bounds = 0.0..=1.0)]
        y: [f64; 3],
        #[parameter]
        pair: [f64; 3],
        #[module(origin)]
        origin: Origin,
    }

    #[test]
    fn what_does_not_serve_is_told() {
        let error = Faulty::builder().pair([0.0, 2.0, 0.0]).build().unwrap_err();
        let paths: Vec<String> = error.faults().iter().map(|fault| fault.path().to_string()).collect();
        assert_eq!(paths, ["x", "y"], "{error}");
        // What could not be made is told once.
        let error = Faulty::builder().rest(1.0).build().unwrap_err();
        assert_eq!(error.faults().len(), 1, "{error}");
    }
}

mod checks {
    use super::*;

    #[derive(Module, Debug, PartialEq)]
    #[module(check = Self::check_taus)]
    struct Lif {
        #[parameter(family = "taus", init = 0.02)]
        tau_mem: f64,
        #[parameter(family = "taus", init = 0.01)]
        tau_syn: f64,
        #[module(origin)]
        origin: Origin,
    }

    impl Lif {
        fn check_taus(&self) -> Result<(), String> {
            match self.tau_syn < self.tau_mem {
                true => Ok(()),
                false => Err(format!("tau_syn = {} is not below tau_mem = {}", self.tau_syn, self.tau_mem)),
            }
        }
    }

    #[derive(Module, Debug)]
    struct Net {
        #[module]
        cells: Vec<Lif>,
        #[module(origin)]
        origin: Origin,
    }

    #[test]
    fn it_holds_when_a_module_is_built() {
        Lif::builder().build().expect("as declared");
        let error = Lif::builder().tau_syn(0.5).build().unwrap_err();
        assert_eq!(error.to_string(), "tau_syn = 0.5 is not below tau_mem = 0.02");
        assert_eq!(error.faults()[0].path().to_string(), "");
    }

    #[test]
    fn check_tells_after_direct_writes() {
        let mut net = Net::builder()
            .cells(vec![Lif::builder().build().expect("declared"), Lif::builder().build().expect("declared")])
            .build()
            .expect("both are right");
        net.check().expect("nothing was changed");
        net.cells[1].tau_syn = 1.0;
        let error = net.check().unwrap_err();
        assert_eq!(error.to_string(), "cells.1: tau_syn = 1 is not below tau_mem = 0.02");
    }

    #[test]
    fn a_value_that_breaks_it_is_not_set() {
        let mut net = Net::builder()
            .cells(vec![Lif::builder().build().expect("declared"), Lif::builder().build().expect("declared")])
            .build()
            .expect("both are right");
        let error = net.set("cells.1.tau_syn", 1.0).unwrap_err();
        assert_eq!(error.faults()[0].path().to_string(), "cells.1");
        assert_eq!(net.cells[1].tau_syn, 0.01);
        let mut tree = net.parameters().to_tree();
        *tree.get_mut("cells.0.tau_mem").expect("it is there") = 5.0.into();
        *tree.get_mut("cells.1.tau_mem").expect("it is there") = 0.001.into();
        assert!(net.set_attributes(&tree).is_err());
        assert_eq!(net.cells[0].tau_mem, 0.02, "all or nothing");
        *tree.get_mut("cells.1.tau_syn").expect("it is there") = 0.0001.into();
        net.set_attributes(&tree).expect("both are right again");
        assert_eq!(net.cells[1].tau_mem, 0.001);
    }

    #[derive(Module)]
    #[module(check = |bare: &Bare| if bare.x > 0.0 { Ok(()) } else { Err("x is not positive") })]
    struct Bare {
        #[parameter(init = 0.0)]
        x: f64,
    }

    #[derive(Module, Debug)]
    struct Holder<M: Module> {
        #[module]
        inner: M,
        #[module(origin)]
        origin: Origin,
    }

    #[test]
    fn what_is_made_or_given_below_is_checked_too() {
        let error = Holder::<Bare>::builder().build().map(|_| ()).unwrap_err();
        assert_eq!(error.to_string(), "inner: x is not positive");
        let given = Holder::<Vec<Bare>>::builder().inner(vec![Bare { x: 1.0 }, Bare { x: -1.0 }]).build();
        assert_eq!(given.map(|_| ()).unwrap_err().to_string(), "inner.1: x is not positive");
    }

    #[derive(Module)]
    #[module(check = not_off)]
    enum Choice {
        On(Bare),
        Off,
    }

    fn not_off(choice: &Choice) -> Result<(), &'static str> {
        match choice {
            Choice::On(_) => Ok(()),
            Choice::Off => Err("it shall not be off"),
        }
    }

    #[test]
    fn of_enums_too() {
        Choice::On(Bare { x: 1.0 }).check().expect("it is on");
        assert_eq!(vec![Choice::Off].check().unwrap_err().to_string(), "0: it shall not be off");
    }
}

mod builders_of_submodules {
    use super::*;

    #[derive(Module, Debug, PartialEq)]
    #[module(shape = n)]
    struct Rate {
        #[parameter(shape = (n, n), init = zeros())]
        w_rec: Option<Array2<f64>>,
        #[parameter(shape = n, init = fill(0.02))]
        tau: Array1<f64>,
        #[module(origin)]
        origin: Origin,
    }

    #[derive(Module, Debug, PartialEq)]
    #[module(shape = n)]
    struct Net {
        #[module(shape = n, init = Rate::builder().w_rec(Declared))]
        rate: Rate,
        #[module(shape = n, init = Rate::builder().tau(Init(fill(1.0 / n as f64))))]
        scaled: Rate,
        #[module(origin)]
        origin: Origin,
    }

    #[test]
    fn a_submodule_is_built_as_declared() {
        let net = Net::builder().n(2).build().expect("all is declared");
        assert_eq!((net.rate.w_rec, &net.scaled.tau), (Some(Array2::zeros((2, 2))), &array![0.5, 0.5]));
        let net = Net::builder().n(2).rate(Rate::builder().tau(0.1)).build();
        assert!(net.is_err(), "a scalar is not spread");
        let net = Net::builder().rate(Rate::builder().tau(array![0.1, 0.2])).build().expect("dims flow up");
        assert_eq!((net.rate.w_rec, net.scaled.shape()), (None, [2].into()));
    }

    #[test]
    fn without_its_dims_it_is_not_built() {
        let error = Net::builder().build().unwrap_err();
        assert_eq!(error.faults().len(), 1, "{error}");
        assert!(error.to_string().contains("`n` is bound by nothing"), "{error}");
    }

    #[derive(Module, Debug)]
    #[module(shape = n)]
    struct Bare {
        #[state(shape = n)]
        x: [f64; 3],
        #[module(shape = n, init = Rate::builder().tau(Init(fill(n as f64))))]
        rate: Rate,
    }

    #[derive(Module, Debug)]
    struct Holder {
        #[module]
        bare: Bare,
        #[module(origin)]
        origin: Origin,
    }

    #[test]
    fn in_a_struct_without_an_origin_too() {
        let holder = Holder::builder().build().expect("all is declared");
        assert_eq!(holder.bare.rate.tau, array![3.0, 3.0, 3.0]);
    }
}

mod flags {
    use super::*;

    #[derive(Module, Debug, Clone)]
    #[module(shape = n, spiking_output)]
    struct Layer {
        #[state(shape = n)]
        x: Array1<f64>,
        #[module(origin)]
        origin: Origin,
    }

    #[test]
    fn an_instance_has_flags_of_its_own() {
        let layer = Layer::builder().n(2).build().expect("all is given");
        assert_eq!((layer.spiking_input(), layer.spiking_output()), (false, true));
        let layer =
            Layer::builder().n(2).spiking_input(true).spiking_output(false).build().expect("all is given");
        assert_eq!((layer.spiking_input(), layer.spiking_output()), (true, false));
        assert!(Box::new(layer.clone()).spiking_input());
    }
}

mod wrappers {
    use super::*;

    #[derive(Module, Debug, PartialEq)]
    #[module(shape = (n_in, n_out))]
    struct Linear {
        #[parameter(shape = (n_in, n_out), init = ones())]
        w: Array2<f64>,
        #[module(origin)]
        origin: Origin,
    }

    /// Passes its input on, and scales it.
    #[derive(Module, Debug, PartialEq)]
    #[module(shape = inner)]
    struct Scaled<M: Module> {
        #[module]
        inner: M,
        #[parameter(init = 2.0)]
        gain: f64,
        #[module(origin)]
        origin: Origin,
    }

    #[derive(Module, Debug)]
    #[module(shape = inner)]
    struct Bare {
        #[module]
        inner: Option<Box<Linear>>,
    }

    #[derive(Module, Debug)]
    #[module(shape = (a, b))]
    struct Net {
        #[module(shape = (a, b))]
        first: Scaled<Linear>,
        #[module(shape = (b, a))]
        second: Scaled<Scaled<Linear>>,
        #[module(origin)]
        origin: Origin,
    }

    #[test]
    fn a_wrapper_has_the_shape_of_what_it_wraps() {
        let scaled =
            Scaled::<Linear>::builder().shape((2, 3)).build().expect("its shape is that of the layer");
        assert_eq!((scaled.shape(), scaled.inner.w.dim(), scaled.size_out()), ([2, 3].into(), (2, 3), 3));
        let scaled = Scaled::<Linear>::builder()
            .inner(Linear::builder().w(Array2::zeros((4, 1))).build().expect("data"));
        assert_eq!(scaled.build().expect("built").shape(), [4, 1]);
        let error = Scaled::<Linear>::builder()
            .shape((2, 3))
            .inner(Linear::builder().w(Array2::zeros((4, 1))).build().expect("data"))
            .build()
            .unwrap_err();
        assert!(error.to_string().contains("inner: expected shape (2, 3), found (4, 1)"), "{error}");
    }

    #[test]
    fn dims_flow_through_it() {
        let net = Net::builder().shape((2, 3)).build().expect("down");
        assert_eq!((net.first.shape(), net.second.inner.inner.w.dim()), ([2, 3].into(), (3, 2)));
        let net = Net::builder()
            .second(Scaled::builder().inner(Scaled::builder().inner(Linear::builder().shape((5, 4)))))
            .build()
            .expect("up");
        assert_eq!((net.shape(), net.first.inner.w.dim()), ([4, 5].into(), (4, 5)));
        net.check().expect("shapes agree");
    }

    #[test]
    fn of_what_is_absent_there_is_none() {
        assert!(Bare { inner: None }.shape().is_empty());
        let linear = Linear::builder().shape((2, 3)).build().expect("both");
        assert_eq!(Bare { inner: Some(Box::new(linear)) }.shape(), [2, 3]);
    }
}
