//! Inputs that hold much at once, which mutations begin from.

/// Items for `#[derive(Module)]`.
pub(super) const MODULES: [&str; 9] = [
    r#"
    /** Layers of everything.
     * With stars. */
    #[module(shape = (n_in, n_out), dims(k = default(n_in), half = n_in / 2 - 1, n_free), check = Self::is_right, builder = Make, spiking_input)]
    #[allow(non_snake_case)]
    pub(crate) struct Layer<'a, T: Real + Into<f64> = f64, M: Module<Elem = T> + 'a = Cell<T>, const N: usize = { 2 + 1 }>
    where
        M: Clone,
        for<'b> &'b T: core::ops::Add<T, Output = T>,
    {
        #[parameter(family = "weights", shape = [(n_out, n_in), (1, N * Self::K), ()], init = kaiming(), bounds = -1e-3..=crate::MOST, unit = "mS/cm^2", rename = "w", alias = "weight", alias = "W", permit_reshape = false)]
        pub V_th: Option<ArrayD<T>>,
        #[state(shape = (n_out,), init = like(V_th), stored = false)]
        v: [T; N],
        #[simulation(with = Millis<f64>, init = Duration::from_millis(2), unit = other("persons/d"), cast = |x| x + 1)]
        refractory: core::time::Duration,
        #[module(len = n_free * 2, shape = (n_out, half), init = vec![Cell::builder().tau(1.0 / n_in as f64), Cell::builder()])]
        cells: Vec<M>,
        #[module(skip, init = PhantomData)]
        marker: PhantomData<&'a [Self; 0]>,
        #[module(origin)]
        origin: Origin,
    }
    "#,
    r#"
    #[module(crate = ::toolkit::core, shape = inner)]
    struct Wrapper<T, const N: usize>(
        #[module(alias = "old", shape = N)] pub Box<T>,
        #[parameter(init = fill(1.0 / N as f64), bounds = ..2.0, family = "gen")] [[f32; N]; 2],
        #[module(skip)] String,
        #[module(origin)] Origin,
    ) where T: Module;
    "#,
    r#"
    #[module(check = check::all)]
    pub enum Neurons<M: Module, T: Element = f32> where M: Send {
        Lif(Lif<T>),
        #[doc(hidden)]
        Other { inner: Option<M> },
        Many(#[module] Vec<(M, M)>),
        r#Off,
        Nothing {},
    }
    "#,
    r#"
    #[module(shape = n)]
    struct Doubtful {
        #[parameter(n, init = "euler", unit = "degC", unit = "s", bounds = ">0")] a: Array2<f64>,
        #[parameter(shape = [n_in, n_out], family = weights)] b: ArrayD<f64>,
        #[param(init_func = |s| 1.0)] c: f64,
        #[state] #[parameter] d: Vec<Vec<f64>>,
        #[module(shape = (type, n + ), skip = true)] e: Rc<Cell>,
        f: HashMap<String, Cell>,
        #[module(origin)] origin: Origin,
        #[module(origin)] other: Origin,
    }
    "#,
    r#"
    #[repr(C)]
    #[deprecated(note = "no more")]
    pub struct Single<T: ?Sized + for<'x> Fn(&'x [f64]) -> f64> {
        #[cfg(all())]
        #[deprecated]
        #[doc = concat!("a", "b")]
        #[parameter(init = Box::new(|x| { let y = x; y }) as Box<dyn Fn(f64) -> f64 + Send + Sync>)]
        pub(in crate::a) f: Box<T>,
        #[parameter(init = if true { 0.1 } else { 0.2 }, cast = <f64 as Abs>::abs)]
        g: <Vec<f64> as Holds>::Item,
        #[state(init = match 3 { 1..=2 => [0; 3], _ => [1, 2, 3] })]
        h: (u8, fn(&str) -> !),
    }
    "#,
    "#[module(dims(a, b = a * 3 / 2, c = default((a + 1) * 2)), shape = (a, 3, K))] pub struct Unit;",
    r#"
    #[module(shape = (n_in, n_out), dims(n_hidden))]
    pub struct Net {
        #[module(shape = (n_in, n_hidden))] pub project: Linear,
        #[module(shape = n_hidden)] pub hidden: [Neurons; 2],
        #[module(shape = (n_hidden, n_out), init = Linear::builder().w(Declared))] pub readout: Option<Box<Linear>>,
        #[module] by_name: BTreeMap<String, Box<dyn DynModule>>,
        #[module(skip)] pub label: &'static str,
        #[module(origin)] origin: Origin,
    }
    "#,
    r#"
    #[module(shape = (n: usize, m = 2), dims[k], check = "Self::ok", builder = Guessed)]
    struct Guessed<D: Dimension = Ix2> {
        #[buffer] level: f64,
        #[parameter(true)] on: bool,
        #[parameter(Some(0.5), bounds = 0.0..1.0)] gain: Array<f32, Ix2>,
        #[parameter(init = like(gain) * self.gain, shape = (n, m) | (n as usize,))] twice: Array<f64, D>,
        #[simulation(init = on ? -1 : 300, with = Millis)] count: Option<u8>,
        #[module(parameter)] child: Box<dyn Module>,
        #[module("skip")] tail: [f64],
    }
    "#,
    "union Both { #[parameter(init = 0.0)] a: f64, #[state] b: u64 }",
];

/// Items for `#[derive(AttributeValue)]`.
pub(super) const VALUES: [&str; 5] = [
    r#"pub enum Solver { #[attribute(rename = "rk4", alias = "RK4")] RungeKutta4 = 4, Euler, r#Else }"#,
    "struct Seconds<T: Real = f64, const N: usize = 3>(pub [T; N]) where T: Copy;",
    r#"/// Of one field.
    #[attribute(crate = ::toolkit)] struct Named<'a, T> { #[attribute(rename = "x")] field: &'a Vec<T> }"#,
    "enum Wrong { One(u8), Two { a: f64 }, Three }",
    "struct Several { a: f64, b: f64 }",
];
