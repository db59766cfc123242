"""Times runs of the original on so many threads; imported before anything that starts threads."""

import importlib.util
import os
import sys
import time
import warnings

THREADS = int(os.environ.get("THREADS", "2"))
os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:THREADS])
os.environ.update(OMP_NUM_THREADS=str(THREADS), JAX_PLATFORMS="cpu")
warnings.filterwarnings("ignore")


def fastest(run, seconds=3.0):
    """Seconds of the fastest run, after one that warms up, and what that gave."""
    output = run()
    times, end = [], time.perf_counter() + seconds
    while len(times) < 3 or (time.perf_counter() < end and len(times) < 200):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times), output


def each(names, backends):
    """What is wanted: names, backends, and what makes a run of each; backends that are not installed are left out."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else "".join(names)
    for name in names:
        for backend, make in backends.items() if name in wanted else ():
            if importlib.util.find_spec(backend.split()[0]):
                yield name, backend, make
            else:
                print(f"{backend} is not installed, and left out", file=sys.stderr)
