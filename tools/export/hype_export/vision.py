"""The image tower: a vision transformer that reads off at its first token."""

from dataclasses import dataclass

import torch
from torch import nn

from hype_export.transformer import LayerSizes, blocks


@dataclass(frozen=True)
class VisionSizes:
    """Of the image tower; `grid` patches a side."""

    layer: LayerSizes
    patch: int
    grid: int
    dimension: int
    patch_bias: bool
    first_norm: bool

    @property
    def image_size(self):
        """Pixels a side."""
        return self.patch * self.grid


class VisionTower(nn.Module):
    """float [N, 3, size, size] to [N, dimension]."""

    def __init__(self, sizes, style):
        super().__init__()
        width = sizes.layer.width
        self.patches = nn.Conv2d(3, width, sizes.patch, sizes.patch, bias=sizes.patch_bias)
        self.first = nn.Parameter(torch.zeros(1, 1, width))
        self.position = nn.Parameter(torch.zeros(sizes.grid**2 + 1, width))
        self.before = nn.LayerNorm(width, style.epsilon) if sizes.first_norm else nn.Identity()
        self.blocks = blocks(sizes.layer, style)
        self.after = nn.LayerNorm(width, style.epsilon)
        self.head = nn.Linear(width, sizes.dimension, bias=False)

    def forward(self, pixel_values):
        x = self.patches(pixel_values).flatten(2).transpose(1, 2)
        x = torch.cat([self.first.expand(x.shape[0], -1, -1), x], 1) + self.position
        # Only the first token is read, and each token is normalised by itself.
        return self.head(self.after(self.blocks(self.before(x))[:, 0]))
