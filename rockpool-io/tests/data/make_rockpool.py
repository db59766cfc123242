"""Makes the files of the original in `rockpool/`: python make_rockpool.py

Made with Python 3.11, Rockpool 3.1.0, torch 2.15.0, numpy 2.4.6: each standard module and combinator of its Torch
modules, saved by `TorchModule.save`. tests/original.rs loads them.
"""

import json
import pathlib

import rockpool.nn.modules as nn
from rockpool.nn.combinators import FFwdStack, Residual, Sequential
from rockpool.parameters import Constant
import torch

HERE = pathlib.Path(__file__).parent / "rockpool"


def modules():
    """Each module by the name of its file."""
    linear, lif = nn.LinearTorch, nn.LIFTorch
    return {
        "linear": lambda: linear((2, 3), has_bias=False),
        "linear_bias": lambda: linear((2, 3), has_bias=True),
        "lif": lambda: lif((2, 2)),
        "lif_recurrent": lambda: lif((2, 2), has_rec=True),
        "lif_synapses": lambda: lif((4, 2), has_rec=True, threshold=Constant(1.5)),
        "lif_neuron": lambda: nn.LIFNeuronTorch(3),
        "exp_syn": lambda: nn.ExpSynTorch(3),
        "rate": lambda: nn.RateTorch((2, 2)),
        "rate_recurrent": lambda: nn.RateTorch((2, 2), has_rec=True),
        "instant": lambda: nn.InstantTorch((2,)),
        "sequential": lambda: Sequential(linear((2, 3)), lif((3, 3)), linear((3, 2)), nn.ExpSynTorch(2)),
        "residual": lambda: Residual(linear((3, 3)), lif((3, 3), has_rec=True)),
        "ffwd_stack": lambda: FFwdStack(lif((2, 2)), lif((3, 3)), nn.ExpSynTorch((2,))),
        "nested": lambda: Sequential(
            linear((2, 3)),
            lif((3, 3)),
            Residual(linear((3, 3)), Sequential(lif((3, 3)), nn.LIFNeuronTorch(3))),
            nn.InstantTorch((3,)),
            nn.RateTorch((3, 3)),
        ),
    }


def scramble(module):
    """Values that none has by default, and that all bounds permit."""
    count = 0
    for name, value in sorted(module.named_parameters()):
        numbers = torch.arange(value.numel(), dtype=torch.float32).reshape(value.shape)
        value.data = (numbers + 1) * 0.0123 + count * 0.1
        count += 1


def main():
    torch.manual_seed(0)
    HERE.mkdir(exist_ok=True)
    for name, make in modules().items():
        module = make()
        scramble(module)
        # Its sets have another order in each run.
        document = json.loads(json.dumps(module.to_json()))
        (HERE / f"{name}.json").write_text(json.dumps(document, sort_keys=True))
        module.save(HERE / f"{name}.json.saved")
        assert json.loads((HERE / f"{name}.json.saved").read_text()) == document
        (HERE / f"{name}.json.saved").unlink()


if __name__ == "__main__":
    main()
