/// What neurons can be.
pub enum Neurons<M> {
    /// Leaky ones.
    Lif(Lif),
    Other { inner: M },
    Off,
}
