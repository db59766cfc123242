"""Reads the NIR files that this library writes, with the types of all edges checked, and writes them again:

cargo run -p rockpool-io --features nir --example write_nir -- FOLDER && python check_nir.py FOLDER
cargo run -p rockpool-io --features nir --example write_nir -- FOLDER   # compares what Python wrote again
"""

import pathlib
import sys
from unittest import mock

import nir
import numpy as np

from make_nir import BIAS, RECURRENT, TAU_MEM, TAU_SYN, WEIGHT

folder = pathlib.Path(sys.argv[1])


def same(found, expected):
    expected = np.asarray(expected)
    assert found.dtype == expected.dtype and found.tobytes() == np.ascontiguousarray(expected).tobytes(), (found, expected)


def resistance(tau, dt=1e-3):
    return tau * np.exp(-dt / tau) / dt


graphs = {}
for name in ["struct", "boxed", "stack", "residual"]:
    graphs[name] = nir.read(folder / f"{name}.nir")
    nir.write(folder / f"{name}-again.nir", graphs[name])

net = graphs["struct"]
assert net.edges == [("input", "project"), ("project", "hidden"), ("hidden", "cells"), ("cells", "output")], net.edges
assert isinstance(net.nodes["project"], nir.Affine) and isinstance(net.nodes["hidden"], nir.CubaLIF)
same(net.nodes["project"].weight, WEIGHT)
same(net.nodes["project"].bias, BIAS)
hidden = net.nodes["hidden"]
same(hidden.tau_mem, TAU_MEM)
same(hidden.tau_syn, TAU_SYN)
same(hidden.v_threshold, np.full(3, 1.5))
same(hidden.v_leak, np.array([0.0, 0.1, 0.2]))
same(hidden.v_reset, np.zeros(3))
same(hidden.w_in, np.ones(3))
assert np.allclose(hidden.r, resistance(TAU_MEM), rtol=1e-15)
assert hidden.metadata["dt"] == 1e-3 and hidden.metadata["noise_std"] == 0.25, hidden.metadata
cells = net.nodes["cells"]
assert isinstance(cells.nodes["0"], nir.LI) and cells.edges[1] == ("0", "1"), cells
same(cells.nodes["0"].tau, TAU_SYN)

net = graphs["boxed"]
assert isinstance(net.nodes["out"], nir.Linear)
inner = net.nodes["inner"]
assert isinstance(inner.nodes["a"], nir.LIF)
same(inner.nodes["a"].tau, TAU_MEM)
assert np.allclose(inner.nodes["a"].r, resistance(TAU_MEM, 2e-3), rtol=1e-15)
recurrent = inner.nodes["b"]
assert set(recurrent.edges) == {("input", "lif"), ("lif", "w_rec"), ("w_rec", "lif"), ("lif", "output")}
same(recurrent.nodes["w_rec"].weight, RECURRENT)

net = graphs["stack"]
assert [edge[1] for edge in net.edges] == ["0_Lif", "0_1_weight", "1_ExpSyn", "output"], net.edges
same(net.nodes["0_1_weight"].weight, WEIGHT.T)
assert ("input", "output") in graphs["residual"].edges
print("equal:", *graphs)

try:
    from rockpool.nn.modules.torch.nir import from_nir
except ImportError as error:
    print("not read by the original:", error)
else:
    boxed = graphs["boxed"].nodes
    nodes = {"input": boxed["input"], "project": boxed["project"], "b": boxed["inner"].nodes["b"],
             "output": nir.Output(np.array([3]))}
    flat = nir.NIRGraph(nodes, [("input", "project"), ("project", "b"), ("b", "output")])
    # It puts Torch modules into a graph, which later versions of nir refuse.
    with mock.patch.multiple(nir.NIRGraph, infer_types=lambda _: None, check_types=lambda _: None,
                             _update_input_output_types=lambda _: None):
        lif = from_nir(flat).get_submodule("b")
    assert np.allclose(lif.w_rec.detach().numpy(), RECURRENT.T, rtol=1e-6), lif.w_rec
    assert np.allclose(lif.tau_mem.detach().numpy(), TAU_MEM, rtol=1e-6)
    assert abs(lif.dt / 1e-3 - 1) < 0.01, lif.dt
    print("read by the original, with dt =", lif.dt)
