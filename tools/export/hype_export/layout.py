"""Which tensors a checkpoint must hold, of which shapes, and where each belongs in a tower."""

import math
import re
from dataclasses import dataclass

import torch

from hype_export.refusal import Refusal
from hype_export.transformer import LayerSizes


@dataclass(frozen=True)
class Entry:
    """A tensor of the checkpoint. Several targets share it, an equal part of its rows each."""

    name: str
    shape: tuple
    targets: tuple
    transposed: bool = False


@dataclass(frozen=True)
class BlockNames:
    """How a family names the parts of a layer."""

    first_norm: str
    joint_weight: str
    joint_bias: str
    out: str
    second_norm: str
    up: str
    down: str


def norm(name, target, width):
    """The entries of a layer normalisation."""
    return [Entry(f"{name}.{part}", (width,), (f"{target}.{part}",)) for part in ("weight", "bias")]


def linear(name, target, outputs, inputs):
    """The entries of a linear map."""
    return [
        Entry(name + ".weight", (outputs, inputs), (target + ".weight",)),
        Entry(name + ".bias", (outputs,), (target + ".bias",)),
    ]


def block_entries(prefix, names, sizes):
    """The entries of all layers, whose names begin with the prefix and a number."""
    width, entries = sizes.width, []
    for index in range(sizes.layers):
        here, there = f"{prefix}{index}.", f"blocks.{index}."
        joint = [tuple(f"{there}{part}.{kind}" for part in ("query", "key", "value")) for kind in ("weight", "bias")]
        entries += norm(here + names.first_norm, there + "before_attention", width)
        entries.append(Entry(here + names.joint_weight, (3 * width, width), joint[0]))
        entries.append(Entry(here + names.joint_bias, (3 * width,), joint[1]))
        entries += linear(here + names.out, there + "out", width, width)
        entries += norm(here + names.second_norm, there + "before_mlp", width)
        entries += linear(here + names.up, there + "up", sizes.mlp, width)
        entries += linear(here + names.down, there + "down", width, sizes.mlp)
    return entries


def layer_sizes(checkpoint, prefix, names, width, heads, head_size):
    """Counts the layers and sees how wide they are inside. Heads are not to be seen: `head_size` is asked unless given."""
    pattern = re.compile(re.escape(prefix) + r"(\d+)\.")
    found = [int(match.group(1)) for match in map(pattern.match, checkpoint.names()) if match]
    mlp = rank(checkpoint, f"{prefix}0.{names.up}.weight", 2)[0]
    heads = heads or max(1, width // head_size(width))
    if heads < 1 or width % heads:
        raise Refusal(f"{heads} heads do not divide the width {width} of {prefix}0: give --image-heads or --text-heads")
    return LayerSizes(width, 1 + max(found), heads, mlp)


def rank(checkpoint, name, expected):
    """The shape of a tensor of so many axes."""
    shape = checkpoint.shape(name)
    if len(shape) != expected:
        raise Refusal(f"{name} has shape {list(shape)}, where {expected} axes belong")
    return shape


def grid(rows, name):
    """How many patches there are a side, from the rows of positions."""
    side = math.isqrt(max(0, rows - 1))
    if side < 1 or side * side != rows - 1:
        raise Refusal(f"{name} has {rows} rows, which is not a square and one for the first token")
    return side


def check(checkpoint, entries, known):
    """Refuses what is missing, of another shape, or neither an entry nor known."""
    for entry in entries:
        if checkpoint.shape(entry.name) != entry.shape:
            raise Refusal(f"{entry.name} has shape {list(checkpoint.shape(entry.name))}, where {list(entry.shape)} belongs")
    expected = {entry.name for entry in entries}
    for name in checkpoint.names():
        if name not in expected and not known(name):
            raise Refusal(f"{name} of shape {list(checkpoint.shape(name))} is not expected")


def load(tower, checkpoint, entries):
    """Gives a tower the numbers of the checkpoint."""
    parameters = dict(tower.named_parameters())
    missing = set(parameters) - {target for entry in entries for target in entry.targets}
    assert not missing, missing
    with torch.no_grad():
        for entry in entries:
            values = checkpoint.numbers(entry.name)
            for target, part in zip(entry.targets, values.chunk(len(entry.targets))):
                part = part.t() if entry.transposed else part
                parameters[target].copy_(part.reshape(parameters[target].shape))
    return tower.eval()
