"""Finds the state dict in a checkpoint, whatever was saved around it."""

import math

import torch

from hype_export import pickles, safetensors
from hype_export.pickles import Stored
from hype_export.refusal import Refusal

WRAPPERS = ("state_dict", "model", "model_state_dict")
PREFIXES = ("module.", "_orig_mod.")


class Checkpoint:
    """Tensors by name; shapes are known at once, numbers are read when they are asked for."""

    def __init__(self, tensors):
        self.tensors = dict(tensors)

    def __contains__(self, name):
        return name in self.tensors

    def names(self):
        """In the order of the file."""
        return list(self.tensors)

    def shape(self, name):
        """The shape of a tensor that must be there."""
        if name not in self.tensors:
            raise Refusal(f"{name} is missing")
        return self.tensors[name].shape

    def numbers(self, name):
        """A tensor in float32."""
        self.shape(name)
        values = self.tensors[name].read().to(torch.float32)
        if not bool(torch.isfinite(values).all()):
            raise Refusal(f"{name} holds a number that is not finite")
        return values

    def number(self, name):
        """A tensor of one number."""
        if math.prod(self.shape(name)) != 1:
            raise Refusal(f"{name} has shape {list(self.shape(name))}, where one number belongs")
        return float(self.numbers(name).reshape(()))

    def renamed(self, prefix):
        """Without a prefix, where names have it."""
        cut = {name[len(prefix) :] if name.startswith(prefix) else name: value for name, value in self.tensors.items()}
        if len(cut) != len(self.tensors):
            raise Refusal(f"names are there both with and without {prefix}")
        return Checkpoint(cut)


def read(path):
    """The checkpoint in a file of torch.save, or a .safetensors file."""
    content = safetensors.load(path) if path.endswith(".safetensors") else pickles.load(path)
    for wrapper in WRAPPERS:
        if isinstance(content, dict) and isinstance(content.get(wrapper), dict):
            content = content[wrapper]
    if not isinstance(content, dict) or not any(isinstance(value, Stored) for value in content.values()):
        raise Refusal("it holds no state dict: no tensors by name, not under " + ", ".join(WRAPPERS) + " either")
    for name, value in content.items():
        if not isinstance(value, Stored):
            raise Refusal(f"{name} in its state dict is a {type(value).__name__}, not a tensor")
    result = Checkpoint(content)
    for prefix in PREFIXES:
        if all(name.startswith(prefix) for name in result.names()):
            result = result.renamed(prefix)
    return result
