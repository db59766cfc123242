"""Makes the test files of this folder: python make_data.py

Made with Python 3.11, numpy and safetensors as versions.txt says. The values are in `VALUES`, which
tests/python.rs repeats.
"""

import json
import pathlib
import sys
import zipfile
from unittest import mock

import numpy as np
import safetensors
from safetensors.numpy import save_file

HERE = pathlib.Path(__file__).parent

VALUES = {
    "hidden.weight": np.array([[0.1, -0.2, 0.3], [1e-30, 5e30, -0.0]], dtype=np.float32),
    "hidden.tau": np.array([0.02, 0.05], dtype=np.float64),
    "readout.gain": np.array(1.5, dtype=np.float64),
    "readout.counts": np.array([-3, 0, 2**40], dtype=np.int64),
    "readout.mask": np.array([True, False, True]),
}


def nested(values, leaf):
    tree = {}
    for path, value in values.items():
        *above, name = path.split(".")
        branch = tree
        for step in above:
            branch = branch.setdefault(step, {})
        branch[name] = leaf(value)
    return tree


class Stream:
    """What can be written, and not read or written again."""

    def __init__(self, file):
        self.write, self.flush = file.write, file.flush


def streamed():
    """Archives with sizes behind their members, with comments and fields that nobody knows."""
    with open(HERE / "streamed.npz", "wb") as file, zipfile.ZipFile(Stream(file), "w") as archive:
        for name, value in VALUES.items():
            with archive.open(f"{name}.npy", "w") as member:
                np.lib.format.write_array(member, value)
    with zipfile.ZipFile(HERE / "noted.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = b"made by hand"
        archive.writestr("README.txt", "an array each")
        archive.writestr("notes/", "")
        for name, value in VALUES.items():
            member = zipfile.ZipInfo(f"{name}.npy", (2020, 1, 2, 3, 4, 6))
            member.compress_type, member.comment, member.extra = zipfile.ZIP_DEFLATED, b"an array", b"\xfe\xca\x00\x00"
            with archive.open(member, "w") as file:
                np.lib.format.write_array(file, value)


def original():
    """Files of the original itself, where it is installed."""
    try:
        import torch
        from rockpool.nn.combinators import Sequential
        from rockpool.nn.modules import ExpSynTorch, LIFTorch, LinearTorch
        from rockpool.parameters import Constant
    except ImportError as error:
        return print(f"original*.json are kept: {error}")
    weight = torch.tensor([[0.1, 0.3, -0.5], [-0.2, 0.4, 0.6]])
    net = Sequential(
        LinearTorch((2, 3), weight=weight, bias=torch.tensor([0.5, -0.5, 0.25]), has_bias=True),
        LIFTorch((3, 3), has_rec=True, w_rec=torch.eye(3), tau_mem=0.05, threshold=Constant(1.5)),
        ExpSynTorch(3, tau=0.01),
    )
    net.save(HERE / "original.json")
    net[0].bias.data[:] = torch.tensor([float("nan"), float("inf"), -float("inf")])
    net[0].save(HERE / "original_nan.json")


def main():
    save_file(VALUES, HERE / "plain.safetensors")
    save_file({k: v.astype(np.float16) if v.dtype.kind == "f" else v for k, v in VALUES.items() if k != "hidden.weight"}
              | {"hidden.weight": np.array([[0.5, -0.25, 0.75], [1, 2, 3]], dtype=np.float16)},
              HERE / "half.safetensors", metadata={"made": "by \"Python\""})
    np.savez(HERE / "plain.npz", **VALUES)
    np.savez_compressed(HERE / "compressed.npz", **VALUES)
    # Column-major, and the bytes of each element in the other order.
    np.savez(HERE / "orders.npz", **{
        k: np.asfortranarray(v).astype(v.dtype.newbyteorder(">")) for k, v in VALUES.items()
    })
    # As if everything were larger than 4 GiB.
    with mock.patch.multiple(zipfile, ZIP64_LIMIT=10, ZIP_FILECOUNT_LIMIT=1):
        np.savez(HERE / "zip64.npz", **VALUES)
    streamed()
    np.savez(HERE / "pickled.npz", **{"hidden.tau": np.array([None, 1], dtype=object)})

    # Much from little: 64 MiB of zeros.
    np.savez_compressed(HERE / "bomb.npz", x=np.zeros(1 << 24, dtype=np.float32))

    # The original's `TorchModule.save`: each value a text of JSON, functions `null`; its `to_json` merges
    # parameters and simulation parameters through sets, so that the order of names is any (B114, B115).
    torch = nested({k: VALUES[k] for k in ["readout.gain", "hidden.tau", "hidden.weight"]},
                   lambda value: json.dumps(value.tolist()))
    torch["hidden"]["spike_generation_fn"] = None
    torch["hidden"]["dt"] = json.dumps(0.001)
    (HERE / "torch.json").write_text(json.dumps(torch))
    # The same, single-encoded, which the original loads too.
    (HERE / "nested.json").write_text(json.dumps(nested(VALUES, lambda value: value.tolist())))
    original()
    (HERE / "nan.json").write_text(json.dumps({"hidden": {"tau": [0.02, float("nan")]}}))

    (HERE / "versions.txt").write_text(
        f"python {sys.version.split()[0]}\nnumpy {np.__version__}\nsafetensors {safetensors.__version__}\n")


if __name__ == "__main__":
    main()
