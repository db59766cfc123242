"""Times learning in the original, Rockpool 3.1.0, on the networks that `cargo bench --bench learn` runs:
an evolution and the way back to all parameters.

Prints a line for each network and backend: name, backend, milliseconds. Usage: learn.py [letters, such as AW]
"""

import importlib.util
import os
import sys
import time
import warnings

THREADS = int(os.environ.get("THREADS", "2"))
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:THREADS])
os.environ.update(OMP_NUM_THREADS=str(THREADS), JAX_PLATFORMS="cpu")
warnings.filterwarnings("ignore")

from lessons import LESSONS, lesson

SECONDS = 6.0


def fastest(run):
    """Seconds of the fastest run, after one that warms up."""
    run()
    times, end = [], time.perf_counter() + SECONDS
    while len(times) < 3 or (time.perf_counter() < end and len(times) < 200):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


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
    wanted = sys.argv[1] if len(sys.argv) > 1 else "".join(LESSONS)
    for name in LESSONS:
        if name not in wanted:
            continue
        for backend, make in {"torch f32": torch, "jax f32": jax}.items():
            if not importlib.util.find_spec(backend.split()[0]):
                print(f"{backend} is not installed, and left out", file=sys.stderr)
                continue
            print(f"{name}\t{backend}\t{fastest(make(name)) * 1e3:.3f}", flush=True)


if __name__ == "__main__":
    main()
