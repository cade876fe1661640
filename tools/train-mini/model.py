"""The two encoders, and the Lorentz geometry of the losses. Points are held by their space part; the curvature is -1."""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F

DIMENSION = 128


class Block(nn.Module):
    def __init__(self, before, after, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(before, after, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(after)
        self.conv2 = nn.Conv2d(after, after, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(after)
        nn.init.constant_(self.norm2.weight, .2)
        same = stride == 1 and before == after
        self.skip = nn.Identity() if same else nn.Sequential(nn.Conv2d(before, after, 1, stride, bias=False), nn.BatchNorm2d(after))

    def forward(self, x):
        return F.relu(self.norm2(self.conv2(F.relu(self.norm1(self.conv1(x))))) + self.skip(x))


class ImageEncoder(nn.Module):
    """float [N, 3, 64, 64], normalised pixels, to [N, 128]."""

    def __init__(self, widths=(48, 96, 192), depths=(1, 2, 2)):
        super().__init__()
        layers, width = [nn.Conv2d(3, 32, 3, 2, 1, bias=False), nn.BatchNorm2d(32), nn.ReLU()], 32
        for after, depth in zip(widths, depths):
            for k in range(depth):
                layers.append(Block(width, after, 2 if k == 0 else 1))
                width = after
        self.features = nn.Sequential(*layers)
        self.head = nn.Linear(2 * width, DIMENSION)

    def forward(self, pixels):
        f = self.features(pixels)
        return self.head(torch.cat([f.mean((2, 3)), f.amax((2, 3))], 1))


class TextBlock(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 3 * width), nn.Linear(3 * width, width)

    def forward(self, x, mask):
        n, t, w = x.shape
        q, k, v = self.qkv(self.norm1(x)).reshape(n, t, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        weights = (q @ k.transpose(-1, -2) / math.sqrt(w // self.heads) + mask).softmax(-1)
        x = x + self.out((weights @ v).transpose(1, 2).reshape(n, t, w))
        return x + self.down(F.relu(self.up(self.norm2(x))))


class TextEncoder(nn.Module):
    """int64 [N, T] ids, 0 where there is none, to [N, 128]."""

    def __init__(self, vocabulary, length, width=192, depth=2, heads=4):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width)
        nn.init.normal_(self.embedding.weight, std=.05)
        self.position = nn.Parameter(torch.randn(length, width) * .02)
        self.blocks = nn.ModuleList([TextBlock(width, heads) for _ in range(depth)])
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, DIMENSION, bias=False)

    def forward(self, ids):
        there = (ids > 0).to(self.position.dtype)
        x = self.embedding(ids) + self.position[:ids.shape[1]]
        mask = (1 - there[:, None, None, :]) * -1e4
        for block in self.blocks:
            x = block(x, mask)
        mean = (x * there[..., None]).sum(1) / there.sum(1, keepdim=True)
        return self.head(self.norm(x[:, 0] + mean))


class Mini(nn.Module):
    def __init__(self, vocabulary, length, scale=6., largest_norm=2.5):
        super().__init__()
        self.image = ImageEncoder()
        self.text = TextEncoder(vocabulary, length)
        self.log_scale = nn.Parameter(torch.tensor(math.log(scale)))
        self.log_image = nn.Parameter(torch.tensor(-.5 * math.log(DIMENSION)))
        self.log_text = nn.Parameter(torch.tensor(-.5 * math.log(DIMENSION)))
        self.register_buffer('largest_norm', torch.tensor(largest_norm))

    def images(self, pixels):
        return self.held(self.image(pixels), self.log_image)

    def texts(self, ids):
        return self.held(self.text(ids), self.log_text)

    def held(self, v, log):
        """The tangent vector, its norm r replaced by R tanh(r / R): a point's distance from the origin never exceeds R."""
        v = v.float() * log.exp()
        r = v.pow(2).sum(-1, keepdim=True).add(1e-12).sqrt()
        return v * (self.largest_norm * torch.tanh(r / self.largest_norm) / r)


def exp_map(v):
    r = v.norm(dim=-1, keepdim=True).clamp(min=1e-6)
    return torch.sinh(r) * v / r


def time(x):
    return torch.sqrt(1 + (x * x).sum(-1, keepdim=True))


GUARD = 1e-6  # keeps gradients finite where angles and distances have none; 0 to measure


def products(x, y, guard=GUARD):
    """Minus the Lorentzian inner products of all pairs, at least 1."""
    return (time(x) @ time(y).t() - x @ y.t()).clamp(min=1 + guard)


def distances(x, y):
    return torch.acosh(products(x, y))


def half_aperture(x, k, guard=GUARD):
    return torch.asin((2 * k / (x.norm(dim=-1) + 1e-2 * guard)).clamp(max=1 - guard))


def exterior_angles(x, y, guard=GUARD):
    """[i, j]: the angle at apex x_i between the ray from the origin and the geodesic to y_j."""
    p = products(x, y, guard)
    upper = time(y).t() - time(x) * p
    lower = x.norm(dim=-1, keepdim=True) * torch.sqrt((p * p - 1).clamp(min=guard))
    return torch.acos((upper / (lower + 1e-2 * guard)).clamp(-1 + guard, 1 - guard))


def exterior_angle(x, y, guard=GUARD):
    """The same of each x with its own y."""
    tx, ty = time(x)[:, 0], time(y)[:, 0]
    p = (tx * ty - (x * y).sum(-1)).clamp(min=1 + guard)
    lower = x.norm(dim=-1) * torch.sqrt((p * p - 1).clamp(min=guard))
    return torch.acos(((ty - tx * p) / (lower + 1e-2 * guard)).clamp(-1 + guard, 1 - guard))
