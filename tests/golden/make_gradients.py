"""Makes files of gradients with other numbers, by the Torch modules of the original, Rockpool 3.1.0, in double precision.

Usage: python tests/golden/make_gradients.py folder [seed]; then ROCKPOOL_GOLDEN=folder cargo test --test golden

Needs `rockpool` and `torch`. The original casts to single precision; here a copy of it is used that casts to double.
`data/README.md` tells the format. Sizes, time constants, thresholds, slopes, states and what is constant are drawn.
"""

import importlib.util
import json
import pathlib
import shutil
import sys
import tempfile
import warnings

import numpy as np
import torch

warnings.filterwarnings("ignore")
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def import_in_double_precision():
    origin = pathlib.Path(importlib.util.find_spec("rockpool").origin).parent
    folder = tempfile.mkdtemp()
    copy = pathlib.Path(shutil.copytree(origin, f"{folder}/rockpool"))
    for path in (copy / "nn/modules/torch").glob("*.py"):
        text = path.read_text()
        for single, double in [(".float()", ".double()"), ("torch.float)", "torch.double)")]:
            text = text.replace(single, double)
        path.write_text(text)
    sys.path.insert(0, folder)


import_in_double_precision()

from rockpool.nn.combinators import Residual, Sequential  # noqa: E402
from rockpool.nn.modules import ExpSynTorch, LIFTorch, LinearTorch, RateTorch  # noqa: E402
from rockpool.nn.modules.torch.lif_torch import PeriodicExponential, StepPWL  # noqa: E402
from rockpool.parameters import Constant  # noqa: E402

SLOPES = {"step_pwl": StepPWL, "periodic_exponential": PeriodicExponential}
ACTIVATIONS = {
    "ReLU": lambda x, th: torch.relu(x - th),
    "tanh": lambda x, th: torch.tanh(x - th),
    "sigmoid": lambda x, th: (torch.tanh(x - th) + 1) / 2,
}
PARAMETERS = ("weight", "w_rec", "tau", "tau_mem", "tau_syn", "bias", "threshold")
STATES = ("vmem", "isyn", "spikes", "x")


class Draws:
    """Sizes and numbers of one file of cases."""

    def __init__(self, seed):
        self.random = np.random.default_rng(seed)

    def whole(self, least, most):
        return int(self.random.integers(least, most + 1))

    def one_of(self, choices):
        return choices[self.whole(0, len(choices) - 1)]

    def normal(self, mean, std, shape):
        return torch.tensor(self.random.normal(mean, std, shape))

    def uniform(self, low, high, shape):
        return torch.tensor(self.random.uniform(low, high, shape))

    def spikes(self, shape, rate, height):
        return np.where(self.random.random(shape) < rate, height, 0.0)

    def frames(self):
        return self.whole(1, 5), self.whole(1, 60)

    def slope(self):
        return {"kind": self.one_of(list(SLOPES)), "window": float(self.random.uniform(0.05, 1.5))}

    def linear(self, n_in, n_out, has_bias):
        bias = {"bias": self.normal(0, 0.05, (n_out,))} if has_bias else {}
        return LinearTorch((n_in, n_out), weight=self.normal(0.03, 0.6, (n_in, n_out)), has_bias=has_bias, **bias)

    def lif(self, n_in, n_out, is_recurrent, dt, most, slope, some_are_constant=False):
        n_syn = n_in // n_out

        def give(value):
            return Constant(value) if some_are_constant and self.random.random() < 0.4 else value

        each = [(n_out,), ()]
        w_rec = self.normal(-0.1 / n_out, 0.12 / np.sqrt(n_out), (n_out, n_in))
        module = LIFTorch(
            (n_in, n_out),
            has_rec=is_recurrent,
            tau_mem=give(self.uniform(3, 40, self.one_of(each)) * dt),
            tau_syn=give(self.uniform(3, 40, self.one_of([(n_out, n_syn), (1, n_syn), ()])) * dt),
            bias=give(self.normal(0, 0.05, self.one_of(each))),
            threshold=give(self.uniform(0.3, 1.4, self.one_of(each))),
            spike_generation_fn=SLOPES[slope["kind"]],
            learning_window=torch.tensor(slope["window"]),
            max_spikes_per_dt=torch.tensor(float(most)),
            dt=dt,
            **({"w_rec": give(w_rec)} if is_recurrent else {}),
        )
        if self.random.random() < 0.6:
            module.vmem = self.normal(0, 0.3, (n_out,))
            module.isyn = self.normal(0, 0.1, (n_out, n_syn))
            if is_recurrent:
                module.spikes = torch.tensor(self.random.integers(0, 3, (n_out,)).astype(float))
        return module

    def exp_syn(self, n, dt):
        module = ExpSynTorch((n, n), tau=self.uniform(2, 30, self.one_of([(n,), ()])) * dt, dt=dt)
        module.isyn = self.normal(0, 0.1, (n,))
        return module

    def rate(self, n, dt, activation, is_recurrent):
        module = RateTorch(
            (n, n),
            has_rec=is_recurrent,
            activation_func=ACTIVATIONS[activation],
            tau=self.uniform(2, 40, self.one_of([(n,), ()])) * dt,
            bias=self.normal(0, 0.3, (n,)),
            threshold=self.normal(0, 0.3, (n,)),
            dt=dt,
            **({"w_rec": self.normal(0, 0.9 / np.sqrt(n), (n, n))} if is_recurrent else {}),
        )
        module.x = self.normal(0, 0.5, (n,))
        return module

    def case(self, name, net, slope, module, frames):
        parameters = leaves(module.parameters())
        constants = {
            path: value
            for path, value in leaves(module.simulation_parameters(), PARAMETERS).items()
            # Feed-forward neurons list weights of zeros.
            if not path.endswith("w_rec") or value.any()
        }
        case = {
            "id": name,
            "net": net,
            "surrogate": slope,
            "parameters": arrays(parameters),
            "constants": arrays(constants),
            "state": arrays(leaves(module.state(), STATES)),
        }
        for parameter in parameters.values():
            parameter.requires_grad_(True)
        data = torch.tensor(frames).requires_grad_(True)
        output = module(data)[0]
        of_output = self.normal(0, 1, tuple(output.shape))
        (output * of_output).sum().backward()
        gradient = {
            path: torch.zeros_like(value) if value.grad is None else value.grad for path, value in parameters.items()
        }
        return case | {
            "input": array(data),
            "output": array(output),
            "of_output": array(of_output),
            "gradient": arrays(gradient),
            "of_input": array(data.grad),
        }


def leaves(tree, names=None, place=""):
    found = {}
    for name, value in tree.items():
        if isinstance(value, dict):
            found |= leaves(value, names, f"{place}{name}.")
        elif isinstance(value, torch.Tensor) and (names is None or name in names):
            found[place + name] = value
    return found


def array(tensor):
    numbers = tensor.detach().numpy().astype(np.float64)
    return {"shape": list(numbers.shape), "data": numbers.reshape(-1).tolist()}


def arrays(tensors):
    return {path: array(tensor) for path, tensor in tensors.items()}


def cases(draw):
    """A file of cases for each kind of net."""
    files = {"lif": [], "linear": [], "expsyn": [], "rate": [], "nets": []}
    for index in range(24):
        n_out = draw.whole(1, 37) if index % 3 else draw.whole(60, 140)
        n_in = n_out * draw.whole(1, 3)
        is_recurrent, dt, most = draw.one_of([True, False]), draw.one_of([1e-3, 2e-3, 5e-4]), draw.one_of([65536, 1, 2, 3])
        slope, shape = draw.slope(), (*draw.frames(), n_in)
        module = draw.lif(n_in, n_out, is_recurrent, dt, most, slope, index % 2 == 1)
        spikes = draw.spikes(shape, 0.25, draw.random.uniform(0.05, 0.9, shape))
        net = {"kind": "lif", "n_in": n_in, "n_out": n_out, "dt": dt, "max_spikes_per_dt": most}
        frames = spikes if index % 4 else draw.random.normal(0.05, 0.2, shape)
        files["lif"].append(draw.case(f"lif{index}", net, slope, module, frames))
    for index in range(6):
        n_in, n_out = draw.whole(1, 50), draw.whole(1, 50)
        shape = (*draw.frames(), n_in)
        frames = draw.random.normal(0, 1, shape) * draw.spikes(shape, 1.0 if index % 3 == 0 else 0.1, 1.0)
        module = draw.linear(n_in, n_out, index % 2 == 1)
        files["linear"].append(draw.case(f"linear{index}", {"kind": "linear"}, None, module, frames))
    for index in range(6):
        n, dt = draw.whole(1, 40), draw.one_of([1e-3, 3e-3])
        frames = draw.random.normal(0, 1, (*draw.frames(), n))
        net = {"kind": "exp_syn", "n": n, "dt": dt}
        files["expsyn"].append(draw.case(f"exp_syn{index}", net, None, draw.exp_syn(n, dt), frames))
    for index in range(12):
        n, dt, activation = draw.whole(1, 40), draw.one_of([1e-3, 2e-3]), list(ACTIVATIONS)[index % 3]
        frames = draw.random.normal(0, 3, (*draw.frames(), n))
        net = {"kind": "rate", "n": n, "dt": dt, "activation": activation}
        module = draw.rate(n, dt, activation, draw.one_of([True, False]))
        files["rate"].append(draw.case(f"rate{index}", net, None, module, frames))
    for index in range(8):
        slope, dt, most = draw.slope(), draw.one_of([1e-3, 2e-3]), draw.one_of([65536, 2])
        n_in, n, n_out, n_syn = draw.whole(1, 30), draw.whole(1, 40), draw.whole(1, 12), draw.whole(1, 2)
        layers = [draw.linear(n_in, n * n_syn, index % 2 == 0), draw.lif(n * n_syn, n, index % 3 == 0, dt, most, slope)]
        kinds = ["linear", "lif"]
        if index % 4 == 3:
            layers += [draw.rate(n, dt, "tanh", True)]
            kinds += ["rate"]
        else:
            layers += [draw.linear(n, n_out, True), draw.lif(n_out, n_out, False, dt, most, slope), draw.exp_syn(n_out, dt)]
            kinds += ["linear", "lif", "exp_syn"]
        net = {"kind": "sequential", "layers": kinds, "dt": dt, "max_spikes_per_dt": most, "activation": "tanh"}
        frames = draw.spikes((*draw.frames(), n_in), 0.3, 1.0)
        files["nets"].append(draw.case(f"sequential{index}", net, slope, Sequential(*layers), frames))
    for index in range(4):
        slope, n = draw.slope(), draw.whole(1, 20)
        module = Residual(draw.linear(n, n, index % 2 == 1), draw.lif(n, n, index > 1, 1e-3, 65536, slope))
        net = {"kind": "residual", "layers": ["linear", "lif"], "dt": 1e-3}
        frames = draw.spikes((*draw.frames(), n), 0.3, 0.8)
        files["nets"].append(draw.case(f"residual{index}", net, slope, module, frames))
    return files


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    draw = Draws(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    for name, made in cases(draw).items():
        content = {"rockpool": "3.1.0", "torch": torch.__version__, "cases": made}
        (folder / f"grad_{name}.json").write_text(json.dumps(content))
        print(f"grad_{name}.json: {len(made)} cases")


if __name__ == "__main__":
    main()
