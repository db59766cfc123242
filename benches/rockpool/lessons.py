"""The networks of `../lessons/mod.rs` as modules of the original, with the same numbers."""

import numpy as np

from networks import draws

# name: batches, steps, layers
LESSONS = {
    "A": (1, 1000, [("lif", 1, 1000)]),
    "B": (32, 100, [("lif", None, 256)]),
    "D": (32, 100, [("linear", 1, 64, 256), ("lif", 2, 256), ("linear", 3, 256, 10), ("lif", None, 10)]),
    "V": (32, 29, [("linear", 1, 12, 100), ("lif", 2, 100), ("linear", 3, 100, 9), ("exp_syn", None, 9)]),
    "W": (32, 116, [("linear", 1, 12, 200), ("lif", 2, 200), ("linear", 3, 200, 9), ("exp_syn", None, 9)]),
}


def normal(seed, shape):
    """Normal numbers, one from each two (Box and Muller, 1958)."""
    pairs = draws(seed, (int(np.prod(shape)), 2))
    return (np.sqrt(-2.0 * np.log1p(-pairs[:, 0])) * np.cos(2.0 * np.pi * pairs[:, 1])).reshape(shape)


def lesson(name, number, linear, lif, exp_syn, sequential):
    """The module, its input and the gradient of its output, from a backend's classes."""
    batches, steps, layers = LESSONS[name]

    def layer(kind, seed, *sizes):
        if kind == "linear":
            return linear(sizes, weight=number(0.02 + 0.2 * normal(seed, sizes)), has_bias=False)
        if kind == "exp_syn":
            return exp_syn(sizes[0])
        n = sizes[0]
        if seed is None:
            return lif((n, n))
        return lif((n, n), has_rec=True, w_rec=number(-5e-4 + 1e-3 * normal(seed, (n, n))))

    modules = [layer(*given) for given in layers]
    module = modules[0] if len(modules) == 1 else sequential(*modules)
    height = 0.15 if name in "AB" else 1.0
    n_in, n_out = layers[0][2], layers[-1][-1]
    data = np.where(draws(0, (batches, steps, n_in)) < 0.1, height, 0.0)
    return module, number(data), number(normal(9, (batches, steps, n_out)))
