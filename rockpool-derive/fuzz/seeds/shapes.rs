#[module(shape = (n_in, n_out), dims(k, n_syn = n_in / n_out - 1))]
struct Shapes<const N: usize> {
    #[parameter(shape = [(n_out, n_syn), (k, N + 2 * k,), ()], init = zeros())]
    w: ArrayD<f64>,
    #[state(shape = (n_in, (k + 1) * config::WIDTH), permit_reshape = false)]
    x: Array2<f64>,
}
