"""Reads what this library writes: cargo run -p rockpool-io --example write_all -- FOLDER && python check.py FOLDER"""

import json
import pathlib
import sys

import numpy as np
from safetensors import safe_open
from safetensors.numpy import load_file

from make_data import HERE, VALUES, nested

folder = pathlib.Path(sys.argv[1])


def same(name, found):
    assert set(found) == set(VALUES), (name, set(found) ^ set(VALUES))
    for path, expected in VALUES.items():
        value = found[path]
        assert value.dtype == expected.dtype, (name, path, value.dtype)
        assert value.shape == expected.shape, (name, path, value.shape)
        assert value.tobytes() == expected.tobytes(), (name, path)


same("safetensors", load_file(folder / "net.safetensors"))
with np.load(folder / "net.npz", allow_pickle=False) as archive:
    same("npz", {path: archive[path] for path in archive.files})
with safe_open(folder / "net.safetensors", "np") as file:
    schema = json.loads(file.metadata()["rockpool"])
assert schema["attributes"]["tau"]["unit"] == "s", schema
document = json.loads((folder / "net.json").read_text())
assert document == nested(VALUES, lambda value: value.tolist() if value.dtype != np.float32 else
                          [[float(str(x)) for x in row] for row in value]), document
for name in ["hidden", "readout"]:
    for key, value in document[name].items():
        original = json.loads(value) if isinstance(value, str) else value  # as its `json_to_param` does
        path = f"{name}.{key}"
        assert np.array(original, dtype=VALUES[path].dtype).tobytes() == VALUES[path].tobytes(), path
print("equal: safetensors, npz, JSON")
