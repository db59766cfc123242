"""The networks of `../networks/mod.rs` as modules of the original, with the same numbers."""

import numpy as np

# name: what it is, as printed
NETWORKS = {
    "A": "Lif(1000), recurrent, B=1, T=1000",
    "B": "Lif(256), B=32, T=100",
    "C": "Lif(1000), B=1, T=1000",
    "D": "Linear(64, 256), Lif(256), recurrent, Linear(256, 10), Lif(10), B=32, T=100",
}


def draws(seed, shape):
    """Numbers from 0 to 1: SplitMix64 (Steele, Lea and Flood, 2014), whose upper 53 bits make a number."""
    count = np.arange(1, np.prod(shape) + 1, dtype=np.uint64)
    bits = np.uint64(seed << 40) + count * np.uint64(0x9E3779B97F4A7C15)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((bits ^ (bits >> np.uint64(31))) >> np.uint64(11)).reshape(shape) / 2.0**53


def spikes(shape, rate, height):
    return np.where(draws(0, shape) < rate, height, 0.0)


def weights(seed, shape, mean, spread):
    return mean + spread * (2.0 * draws(seed, shape) - 1.0)


def recurrent(lif, number, n, tau_mem, tau_syn):
    w_rec = weights(3, (n, n), -0.56 / n, 0.1 / np.sqrt(n))
    return lif((n, n), has_rec=True, w_rec=number(w_rec), tau_mem=tau_mem, tau_syn=tau_syn)


def network(name, linear, lif, sequential, number):
    """The module and its input, from a backend's classes and its conversion of arrays."""
    if name == "A":
        return recurrent(lif, number, 1000, 20e-3, 20e-3), spikes((1, 1000, 1000), 0.2, 0.5)
    if name == "B":
        return lif((256, 256)), spikes((32, 100, 256), 0.4, 0.5)
    if name == "C":
        return lif((1000, 1000)), spikes((1, 1000, 1000), 0.25, 0.4)
    layers = sequential(
        linear((64, 256), weight=number(weights(1, (64, 256), 0.0, 0.125))),
        recurrent(lif, number, 256, 15e-3, 8e-3),
        linear((256, 10), weight=number(weights(2, (256, 10), 0.0, 0.0625))),
        lif((10, 10)),
    )
    return layers, spikes((32, 100, 64), 0.5, 1.0)
