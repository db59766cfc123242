"""Loads what this library writes for the original into its Torch modules:
cargo run -p rockpool-io --example write_rockpool -- FOLDER && python check_rockpool.py FOLDER
"""

import json
import pathlib
import sys

import torch

from make_rockpool import HERE, modules, scramble


def leaves(document, path=()):
    for key, value in document.items():
        if isinstance(value, dict):
            yield from leaves(value, path + (key,))
        else:
            yield path + (key,), json.loads(value) if isinstance(value, str) else value


folder = pathlib.Path(sys.argv[1])
for name, make in modules().items():
    module = make()
    module.load(folder / f"{name}.json")
    expected = dict(leaves(json.loads((HERE / f"{name}.json").read_text())))
    found = dict(leaves(json.loads(json.dumps(module.to_json()))))
    scrambled = make()
    scramble(scrambled)
    # Parameters alone are loaded; constants of the original are made by its constructors.
    for path in dict(leaves(json.loads((folder / f"{name}.json").read_text()))):
        assert torch.equal(torch.tensor(found[path]), torch.tensor(expected[path])), (name, path)
    for parameter, value in module.named_parameters():
        assert torch.equal(value, dict(scrambled.named_parameters())[parameter]), (name, parameter)
print("equal:", ", ".join(modules()))
