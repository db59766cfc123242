"""Times learning in the original, Rockpool 3.1.0, on the networks that `cargo bench --bench learn` runs:
an evolution and the way back to all parameters.

Prints a line for each network and backend: name, backend, milliseconds. Usage: learn.py [letters, such as AW]
"""

from timing import THREADS, each, fastest

from lessons import LESSONS, lesson


def torch(name):
    import torch
    from rockpool.nn.combinators import Sequential
    from rockpool.nn.modules import ExpSynTorch, LIFTorch, LinearTorch

    torch.set_num_threads(THREADS)

    def single(array):
        return torch.tensor(array, dtype=torch.float32)

    module, data, of_output = lesson(name, single, LinearTorch, LIFTorch, ExpSynTorch, Sequential)

    def run():
        module.reset_state()
        for parameter in module.parameters().astorch():
            parameter.grad = None
        (module(data)[0] * of_output).sum().backward()

    return run


def jax(name):
    import jax
    from rockpool.nn.combinators import Sequential
    from rockpool.nn.modules import ExpSynJax, LIFJax, LinearJax

    def single(array):
        return jax.numpy.asarray(array, dtype=jax.numpy.float32)

    module, data, of_output = lesson(name, single, LinearJax, LIFJax, ExpSynJax, Sequential)
    parameters = module.parameters()

    def loss(parameters, data):
        return (module.set_attributes(parameters)(data)[0] * of_output).sum()

    compiled = jax.jit(jax.value_and_grad(loss))
    return lambda: jax.block_until_ready(compiled(parameters, data))


def main():
    for name, backend, make in each(LESSONS, {"torch f32": torch, "jax f32": jax}):
        seconds, _ = fastest(make(name), 6.0)
        print(f"{name}\t{backend}\t{seconds * 1e3:.3f}", flush=True)


if __name__ == "__main__":
    main()
