"""The layer of which all the towers are made."""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F


@dataclass(frozen=True)
class LayerSizes:
    """Of one layer of a tower, and how many there are."""

    width: int
    layers: int
    heads: int
    mlp: int


@dataclass(frozen=True)
class Style:
    """What cannot be seen from the shapes of weights."""

    epsilon: float = 1e-5
    quick_gelu: bool = False


class Block(nn.Module):
    """A layer that normalises before each half. Products of attention are apart, as ONNX Runtime runs them fastest on the CPU."""

    def __init__(self, sizes, style, mask=None):
        super().__init__()
        width = sizes.width
        self.heads, self.quick_gelu = sizes.heads, style.quick_gelu
        self.register_buffer("mask", mask, persistent=False)
        self.before_attention = nn.LayerNorm(width, style.epsilon)
        self.before_mlp = nn.LayerNorm(width, style.epsilon)
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, sizes.mlp), nn.Linear(sizes.mlp, width)

    def forward(self, x):
        y = self.before_attention(x)
        x = x + self.out(self.attend(self.query(y), self.key(y), self.value(y)))
        y = self.up(self.before_mlp(x))
        return x + self.down(y * torch.sigmoid(1.702 * y) if self.quick_gelu else F.gelu(y))

    def attend(self, queries, keys, values):
        """Each head by itself; the mask, if there is one, is added before the softmax."""
        length, width = queries.shape[1:]
        size = width // self.heads
        queries, keys, values = (x.reshape(-1, length, self.heads, size).transpose(1, 2) for x in (queries, keys, values))
        weights = queries @ keys.transpose(-1, -2) * size**-0.5
        if self.mask is not None:
            weights = weights + self.mask
        return (weights.softmax(-1) @ values).transpose(1, 2).reshape(-1, length, width)


def blocks(sizes, style, mask=None):
    """All layers of a tower."""
    return nn.Sequential(*(Block(sizes, style, mask) for _ in range(sizes.layers)))
