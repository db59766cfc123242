//! Item forms: lifetimes, type parameters, const parameters, where-clauses, raw names, tuple and unit
//! structs; the clauses of the impl are the item's own, none is added.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, ArrayD, array};
use rockpool_core::prelude::*;
use std::borrow::Cow;
use std::fmt::Debug;
use std::marker::PhantomData;

fn paths<M: Module>(view: View<'_, M>) -> Vec<String> {
    view.iter().map(|leaf| leaf.path().to_string()).collect()
}

// impl<T: Element, const N: usize> Module for Layer<T, N>
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n, N))]
struct Layer<T: Element, const N: usize = 3> {
    #[parameter(family = "weights", shape = (n, N), init = zeros())]
    w: Array2<T>,
    #[parameter(shape = N)]
    taps: [T; N],
    #[state(shape = (N, 2))]
    line: Vec2<T>,
    #[module(origin)]
    origin: Origin,
}

/// An alias: the rank is that of the type behind it.
type Vec2<T> = Array2<T>;

#[test]
fn one_generic_struct_holds_elements_of_any_type() -> Result<(), Error> {
    let floats = Layer::<f32>::builder().n(2).taps([1.0, 2.0, 3.0]).build()?;
    assert_eq!(floats.w, Array2::<f32>::zeros((2, 3)));
    assert_eq!(floats.line.dim(), (3, 2));
    assert_eq!(floats.shape(), [2, 3]);
    let truths = Layer::<bool, 1>::builder().w(array![[true], [false]]).taps([true]).build()?;
    assert_eq!(truths.w.dim(), (2, 1));
    assert_eq!(truths.parameters().arrays::<bool>().map(|a| a.len()).sum::<usize>(), 3);
    const R: &Registry = Layer::<i64, 5>::REGISTRY;
    assert_eq!(R.attributes()[0].dtype(), Dtype::I64);
    assert_eq!(R.attributes()[0].shapes().to_string(), "(n, N)");
    assert_eq!(R.attributes()[1].shapes().to_string(), "(N)");
    Ok(())
}

/// An element that is a plain type to builders.
#[derive(Clone, Debug, Default, PartialEq)]
struct Rational {
    over: i32,
    under: i32,
}

impl AttributeValue for Rational {
    type Class = Plain;
}
impl Element for Rational {}

#[test]
fn a_plain_type_may_be_an_element_too() -> Result<(), Error> {
    let half = Rational { over: 1, under: 2 };
    let layer = Layer::<Rational, 1>::builder().n(1).taps([half.clone()]).build()?;
    assert_eq!(layer.taps, [half]);
    assert_eq!(layer.w[[0, 0]], Rational::default());
    Ok(())
}

// impl<'a, 'b: 'a, M: Module + 'a, S: ?Sized + Debug, const N: usize> Module for Borrowing<'a, 'b, M, S, N>
// where M: Clone, &'b S: Copy
#[derive(Module, Clone, Debug)]
#[module(shape = (n, N))]
struct Borrowing<'a, 'b: 'a, M: Module + 'a, S: ?Sized + Debug, const N: usize = 2>
where
    M: Clone,
    &'b S: Copy,
{
    #[parameter(family = "weights", shape = [(n, N), (N,)], init = ones())]
    w: ArrayD<f64>,
    #[module]
    inner: M,
    #[module]
    more: Vec<M>,
    #[module(skip)]
    name: Cow<'a, str>,
    #[module(skip, init = None)]
    source: Option<&'b S>,
    #[module(skip)]
    marker: PhantomData<(&'a (), &'b S)>,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn lifetimes_type_and_const_parameters_go_together() -> Result<(), Error> {
    let text = String::from("source");
    let inner = Layer::<f64, 1>::builder().n(1).taps([1.0]).build()?;
    let borrowed = {
        let name = String::from("name");
        let module = Borrowing::<'_, '_, Layer<f64, 1>, str, 4>::builder()
            .n(2)
            .inner(inner.clone())
            .more(vec![inner.clone(), inner.clone()])
            .name(Cow::Borrowed(&*name))
            .source(Some(&*text))
            .build()?;
        assert_eq!(module.name, "name");
        assert_eq!(paths(module.parameters().weights()), ["w", "inner.w", "more.0.w", "more.1.w"]);
        module.source
    };
    assert_eq!(borrowed, Some("source"));
    let by_default: Borrowing<'_, '_, Layer<f64, 1>, [u8]> =
        Borrowing::builder().n(1).inner(Layer::<f64, 1>::builder().n(1).taps([0.5])).build()?;
    assert_eq!(by_default.w.shape(), [1, 2]);
    assert_eq!((by_default.source, &*by_default.name), (None, ""));
    Ok(())
}

#[test]
fn a_borrowing_module_is_a_submodule_with_a_builder() -> Result<(), Error> {
    #[derive(Module)]
    struct Outer<'a> {
        #[module]
        inner: Borrowing<'a, 'a, Layer<f64, 1>, str>,
        #[module(origin)]
        origin: Origin,
    }
    let name = String::from("inside");
    let builder = Borrowing::builder()
        .n(1)
        .name(Cow::Borrowed(&*name))
        .inner(Layer::<f64, 1>::builder().n(1).taps([0.5]));
    let outer = Outer::builder().inner(builder).build()?;
    assert_eq!(outer.inner.name, "inside");
    assert_eq!(outer.parameters().len(), 3);
    Ok(())
}

/// Options, constants, nesting, and a type parameter for the submodule, in one.
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n, n))]
struct Wrap<M: Module> {
    #[module]
    inner: M,
    #[parameter(family = "weights", shape = (n, n), init = identity())]
    w: Option<Array2<f64>>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug, PartialEq)]
struct Gain {
    #[parameter(family = "gains", init = 1.5)]
    gain: f64,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn generic_modules_nest_in_themselves() -> Result<(), Error> {
    type Deep = Wrap<Wrap<Option<Wrap<Gain>>>>;
    let inner = Wrap::<Gain>::builder().n(1).w(Constant(array![[9.0]])).build()?;
    let middle: Wrap<Option<Wrap<Gain>>> = Wrap::builder().n(2).inner(Some(inner)).build()?;
    let mut deep: Deep = Wrap::builder().w(Declared).n(3).inner(middle).build()?;
    assert_eq!(paths(deep.parameters()), ["w", "inner.inner.inner.gain"]);
    assert_eq!(paths(deep.simulation_parameters()), ["inner.inner.w"]);
    deep.set("inner.inner.inner.gain", 7)?;
    assert_eq!(deep.inner.inner.as_ref().unwrap().inner.gain, 7.0);
    deep.reset_parameters();
    assert_eq!(deep.inner.inner.as_ref().unwrap().inner.gain, 1.5);

    // The same generic type with other parameters is another type, and is shown and asked.
    let absent: Deep = Wrap::builder().n(1).inner(Wrap::builder().n(1)).build()?;
    assert!(absent.parameters().family("gains")?.is_empty());
    let shown = Deep::REGISTRY.to_string();
    assert_eq!(shown.matches("gain: parameter of `gains`, f64, ()").count(), 1, "{shown}");
    assert_eq!(shown.matches("inner: Wrap (n, n)").count(), 2, "{shown}");
    assert!(!shown.contains("as above"), "{shown}");
    Ok(())
}

/// Names that are keywords, renamed and aliased fields.
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = r#type, dims(r#loop))]
struct r#Raw {
    #[parameter(family = "impl", shape = r#type, init = ones())]
    r#fn: Array1<f64>,
    #[parameter(shape = r#loop, init = ones(), rename = "match", alias = "old", alias = "older")]
    r#while: Array1<f64>,
    #[module(rename = "r#mod")]
    r#mod: Gain,
    #[module(origin)]
    r#struct: Origin,
}

#[test]
fn raw_names_are_written_without_their_mark() -> Result<(), Error> {
    let mut raw = r#Raw::builder().r#type(2).r#loop(3).r#fn(vec![1.0, 2.0]).build()?;
    assert_eq!(paths(raw.attributes()), ["fn", "match", "r#mod.gain"]);
    raw.set("fn", vec![3.0, 4.0])?;
    raw.set("r#mod.gain", 5.0)?;
    assert_eq!((raw.r#fn.sum(), raw.r#mod.gain), (7.0, 5.0));
    assert_eq!(raw.parameters().family("impl")?.numel(), 2);
    const R: &Registry = r#Raw::REGISTRY;
    assert_eq!(R.name(), "Raw");
    assert_eq!(R.dims().iter().map(|dim| dim.name()).collect::<Vec<_>>(), ["type", "loop"]);
    assert_eq!(R.attributes()[1].aliases(), ["old", "older"]);
    assert_eq!(R.attributes()[0].shapes().to_string(), "(type)");
    let error = r#Raw::builder().r#type(2).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "dim `loop` is bound by nothing; give `.loop(..)`, or data whose shape implies it"
    );
    Ok(())
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Tuple<M: Module>(
    #[parameter(family = "weights", shape = n, init = ones())] Array1<f64>,
    #[module] M,
    #[module(rename = "named")] Gain,
    #[module(skip, init = 7)] u8,
    #[state] f64,
    #[module(origin)] Origin,
);

#[test]
fn fields_of_tuple_structs_are_named_by_their_place() -> Result<(), Error> {
    let tuple =
        Tuple::<(Gain, Gain)>::builder()._0(vec![1.0, 2.0])._3(9)._2(Gain::builder().gain(3)).build()?;
    assert_eq!(paths(tuple.attributes()), ["0", "4", "1.0.gain", "1.1.gain", "named.gain"]);
    assert_eq!((tuple.3, tuple.2.gain), (9, 3.0));
    let TupleWeights(weights) = tuple.weights();
    assert_eq!(weights.len(), 2);
    assert_eq!(Tuple::<Gain>::builder().n(1).build()?.3, 7);
    Ok(())
}

#[derive(Module, Clone, Copy, Debug, PartialEq, Default)]
struct Unit;

#[derive(Module, Clone, Debug, PartialEq)]
struct Empty {}

#[test]
fn structs_without_fields_are_modules() -> Result<(), Error> {
    assert!(Unit.attributes().is_empty() && (Empty {}).attributes().is_empty());
    assert_eq!(Unit::REGISTRY.name(), "Unit");
    assert!(Unit.modules().is_empty());
    Unit.check()?;
    Unit.clone().reset_parameters();
    let wrap: Wrap<Unit> = Wrap::builder().n(1).build()?;
    assert_eq!(wrap.modules().len(), 1);
    Ok(())
}

mod visible {
    use rockpool_core::prelude::*;

    /// Visible here and above.
    #[derive(Module, Clone, Debug)]
    pub(super) struct Half {
        #[parameter(family = "taus", init = 0.5, unit = "s")]
        pub(super) tau: f64,
        #[module(origin)]
        origin: Origin,
    }
}

#[test]
fn what_is_generated_has_the_visibility_of_the_item() -> Result<(), Error> {
    let half = visible::Half::builder().tau(0.25).build()?;
    assert_eq!((half.tau, half.taus().tau), (0.25, &0.25));
    Ok(())
}

#[test]
fn items_inside_functions_and_const_registries_compile() {
    #[derive(Module)]
    struct Local<const N: usize> {
        #[parameter(init = [0.0; N])]
        w: [f64; N],
    }
    const NAMES: [&str; 2] = [Local::<2>::REGISTRY.name(), Local::<2>::REGISTRY.attributes()[0].name()];
    assert_eq!(NAMES, ["Local", "w"]);
    let mut local = Local { w: [5.0; 4] };
    local.reset_parameters();
    assert_eq!(local.w, [0.0; 4]);
}

#[test]
fn a_skipped_field_is_given_or_made_and_never_listed() -> Result<(), Error> {
    #[derive(Debug, PartialEq)]
    struct NoDefault(u8);
    #[derive(Module, Debug)]
    struct Skipping {
        #[module(skip)]
        label: String,
        #[module(skip, init = NoDefault(1))]
        other: NoDefault,
        #[module(skip, init = vec![1, 2])]
        list: Vec<u8>,
        #[module(origin)]
        origin: Origin,
    }
    let made = Skipping::builder().build()?;
    assert_eq!((&*made.label, &made.other, &*made.list), ("", &NoDefault(1), &[1, 2][..]));
    let given = Skipping::builder().label("a".into()).other(NoDefault(2)).list(vec![]).build()?;
    assert_eq!((&*given.label, &given.other, &*given.list), ("a", &NoDefault(2), &[][..]));
    assert!(given.attributes().is_empty() && Skipping::REGISTRY.submodules().is_empty());
    Ok(())
}

#[test]
fn origins_are_equal_whatever_they_remember() -> Result<(), Error> {
    let one = Gain::builder().gain(2.0).key(Key::new(1)).build()?;
    let mut two = Gain::builder().key(Key::new(2)).build()?;
    assert_ne!(one, two);
    two.gain = 2.0;
    assert_eq!(one, two);
    assert_eq!(Origin::default(), one.origin);
    assert!(format!("{:?}", one.origin).starts_with("Origin"));
    // A literal with an empty origin goes back to the declaration.
    let mut literal = Gain { gain: 9.0, origin: Origin::default() };
    literal.reset_parameters();
    assert_eq!(literal.gain, 1.5);
    Ok(())
}

/// The defaults of parameters hold in expressions too, where the language itself does not look at them.
mod defaulted {
    use ndarray::Array1;
    use rockpool_core::prelude::*;

    #[derive(Module, Debug)]
    #[module(shape = n)]
    pub(super) struct Leaky<T: Element = f64, const N: usize = 2> {
        #[parameter(shape = n, init = ones())]
        pub(super) tau: Array1<T>,
        #[parameter(shape = N, init = ones())]
        pub(super) gain: [T; N],
        #[module(origin)]
        origin: Origin,
    }

    #[derive(Module, Debug)]
    #[module(shape = n)]
    pub(super) struct Net<M, T = f32, U = Vec<T>>
    where
        M: Module,
        T: Element + PartialOrd,
        U: IntoIterator<Item = T> + Default,
    {
        #[module(shape = n)]
        pub(super) inner: M,
        #[parameter(shape = n, init = ones())]
        pub(super) bias: Array1<T>,
        #[module(skip)]
        pub(super) log: U,
        #[module(origin)]
        origin: Origin,
    }
}

#[test]
fn builders_of_types_with_defaults_use_the_defaults() -> Result<(), Error> {
    let leaky = defaulted::Leaky::builder().n(3).build()?;
    assert_eq!(leaky.parameters().numel(), 5);
    assert_eq!(leaky.tau.to_vec(), [1.0_f64; 3]);
    let boxed: Vec<Box<dyn DynModule>> = vec![Box::new(leaky)];
    assert_eq!(boxed.parameters().len(), 2);
    Ok(())
}

#[test]
fn other_parameters_than_the_defaults_are_reached_through_the_trait() -> Result<(), Error> {
    let narrow = defaulted::Leaky::<f32, 3>::builder().n(1).build()?;
    assert_eq!(narrow.gain, [1.0_f32; 3]);
    let net = defaulted::Net::<defaulted::Leaky>::builder().n(2).build()?;
    assert_eq!((net.inner.gain, net.bias.to_vec(), net.log.len()), ([1.0_f64; 2], vec![1.0_f32; 2], 0));
    let net = defaulted::Net::<defaulted::Leaky<f32>, f64, [f64; 0]>::builder()
        .inner(defaulted::Leaky::<f32>::builder())
        .n(2)
        .build()?;
    assert_eq!(net.attributes().len(), 3);
    Ok(())
}
