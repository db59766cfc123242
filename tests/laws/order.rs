//! Law 6: the order of the fields of a struct changes no value of a built module.

use super::zoo::Plain;
use ndarray::{Array1, Array2, ArrayD};
use proptest::prelude::*;
use rockpool_core::prelude::*;

#[derive(Module, Clone, Debug)]
#[module(shape = n)]
struct Child {
    #[parameter(shape = n, init = normal(0.0, 1.0))]
    w: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

/// Structs with the same fields in every order.
macro_rules! permutations {
    ($($name:ident: $($field:ident)*;)*) => {
        $(permutations!(@ $name [] $($field)*);)*

        type Outcome = Result<Vec<(String, String)>, Vec<String>>;

        /// What each struct is built to from the same arguments, by path.
        fn outcomes(arguments: &Arguments) -> Vec<Outcome> {
            vec![$({
                let mut builder = $name::builder().key(Key::new(arguments.key));
                if let Some(n) = arguments.n { builder = builder.n(n); }
                if let Some(m) = arguments.m { builder = builder.m(m); }
                if let Some(w) = &arguments.w { builder = builder.w(w); }
                if let Some(tau) = &arguments.tau { builder = builder.tau(tau); }
                if let Some(length) = arguments.child { builder = builder.child(Child::builder().n(length)); }
                let list: Vec<Plain> = Vec::new();
                builder = builder.list(list);
                match builder.build() {
                    Ok(built) => {
                        built.check().unwrap();
                        let mut values: Vec<(String, String)> = (built.attributes().iter())
                            .map(|leaf| (leaf.path().to_string(), format!("{:?}", leaf.to_value())))
                            .collect();
                        values.sort();
                        Ok(values)
                    }
                    Err(error) => {
                        let mut faults: Vec<String> = error.faults().iter().map(ToString::to_string).collect();
                        faults.sort();
                        Err(faults)
                    }
                }
            }),*]
        }
    };
    (@ $name:ident [$($done:tt)*] w $($rest:ident)*) => {
        permutations!(@ $name [$($done)*
            #[parameter(family = "weights", shape = (n, m), init = xavier())] w: Array2<f64>,] $($rest)*);
    };
    (@ $name:ident [$($done:tt)*] tau $($rest:ident)*) => {
        permutations!(@ $name [$($done)*
            #[parameter(family = "taus", shape = [(m, 2), (m,), (n, 1)], init = uniform(0.0, 1.0))] tau: ArrayD<f64>,] $($rest)*);
    };
    (@ $name:ident [$($done:tt)*] child $($rest:ident)*) => {
        permutations!(@ $name [$($done)* #[module(shape = m)] child: Child,] $($rest)*);
    };
    (@ $name:ident [$($done:tt)*] list $($rest:ident)*) => {
        permutations!(@ $name [$($done)* #[module(shape = n)] list: Vec<Plain>,] $($rest)*);
    };
    (@ $name:ident [$($done:tt)*]) => {
        #[derive(Module, Debug)]
        #[module(shape = (n, m))]
        struct $name { $($done)* #[module(origin)] origin: Origin }
    };
}

permutations! {
    A0: w tau child list; A1: w tau list child; A2: w child tau list; A3: w child list tau;
    A4: w list tau child; A5: w list child tau; B0: tau w child list; B1: tau w list child;
    B2: tau child w list; B3: tau child list w; B4: tau list w child; B5: tau list child w;
    C0: child w tau list; C1: child w list tau; C2: child tau w list; C3: child tau list w;
    C4: child list w tau; C5: child list tau w; D0: list w tau child; D1: list w child tau;
    D2: list tau w child; D3: list tau child w; D4: list child w tau; D5: list child tau w;
}

#[derive(Clone, Debug)]
struct Arguments {
    key: u64,
    n: Option<usize>,
    m: Option<usize>,
    w: Option<ArrayD<f64>>,
    tau: Option<ArrayD<f64>>,
    child: Option<usize>,
}

fn array() -> impl Strategy<Value = ArrayD<f64>> {
    prop::collection::vec(0_usize..4, 0..4).prop_map(|shape| ArrayD::from_elem(shape, 0.5))
}

fn arguments() -> impl Strategy<Value = Arguments> {
    let length = || prop::option::of(0_usize..4);
    let parts =
        (any::<u64>(), length(), length(), prop::option::of(array()), prop::option::of(array()), length());
    parts.prop_map(|(key, n, m, w, tau, child)| Arguments { key, n, m, w, tau, child })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_fields_changes_neither_values_nor_faults(arguments in arguments()) {
        let outcomes = outcomes(&arguments);
        for outcome in &outcomes {
            prop_assert_eq!(outcome, &outcomes[0]);
        }
    }
}

#[test]
fn both_outcomes_occur() {
    let arguments =
        Arguments { key: 1, n: Some(2), m: None, w: None, tau: Some(ArrayD::zeros(vec![3])), child: None };
    assert_eq!(outcomes(&arguments).len(), 24);
    assert!(outcomes(&arguments)[0].is_ok());
    assert!(outcomes(&Arguments { child: Some(2), ..arguments })[0].is_err());
}
