//! What does not fit is told before anything is run, as `check` tells it, and nothing is changed.

use crate::layers::{N, all, delay, input, lif, neurons, rate, synapses};
use ndarray::{Array1, Array2, Array3, array};
use rockpool_core::prelude::*;
use rockpool_nn::{
    Evolve, ExpSyn, FfwdStack, Input, Layer, Lif, LifNeuron, Linear, Recorder, Residual, Sequential, layers,
};

/// The module errs as `check` does, and changes nothing.
fn refuses<M: Evolve<Elem = f64> + Clone>(what: &str, module: &mut M) {
    let before = module.attributes().to_tree();
    let expected = module.check().expect_err(what).to_string();
    for columns in [1, module.size_in()] {
        let found = module.evolve(input(1, 4, columns)).map(drop).expect_err(what).to_string();
        assert_eq!(found, expected, "{what}");
    }
    assert_eq!(module.attributes().to_tree(), before, "{what}");
}

#[test]
fn arrays_of_other_shapes_are_refused_as_check_does() {
    let wide = || Array1::zeros(N + 1);
    refuses("tau_mem", &mut {
        let mut x = lif();
        x.tau_mem = array![0.1].into_dyn();
        x
    });
    refuses("isyn", &mut {
        let mut x = lif();
        x.isyn = Array2::zeros((N, 3));
        x
    });
    refuses("isyn and weights", &mut {
        let mut x = lif();
        x.isyn = Array2::zeros((N, 1));
        x.w_rec = None;
        x
    });
    refuses("all of them wider", &mut {
        let mut x = Lif::<f64>::builder().shape((2, 2)).build().unwrap();
        x.isyn = Array2::zeros((3, 1));
        (x.vmem, x.spikes) = (Array1::zeros(3), Array1::zeros(3));
        (x.tau_mem, x.threshold) = (Array1::ones(3).into_dyn(), Array1::ones(3).into_dyn());
        (x.tau_syn, x.bias) = (Array2::ones((3, 1)).into_dyn(), Array1::ones(3).into_dyn());
        x
    });
    refuses("weights that were absent", &mut {
        let mut x = Lif::<f64>::builder().shape((2, 2)).build().unwrap();
        x.w_rec = Some(Array2::zeros((3, 2)));
        x
    });
    refuses("neurons' threshold", &mut {
        let mut x = neurons();
        x.threshold = array![1.0].into_dyn();
        x
    });
    refuses("neurons' vmem", &mut {
        let mut x = neurons();
        x.vmem = wide();
        x
    });
    refuses("neurons' reset", &mut {
        let mut x = neurons();
        x.v_reset = Some(wide().into_dyn());
        x
    });
    refuses("neurons' rest", &mut {
        let mut x = neurons();
        x.refractory = wide().into_dyn();
        x
    });
    refuses("tau", &mut {
        let mut x = synapses();
        x.tau = array![0.1].into_dyn();
        x
    });
    refuses("past", &mut {
        let mut x = synapses();
        x.past = Array2::zeros((4, N + 1)).into_dyn();
        x
    });
    refuses("x", &mut {
        let mut x = rate();
        x.x = wide();
        x
    });
    refuses("weights of rates", &mut {
        let mut x = rate();
        x.w_rec = Some(Array2::zeros((N, 2)));
        x
    });
    let linear = || Linear::builder().shape((2, 3)).bias(Declared).key(Key::new(1)).build().unwrap();
    refuses("weight", &mut {
        let mut x = linear();
        x.weight = Array2::zeros((2, 4));
        x
    });
    refuses("bias", &mut {
        let mut x = linear();
        x.bias = Some(Array1::zeros(1));
        x
    });
    refuses("weight and bias", &mut {
        let mut x = linear();
        (x.weight, x.bias) = (Array2::zeros((2, 4)), Some(Array1::zeros(4)));
        x
    });
}

#[test]
fn other_shapes_that_are_permitted_are_run() {
    let mut one = Lif::<f64>::builder().shape((2, 2)).build().unwrap();
    let expected = one.evolve(input(1, 4, 2)).unwrap();
    let mut scalar = Lif::<f64>::builder().shape((2, 2)).build().unwrap();
    scalar.tau_mem = ndarray::arr0(20e-3).into_dyn();
    scalar.tau_syn = array![[20e-3]].into_dyn();
    assert_eq!(scalar.evolve(input(1, 4, 2)).unwrap(), expected);
}

/// Fails on every input.
#[derive(Module, Clone)]
#[module(shape = n)]
struct Broken {
    #[state(shape = n)]
    x: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

impl Evolve for Broken {
    type Elem = f64;
    fn evolve_with<R: Recorder>(&mut self, _: Input<'_, f64>, _: &mut R) -> Result<Array3<f64>, Error> {
        self.x += 1.0;
        Err(Error::other(std::fmt::Error).below("x"))
    }
}

fn broken() -> Broken {
    Broken::builder().n(N).build().unwrap()
}

fn unchanged<M: Evolve<Elem = f64>>(what: &str, mut net: M) {
    let x = input(2, 4, net.size_in());
    let before = net.attributes().to_tree();
    let told = [
        net.evolve(&x).map(drop).unwrap_err(),
        net.evolve_all(&x).map(drop).unwrap_err(),
        net.evolve_recorded(&x).map(drop).unwrap_err(),
        net.evolve(Input::from(&x).lengths([1, 4])).map(drop).unwrap_err(),
        net.evolve_stream(&mut rockpool_nn::States::of(&net), &x).map(drop).unwrap_err(),
    ];
    assert_eq!(net.attributes().to_tree(), before, "{what}: {}", told[0]);
}

#[test]
fn a_layer_that_fails_in_the_middle_leaves_nothing_changed() {
    let all_of = || (synapses(), neurons(), broken());
    unchanged("Sequential", Sequential::new(all_of()).unwrap());
    unchanged("boxes", Sequential::new(layers![neurons(), synapses(), broken(), neurons()]).unwrap());
    unchanged("Residual", Residual::new(all_of()).unwrap());
    unchanged("FfwdStack", FfwdStack::new(all_of()).unwrap());
    unchanged("nested", Sequential::new((neurons(), Residual::new(all_of()).unwrap())).unwrap());
    let boxed: Box<dyn Layer> = Box::new(Sequential::new(all_of()).unwrap());
    unchanged("a box", boxed);

    let mut net = Sequential::new((neurons(), Linear::builder().shape((N, N)).build().unwrap())).unwrap();
    net.layers_mut().1.weight = Array2::zeros((N, N + 1));
    unchanged("a weight of another shape", net);

    // What fails has states of its own, which fit nothing any more, and those before it get another shape.
    for (what, spoil) in [
        (
            "a time constant too few",
            (|x: &mut ExpSyn| x.tau = array![0.1, 0.1].into_dyn()) as fn(&mut ExpSyn),
        ),
        ("a current too many", |x| x.isyn = Array1::zeros(N + 1)),
        ("a time constant out of bounds", |x| {
            x.tau = array![-1.0].into_dyn();
        }),
    ] {
        let mut net = Sequential::new((neurons(), delay(), synapses())).unwrap();
        spoil(&mut net.layers_mut().2);
        unchanged(what, net);
        let mut net = Sequential::new((neurons(), Residual::new((delay(), synapses())).unwrap())).unwrap();
        spoil(&mut net.layers_mut().1.layers_mut().1);
        unchanged(what, net);
        let mut net = FfwdStack::new((neurons(), synapses())).unwrap();
        spoil(&mut net.layers_mut().1);
        unchanged(what, net);
    }

    #[derive(Module)]
    #[module(shape = n)]
    struct Net {
        #[module(shape = n)]
        first: LifNeuron,
        #[module(shape = n)]
        second: Broken,
        #[module(origin)]
        origin: Origin,
    }
    impl Evolve for Net {
        type Elem = f64;
        fn evolve_with<R: Recorder>(
            &mut self,
            input: Input<'_, f64>,
            recorder: &mut R,
        ) -> Result<Array3<f64>, Error> {
            let spikes = self.first.evolve_at("first", input, recorder)?;
            self.second.evolve_at("second", spikes, recorder)
        }
    }
    unchanged("a struct of one's own", Net::builder().n(N).build().unwrap());
}

#[test]
fn a_recorder_that_takes_a_name_for_another_changes_nothing() {
    for (name, mut net) in all() {
        let before = net.state().to_tree();
        let mut record = Tree::<Value>::new();
        for path in ["vmem", "x", "rec_input", "1_ExpSyn", "0_LifNeuron", "0_Linear_output", "1_LifNeuron"] {
            record.set(&format!("{path}.taken.already"), 1.0.into()).unwrap();
        }
        if net.evolve_with((&input(1, 3, net.size_in())).into(), &mut record).is_err() {
            assert_eq!(net.state().to_tree(), before, "{name}");
        }
    }
}
