//! Generated code stands on its own: without the prelude, among hostile names, in functions and macros.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

/// Everything that generated code could want by a short name is something else here, and the crate is
/// imported under another name.
mod hostile {
    #![no_implicit_prelude]
    #![allow(dead_code, non_camel_case_types)]

    use ::rockpool_core::Module as Modular;
    use ::rockpool_core::init as initialisers;

    pub(super) struct Option;
    pub(super) struct Some;
    pub(super) struct None;
    pub(super) struct Result;
    pub(super) struct Ok;
    pub(super) struct Err;
    pub(super) struct Box;
    pub(super) struct Vec;
    pub(super) struct String;
    pub(super) struct Default;
    pub(super) struct Self_;
    pub(super) struct Module;
    pub(super) struct Registry;
    pub(super) struct Error;
    pub(super) struct Key;
    pub(super) struct f64;
    pub(super) struct usize;
    pub(super) struct bool;
    pub(super) struct str;
    pub(super) mod core {}
    pub(super) mod std {}
    pub(super) mod alloc {}
    pub(super) mod rockpool_core {}

    pub(super) type Real = ::core::primitive::f64;

    #[derive(Modular)]
    #[module(shape = (n_in, n_out), dims(k = n_in / n_out))]
    pub(super) struct Layer<const N: ::core::primitive::usize> {
        #[parameter(family = "taus", shape = k, init = initialisers::fill(0.5), unit = "s", bounds = 0.0..=1.0)]
        pub(super) tau: ::ndarray::Array1<Real>,
        #[parameter(init = [0.0; N])]
        pub(super) fixed: [Real; N],
        #[state(shape = (n_out, n_in))]
        pub(super) r#state_of: ::core::option::Option<::ndarray::Array2<Real>>,
        #[module(skip)]
        pub(super) label: ::std::string::String,
        #[module(origin)]
        origin: ::rockpool_core::Origin,
    }

    #[derive(Modular)]
    pub(super) enum Choice {
        One(Layer<2>),
        Two { inner: ::std::boxed::Box<Layer<3>> },
        Off,
    }

    #[derive(Modular)]
    pub(super) struct Pair(
        #[module] pub(super) Layer<1>,
        #[module] pub(super) Choice,
        #[module(origin)] ::rockpool_core::Origin,
    );
}

#[test]
fn hostile_names_do_not_matter() -> Result<(), rockpool_core::Error> {
    use rockpool_core::prelude::*;
    let layer = hostile::Layer::<2>::builder().n_in(6).n_out(3).build()?;
    assert_eq!(layer.tau.to_vec(), [0.5, 0.5]);
    assert_eq!(layer.fixed, [0.0, 0.0]);
    let pair = hostile::Pair::builder()
        ._0(hostile::Layer::<1>::builder().n_in(2).n_out(2))
        ._1(hostile::Choice::One(layer))
        .build()?;
    assert_eq!(pair.parameters().len(), 4);
    assert!(pair.attributes().get("1.tau").is_some());
    Ok(())
}

#[test]
fn structs_may_be_declared_inside_functions() -> Result<(), rockpool_core::Error> {
    use rockpool_core::prelude::*;
    #[derive(Module)]
    struct Inner {
        #[parameter(init = 1.0)]
        gain: f64,
        #[module(origin)]
        origin: Origin,
    }
    assert_eq!(Inner::builder().build()?.gain, 1.0);
    Ok(())
}

macro_rules! leaky {
    ($name:ident, $field:ident: $type:ty = $init:expr, $dim:ident) => {
        #[derive(rockpool_core::Module)]
        #[module(shape = $dim)]
        struct $name {
            #[parameter(family = "taus", init = $init, shape = $dim)]
            $field: $type,
            #[module(origin)]
            origin: rockpool_core::Origin,
        }
    };
}

leaky!(Leaky, tau: Vec<f64> = rockpool_core::init::fill(0.25), n);

#[test]
fn structs_may_come_from_macros() -> Result<(), rockpool_core::Error> {
    let leaky = Leaky::builder().n(2).build()?;
    assert_eq!(leaky.tau, [0.25, 0.25]);
    assert_eq!(leaky.taus().tau.len(), 2);
    Ok(())
}

/// Visibility is that of the item: nothing generated is more public than the struct.
mod private {
    #[derive(rockpool_core::Module)]
    pub(super) struct Narrow {
        #[parameter(family = "taus", init = 1.0)]
        pub(super) tau: f64,
        #[module(origin)]
        origin: rockpool_core::Origin,
    }
}

#[test]
fn narrow_visibility_is_kept() -> Result<(), rockpool_core::Error> {
    let narrow: private::Narrow = private::Narrow::builder().tau(2.0).build()?;
    let private::NarrowTaus { tau } = narrow.taus();
    assert_eq!(*tau, 2.0);
    Ok(())
}

/// Generated code passes what a strict crate asks of itself.
#[deny(warnings, missing_docs, unsafe_code, clippy::pedantic, clippy::all)]
pub mod strict {
    use rockpool_core::prelude::*;

    /// A documented module.
    #[derive(Module, Debug, Clone, PartialEq)]
    #[module(shape = (n_in, n_out), dims(half = n_in / 2))]
    pub struct Documented<T: Element, const N: usize> {
        /// Weights.
        #[parameter(family = "weights", shape = (n_out, half), init = xavier())]
        pub w: Vec2<T>,
        /// Offsets.
        #[parameter(family = "biases", init = zeros())]
        pub b: [T; N],
        #[module(origin)]
        origin: Origin,
    }

    /// A matrix.
    pub type Vec2<T> = ndarray::Array2<T>;

    /// A documented choice.
    #[derive(Module, Debug)]
    pub enum Choice {
        /// One.
        One(Documented<f32, 2>),
        /// None.
        Off,
    }
}

#[test]
fn a_strict_crate_is_content() -> Result<(), rockpool_core::Error> {
    use rockpool_core::prelude::*;
    let one = strict::Choice::One(strict::Documented::builder().n_in(4).n_out(3).build()?);
    assert_eq!(one.parameters().get("w").map(|leaf| leaf.shape().to_vec()), Some(vec![3, 2]));
    Ok(())
}
