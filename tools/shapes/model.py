"""The two encoders, and the Lorentz geometry that they are trained with (curvature 1)."""

import torch
from torch import nn
from torch.nn import functional as F

DIMENSION = 32
IMAGE_SIZE = 32
MIN_RADIUS = 0.1


class ImageEncoder(nn.Module):
    """A small convolutional net: [N, 3, 32, 32] to tangent vectors."""

    def __init__(self):
        super().__init__()
        plan = ((3, 24, 2), (24, 24, 1), (24, 48, 2), (48, 48, 1), (48, 64, 2))
        layers = []
        for inputs, outputs, stride in plan:
            layers += [
                nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False),
                nn.BatchNorm2d(outputs),
                nn.ReLU(),
            ]
        self.features = nn.Sequential(*layers)
        self.head = nn.Linear(2 * plan[-1][1], DIMENSION)
        self.scale = nn.Parameter(torch.tensor(0.3))

    def forward(self, pixel_values):
        features = self.features(pixel_values)
        pooled = torch.cat([features.mean((2, 3)), features.amax((2, 3))], 1)
        return self.head(pooled) * self.scale


class TextEncoder(nn.Module):
    """Three residual convolutions over the tokens and attention pooling: [N, length] to tangent vectors.

    Whatever follows the first end token is masked in every layer, so that padding makes no difference.
    """

    def __init__(self, vocabulary, length, width=48, heads=4, layers=3):
        super().__init__()
        self.length, self.heads = length, heads
        self.tokens = nn.Embedding(vocabulary, width)
        nn.init.normal_(self.tokens.weight, std=0.3)
        self.layers = nn.ModuleList(nn.Conv1d(width, width, 3, padding=1) for _ in range(layers))
        self.attention = nn.Conv1d(width, heads, 1)
        self.head = nn.Linear(width, DIMENSION)
        self.scale = nn.Parameter(torch.tensor(0.3))

    def forward(self, input_ids):
        # The end token has the highest id. ONNX Runtime finds maxima of int32 but not of int64.
        end = input_ids.to(torch.int32).argmax(1, keepdim=True)
        kept = (torch.arange(self.length) <= end).to(torch.float32)[:, None]
        x = self.tokens(input_ids).transpose(1, 2) * kept
        for layer in self.layers:
            x = (x + F.relu(layer(x))) * kept
        weights = (self.attention(x) + (kept - 1) * 1e4).softmax(-1)
        parts = x.reshape(-1, self.heads, x.shape[1] // self.heads, self.length)
        pooled = (parts * weights[:, :, None]).sum(-1).flatten(1)
        return self.head(pooled) * self.scale


def exp_map(v):
    """Lifts tangent vectors at the origin; the result is the points' space components."""
    length = v.norm(dim=-1, keepdim=True).clamp(1e-6, 10)
    return torch.sinh(length) / length * v


def times(x):
    """The points' time components, as a column."""
    return torch.sqrt(1 + (x * x).sum(-1, keepdim=True))


def distances(x, y):
    """The distance of every x from every y, in the form that keeps its digits when points are close."""
    gap = torch.cdist(x, y, compute_mode="donot_use_mm_for_euclid_dist")
    squares = (x * x).sum(-1, keepdim=True) - (y * y).sum(-1)
    chord = gap**2 - (squares / (times(x) + times(y).t())) ** 2
    return 2 * torch.asinh(0.5 * torch.sqrt(chord.clamp(min=1e-9)))


def apertures(x):
    """The half apertures of the points' entailment cones, as a column."""
    length = x.norm(dim=-1, keepdim=True).clamp(min=1e-6)
    return torch.asin((2 * MIN_RADIUS / length).clamp(max=1 - 1e-5))


def exteriors(x, y):
    """The exterior angle at every x of every y."""
    length = x.norm(dim=-1, keepdim=True).clamp(min=1e-6)
    along = (x / length) @ y.t()
    across = torch.sqrt(((y * y).sum(-1) - along**2).clamp(min=1e-9))
    return torch.atan2(across, times(x) * along - length * times(y).t())
