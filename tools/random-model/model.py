"""Two transformers of CLIP's shape: an image encoder over patches and a causal text encoder. Their weights are random."""

import math
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F

IMAGE_RADIUS, TEXT_RADIUS = 2.0, 1.5


@dataclass(frozen=True)
class Shape:
    """The sizes of both encoders."""

    image_size: int
    patch: int
    image_layers: int
    image_width: int
    image_heads: int
    text_layers: int
    text_width: int
    text_heads: int
    context_length: int
    vocabulary: int
    dimension: int


SHAPES = {
    "vit-b16": Shape(224, 16, 12, 768, 12, 12, 512, 8, 77, 49408, 512),
    "tiny": Shape(32, 16, 2, 32, 2, 2, 32, 2, 24, 514, 16),
}


class FusedAttention(torch.autograd.Function):
    """Attention that is exported as one operator of ONNX Runtime's own."""

    @staticmethod
    def forward(context, queries, keys, values, heads, mask):
        return attend(queries, keys, values, heads, mask)

    @staticmethod
    def symbolic(graph, queries, keys, values, heads, mask):
        result = graph.op(
            "com.microsoft::MultiHeadAttention",
            *(queries, keys, values),
            num_heads_i=heads,
            unidirectional_i=int(mask is not None),
        )
        return result.setType(queries.type())


def attend(queries, keys, values, heads, mask):
    """Attention over [N, T, width], each head by itself; the mask, if there is one, is added before the softmax."""
    length, size = queries.shape[1], queries.shape[2] // heads
    queries, keys, values = (x.reshape(-1, length, heads, size).transpose(1, 2) for x in (queries, keys, values))
    weights = queries @ keys.transpose(-1, -2) * size**-0.5
    if mask is not None:
        weights = weights + mask
    return (weights.softmax(-1) @ values).transpose(1, 2).reshape(-1, length, heads * size)


class Block(nn.Module):
    """A transformer layer that normalises before each half."""

    fused_attention = False

    def __init__(self, width, heads, activation, mask=None):
        super().__init__()
        self.heads, self.activation = heads, activation
        self.register_buffer("mask", mask, persistent=False)
        self.before_attention, self.before_mlp = nn.LayerNorm(width), nn.LayerNorm(width)
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.out = nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x):
        y = self.before_attention(x)
        attention = FusedAttention.apply if Block.fused_attention else attend
        x = x + self.out(attention(self.query(y), self.key(y), self.value(y), self.heads, self.mask))
        y = self.up(self.before_mlp(x))
        return x + self.down(F.gelu(y) if self.activation == "gelu" else y * torch.sigmoid(1.702 * y))


class ImageEncoder(nn.Module):
    """float [N, 3, size, size] to tangent vectors [N, dimension]."""

    def __init__(self, shape, activation):
        super().__init__()
        width = shape.image_width
        self.patches = nn.Conv2d(3, width, shape.patch, shape.patch, bias=False)
        self.first = nn.Parameter(torch.randn(1, 1, width))
        self.position = nn.Parameter(torch.randn((shape.image_size // shape.patch) ** 2 + 1, width))
        self.before = nn.LayerNorm(width)
        self.blocks = nn.Sequential(*(Block(width, shape.image_heads, activation) for _ in range(shape.image_layers)))
        self.after = nn.LayerNorm(width)
        self.head = nn.Linear(width, shape.dimension, bias=False)

    def forward(self, pixel_values):
        x = self.patches(pixel_values).flatten(2).transpose(1, 2)
        x = torch.cat([self.first.expand(x.shape[0], -1, -1), x], 1) + self.position
        return self.head(self.after(self.blocks(self.before(x))[:, 0]))


class TextEncoder(nn.Module):
    """int64 [N, context length], of which the end token is the largest, to tangent vectors [N, dimension]."""

    def __init__(self, shape, vocabulary, activation):
        super().__init__()
        width, length = shape.text_width, shape.context_length
        # No infinities: they make NaN where a whole row is masked, and float16 cannot tell them from overflow.
        mask = torch.full((length, length), -1e4).triu(1)
        self.tokens = nn.Embedding(vocabulary, width)
        self.position = nn.Parameter(torch.randn(length, width))
        self.blocks = nn.Sequential(*(Block(width, shape.text_heads, activation, mask) for _ in range(shape.text_layers)))
        self.after = nn.LayerNorm(width)
        self.head = nn.Linear(width, shape.dimension, bias=False)

    def forward(self, input_ids):
        x = self.blocks(self.tokens(input_ids) + self.position)
        # ONNX Runtime finds maxima of int32 but not of int64.
        end = input_ids.to(torch.int32).argmax(1)[:, None, None].expand(-1, 1, x.shape[2])
        return self.head(self.after(x.gather(1, end)[:, 0]))


def make(shape, vocabulary, activation, seed):
    """Both encoders with random weights, and tangent vectors about as long as trained models give them."""
    torch.manual_seed(seed)
    encoders = {"image": ImageEncoder(shape, activation), "text": TextEncoder(shape, vocabulary, activation)}
    for side, radius in (("image", IMAGE_RADIUS), ("text", TEXT_RADIUS)):
        head = encoders[side].head
        # A normalised row has length sqrt(width).
        nn.init.normal_(head.weight, std=radius / math.sqrt(head.in_features * head.out_features))
    return nn.ModuleDict(encoders).eval()
