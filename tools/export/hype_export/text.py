"""The text tower: a causal transformer that reads off at the end token."""

from dataclasses import dataclass

import torch
from torch import nn

from hype_export.transformer import LayerSizes, blocks


@dataclass(frozen=True)
class TextSizes:
    """Of the text tower."""

    layer: LayerSizes
    context_length: int
    vocabulary: int
    dimension: int


class TextTower(nn.Module):
    """int64 [N, context length], of which the end token is the largest, to [N, dimension]."""

    def __init__(self, sizes, style):
        super().__init__()
        width, length = sizes.layer.width, sizes.context_length
        # No infinities: float16 cannot tell them from overflow. The softmax makes 0 of either.
        mask = torch.full((length, length), -1e4).triu(1)
        self.tokens = nn.Embedding(sizes.vocabulary, width)
        self.position = nn.Parameter(torch.zeros(length, width))
        self.blocks = blocks(sizes.layer, style, mask)
        self.after = nn.LayerNorm(width, style.epsilon)
        self.head = nn.Linear(width, sizes.dimension, bias=False)

    def forward(self, input_ids):
        x = self.blocks(self.tokens(input_ids) + self.position)
        # ONNX Runtime finds maxima of int32 but not of int64.
        end = input_ids.to(torch.int32).argmax(1)[:, None, None].expand(-1, 1, x.shape[2])
        return self.head(self.after(x.gather(1, end)[:, 0]))
