"""Makes the NIR files of this folder: python make_nir.py

Made with the Python packages nir and h5py as versions-nir.txt says. tests/nir.rs repeats the values. `rockpool.nir`
is written by the original's own `to_nir`, and needs rockpool 3.1.0, torch and nirtorch 1.0; without them it is kept.
"""

import pathlib
import sys
from unittest import mock

import h5py
import nir
import numpy as np

HERE = pathlib.Path(__file__).parent

WEIGHT = np.array([[0.1, -0.2], [0.3, 0.4], [-0.5, 0.6]])  # (outputs, inputs), as NIR has it
BIAS = np.array([0.01, -0.02, 0.03])
RECURRENT = np.array([[0.0, 0.1, 0.2], [-0.1, 0.0, 0.3], [-0.2, -0.3, 0.0]])  # (to, from)
TAU_MEM = np.array([0.01, 0.02, 0.03])
TAU_SYN = np.array([0.005, 0.006, 0.007])


def cuba(**changed):
    values = dict(tau_mem=TAU_MEM, tau_syn=TAU_SYN, r=np.ones(3), v_leak=np.array([0.0, 0.1, 0.2]),
                  v_threshold=np.array([1.0, 1.5, 2.0]))
    return nir.CubaLIF(**(values | changed))


def lif(**changed):
    values = dict(tau=TAU_MEM, r=np.ones(3), v_leak=np.zeros(3), v_threshold=np.array([1.0, 1.5, 2.0]))
    return nir.LIF(**(values | changed))


def li():
    return nir.LI(tau=TAU_SYN, r=np.ones(3), v_leak=np.zeros(3))


def graph(nodes, edges=None, ends=(2, 3)):
    names = ["input", *nodes, "output"]
    chain = list(zip(names, names[1:]))
    nodes = {"input": nir.Input(np.array([ends[0]])), **nodes, "output": nir.Output(np.array([ends[1]]))}
    return nir.NIRGraph(nodes, chain if edges is None else edges)


def recurrent(neurons, weight):
    return graph({"lif": neurons, "w_rec": weight}, ends=(3, 3),
                 edges=[("input", "lif"), ("lif", "w_rec"), ("w_rec", "lif"), ("lif", "output")])


def single(node):
    for name, value in vars(node).items():
        if isinstance(value, np.ndarray) and value.dtype == np.float64:
            setattr(node, name, value.astype(np.float32))
    return node


def residual():
    names = ["input", "project", "inner", "output"]
    nodes = {"project": nir.Linear(np.eye(3) * 0.5), "inner": li()}
    return graph(nodes, ends=(3, 3), edges=[*zip(names, names[1:]), ("input", "output")])


GRAPHS = {
    "chain": graph({"project": nir.Affine(WEIGHT, BIAS), "hidden": cuba(), "mix": nir.Linear(RECURRENT), "out": li()}),
    "lif": graph({"project": nir.Linear(WEIGHT), "spike": lif()}),
    "single": graph({"project": single(nir.Affine(WEIGHT, BIAS)), "hidden": single(cuba())}),
    # Recurrence as the original and snnTorch have it, in a graph of its own, and by edges alone.
    "recurrent": graph({"project": nir.Linear(WEIGHT), "hidden": recurrent(cuba(), nir.Linear(RECURRENT))}),
    "edges": graph(
        {"project": nir.Linear(WEIGHT), "hidden": cuba(), "back": nir.Affine(RECURRENT, np.zeros(3))},
        edges=[("input", "project"), ("project", "hidden"), ("hidden", "back"), ("back", "hidden"), ("hidden", "output")]),
    "nested": graph({"front": graph({"0": nir.Linear(WEIGHT), "1": cuba()}), "back": residual()}),
    # What has no counterpart here.
    "reset": graph({"project": nir.Linear(WEIGHT), "hidden": cuba(v_reset=np.array([0.0, 0.5, 0.0])),
                    "again": cuba(w_in=np.full(3, 2.0))}),
    "branch": graph({"left": nir.Linear(WEIGHT), "right": nir.Linear(WEIGHT)},
                    edges=[("input", "left"), ("input", "right"), ("left", "output"), ("right", "output")]),
    "scale": graph({"project": nir.Linear(WEIGHT), "scale": nir.Scale(np.ones(3)), "threshold": nir.Threshold(np.ones(3))}),
}


def bomb():
    """64 MiB of zeros in few bytes."""
    with h5py.File(HERE / "bomb.nir", "w") as file:
        file["version"] = nir.version
        file["node/type"] = "NIRGraph"
        file["node/edges"] = [("input", "x"), ("x", "output")]
        for name, shape in [("input", [1 << 13]), ("output", [1 << 10])]:
            file[f"node/nodes/{name}/type"] = name.capitalize()
            file[f"node/nodes/{name}/shape"] = shape
        file["node/nodes/x/type"] = "Linear"
        file["node/nodes/x"].create_dataset(
            "weight", shape=(1 << 10, 1 << 13), dtype="f8", compression="gzip", compression_opts=9, chunks=(1 << 10, 1 << 13))
        file["node/nodes/x/weight"][:] = 0.0


def graph_group(group, nodes=("a", "b")):
    group["type"] = "NIRGraph"
    group["edges"] = [nodes]
    return group.create_group("nodes")


def links():
    """A graph in itself, and one of 10^8 graphs that are all the same ones."""
    with h5py.File(HERE / "cycle.nir", "w") as file:
        node = file.create_group("node")
        graph_group(node)["x"] = node
    with h5py.File(HERE / "links.nir", "w") as file:
        node = file.create_group("node")
        for _ in range(8):
            nodes = graph_group(node)
            node = nodes.create_group("0")
            for index in range(1, 10):
                nodes[str(index)] = node
        graph_group(node)


def kinds_of_hdf5():
    """One graph in the ways of HDF5: those that are read, and those that are not and shall be told at their place."""
    def write(name, weight, sizes=None, **options):
        path = HERE / "hdf5" / f"{name}.nir"
        path.parent.mkdir(exist_ok=True)
        if sizes is not None:
            properties = h5py.h5p.create(h5py.h5p.FILE_CREATE)
            properties.set_sizes(*sizes)
            h5py.h5f.create(str(path).encode(), h5py.h5f.ACC_TRUNC, fcpl=properties).close()
        with h5py.File(path, "w" if sizes is None else "r+", **options) as file:
            node = file.create_group("node")
            node["type"] = "NIRGraph"
            node["edges"] = [("input", "project"), ("project", "output")]
            for end, shape in [("input", [2]), ("output", [3])]:
                file[f"node/nodes/{end}/type"] = end.capitalize()
                file[f"node/nodes/{end}/shape"] = shape
            project = node.create_group("nodes/project")
            project["type"] = "Linear"
            weight(file, project)
        return path

    def dataset(**options):
        return lambda _, project: project.create_dataset("weight", **(dict(data=WEIGHT) | options))

    def link(to):
        def weight(file, project):
            file["elsewhere"] = WEIGHT
            project["weight"] = to
        return weight

    def note(file, project):
        project["weight"] = WEIGHT
        project["note"] = h5py.SoftLink("/nowhere")

    def moved(file, project):
        project["weight"] = WEIGHT
        file.move("node/nodes/project", "elsewhere")
        file["node/nodes/project"] = h5py.SoftLink("/elsewhere")

    latest = dict(libver="latest")
    write("latest", dataset(), **latest)
    write("half", dataset(data=WEIGHT.astype("<f2")), **latest)
    write("half_big_endian", dataset(data=WEIGHT.astype(">f2"), chunks=(2, 2), compression="gzip"))
    write("integers", dataset(data=(WEIGHT * 10).astype(">i2")), **latest)
    write("packed", dataset(chunks=(2, 2), compression="lzf", shuffle=True, fletcher32=True))
    write("user_block", dataset(), userblock_size=512, libver="latest")
    write("pages", dataset(), fs_strategy="page", fs_page_size=512, libver="latest")
    write("note", note)
    write("soft", link(h5py.SoftLink("/elsewhere")))
    write("soft_latest", link(h5py.SoftLink("/elsewhere")), **latest)
    write("soft_node", moved)
    write("layout", dataset(chunks=(2, 2), compression="gzip"), **latest)
    write("endless", dataset(chunks=(2, 2), maxshape=(None, None)), **latest)
    write("sizes", dataset(), sizes=(4, 4))
    write("empty", dataset(data=h5py.Empty("f8")), **latest)
    write("complex", dataset(data=WEIGHT.astype("c16")), **latest)


def original():
    try:
        from rockpool.nn.combinators import Sequential
        from rockpool.nn.modules import ExpSynTorch, LIFTorch, LinearTorch
        from rockpool.nn.modules.torch.nir import to_nir
        from rockpool.parameters import Constant
        import torch
    except ImportError as error:
        return print(f"rockpool.nir is kept: {error}")
    net = Sequential(
        LinearTorch((2, 3), weight=torch.tensor(WEIGHT.T, dtype=torch.float32), has_bias=False),
        LIFTorch((3, 3), tau_mem=torch.tensor(TAU_MEM, dtype=torch.float32),
                 tau_syn=torch.tensor(TAU_SYN, dtype=torch.float32)[:, None], threshold=Constant(1.5), dt=2e-3),
        ExpSynTorch(3, tau=Constant(torch.tensor(TAU_SYN, dtype=torch.float32)), dt=2e-3),
    )
    # Its input has the batch in its shape, which later versions of nir refuse to write.
    with mock.patch.multiple(nir.NIRGraph, infer_types=lambda _: None, check_types=lambda _: None):
        nir.write(HERE / "rockpool.nir", to_nir(net))


def main():
    for name, made in GRAPHS.items():
        nir.write(HERE / f"{name}.nir", made)
    bomb()
    links()
    kinds_of_hdf5()
    original()
    (HERE / "versions-nir.txt").write_text(
        f"python {sys.version.split()[0]}\nnumpy {np.__version__}\nnir {nir.__version__}\nh5py {h5py.__version__}\n")


if __name__ == "__main__":
    main()
