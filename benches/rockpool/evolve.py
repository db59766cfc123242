"""Times the original, Rockpool 3.1.0, on the networks that `cargo bench --bench evolve` runs.

Prints a line for each network and backend: name, backend, microseconds for a step, mean number of
spikes of a neuron in a step. Usage: evolve.py [letters, such as AC]
"""

from timing import THREADS, each, fastest

import numpy as np

from networks import NETWORKS, network


def numpy(name):
    from rockpool.nn.combinators import Sequential
    from rockpool.nn.modules import LIF, Linear

    def linear(shape, weight):
        return Linear(shape, weight=weight, has_bias=False)

    module, data = network(name, linear, LIF, Sequential, np.asarray)

    def run():
        module.reset_state()
        return module(data)[0]

    return run, data


def jax(name):
    import jax
    from rockpool.nn.combinators import Sequential
    from rockpool.nn.modules import LIFJax, LinearJax

    def linear(shape, weight):
        return LinearJax(shape, weight=weight, has_bias=False)

    def single(array):
        return jax.numpy.asarray(array, dtype=jax.numpy.float32)

    module, data = network(name, linear, LIFJax, Sequential, single)
    data = single(data)
    compiled = jax.jit(lambda module, data: module.evolve(data)[0])
    return lambda: compiled(module, data).block_until_ready(), data


def torch(name):
    import torch
    from rockpool.nn.combinators import Sequential
    from rockpool.nn.modules import LIFTorch, LinearTorch

    torch.set_num_threads(THREADS)

    def linear(shape, weight):
        return LinearTorch(shape, weight=weight, has_bias=False)

    def single(array):
        return torch.tensor(array, dtype=torch.float32)

    module, data = network(name, linear, LIFTorch, Sequential, single)
    data = single(data)

    def run():
        with torch.no_grad():
            module.reset_state()
            return module(data)[0]

    return run, data


BACKENDS = {"numpy f64": numpy, "jax f32": jax, "torch f32": torch}


def main():
    for name, backend, make in each(NETWORKS, BACKENDS):
        run, data = make(name)
        seconds, output = fastest(run)
        output = np.asarray(output)
        micros = seconds / data.shape[1] * 1e6
        print(f"{name}\t{backend}\t{micros:.2f}\t{output.mean():.3f}\t{(output != 0).mean():.3f}", flush=True)


if __name__ == "__main__":
    main()
