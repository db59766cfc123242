struct Pair<'a, M: Module + 'a, const N: usize = 2>
where
    M: Clone,
{
    #[module(shape = (N, Self::WIDTH))]
    inner: M,
    #[module(skip, init = PhantomData)]
    marker: PhantomData<&'a [Self; 0]>,
    #[module(origin)]
    origin: Origin,
}
