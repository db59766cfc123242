//! Inputs that are right, each small enough for its expansion to fit a screen; a builder takes two.

/// A parameter and a state; no origin.
pub(super) const BARE: &str = r#"
    /// A leaky integrator.
    #[module(shape = n)]
    pub struct Leak {
        /// Decay per step.
        #[parameter(shape = n, init = fill(0.9), bounds = 0.0..=1.0)]
        pub decay: Array1<f64>,
        #[state]
        x: f64,
    }
"#;

/// The same with an origin, hence with a builder.
pub(super) const BUILT: &str = r#"
    pub(crate) struct Leak {
        /// Decay per step.
        #[parameter]
        decay: f64,
        #[module(origin)]
        origin: Origin,
    }
"#;

/// The accessors of a family.
pub(super) const FAMILIES: &str = r#"
    pub struct Taus {
        /// Membrane time constant.
        #[parameter(family = "time_constants", init = 0.02, unit = "s", cast = f64::abs)]
        pub tau_mem: f64,
    }
"#;

/// Lifetimes, bounds, defaults and a where-clause, as the impl repeats them.
pub(super) const GENERIC: &str = r#"
    struct Pair<'a, M: Module + 'a, const N: usize = 2>
    where
        M: Clone,
    {
        #[module(shape = (N, Self::WIDTH))]
        inner: M,
        #[module(skip, init = PhantomData)]
        marker: PhantomData<&'a [Self; 0]>,
    }
"#;

/// A tree: `Self` among the fields.
pub(super) const RECURSIVE: &str = r#"
    pub struct Branch {
        #[module]
        children: Vec<Self>,
        #[module(origin)]
        origin: Origin,
    }
"#;

/// Every form of length, and a list of shapes.
pub(super) const SHAPES: &str = r#"
    #[module(shape = n, dims(k, half = n / 2 - 1))]
    struct Shapes<const N: usize> {
        #[parameter(shape = [(k, half), (n, N * config::WIDTH)], init = zeros())]
        w: ArrayD<f64>,
    }
"#;

/// A tuple struct with renamed and aliased fields.
pub(super) const TUPLE: &str = r#"
    #[module(spiking_output)]
    pub struct Gain(
        #[parameter(family = "gains", rename = "gain", alias = "g", alias = "k", init = 1.0)] pub f64,
        #[module(alias = "child")] Option<Box<Gain>>,
    );
"#;

/// What initialisers may look at, and what a module says of itself as a whole.
pub(super) const LIKE: &str = r#"
    #[module(shape = (n, k), dims(k = default(n)), check = Self::is_right)]
    struct Rest {
        #[state(init = like(v_rest))]
        vmem: f64,
        #[parameter(init = 1.0 / n as f64)]
        v_rest: f64,
        #[module(init = Leak::builder().decay(n))]
        inner: Leak,
        #[module(origin)]
        origin: Origin,
    }
"#;

/// A wrapper, which has the shape of what it holds.
pub(super) const WRAPPER: &str = "#[module(shape = inner)] struct Scaled<M: Module> { #[module] inner: M }";

/// The smallest module there is.
pub(super) const UNIT: &str = "/// Nothing.\n#[module(crate = ::toolkit::core)] pub struct Nothing;";

/// Submodules, and nothing, by name or by place.
pub(super) const ENUM: &str = r#"
    /// What neurons can be.
    pub enum Neurons<M: Module> {
        /// Leaky ones.
        Lif(Lif),
        Other { inner: M },
        Off,
    }
"#;

/// No value at all.
pub(super) const EMPTY_ENUM: &str = "enum Never {}";

/// Raw identifiers, which are public without `r#`.
pub(super) const RAW: &str = r#"
    struct r#Loop {
        #[parameter(init = 1.0)]
        r#type: f64,
    }
"#;

/// All of them, by the name of their snapshot.
pub(super) const ALL: [(&str, &str); 13] = [
    ("bare", BARE),
    ("built", BUILT),
    ("families", FAMILIES),
    ("generic", GENERIC),
    ("recursive", RECURSIVE),
    ("shapes", SHAPES),
    ("tuple", TUPLE),
    ("unit", UNIT),
    ("enum", ENUM),
    ("empty_enum", EMPTY_ENUM),
    ("raw", RAW),
    ("like", LIKE),
    ("wrapper", WRAPPER),
];
