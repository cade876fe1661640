"""Writes a checkpoint with a family's names and shapes whose weights are random. It selects nothing meaningful."""

import argparse
import collections
import math
import sys

import torch

from hype_export import samples
from hype_export.families import FAMILIES
from hype_export.text import TextSizes
from hype_export.transformer import LayerSizes
from hype_export.vision import VisionSizes

import tokenizer as byte_level

CURVATURE, IMAGE_RADIUS, TEXT_RADIUS = 0.7, 2.0, 1.2
MERGES = 40
REFERENCE = 256
# Pixels, patch, image layers, width, heads; tokens, text layers, width; dimensions.
SHAPES = {
    "tiny": (32, 8, 2, 128, 2, 20, 2, 192, 48),
    "vit-s": (224, 16, 12, 384, 12, 77, 12, 512, 512),
    "vit-b": (224, 16, 12, 768, 12, 77, 12, 512, 512),
    "vit-b32": (224, 32, 12, 768, 12, 77, 12, 512, 512),
    "vit-l": (224, 14, 24, 1024, 16, 77, 12, 768, 768),
}


def sizes(family, shape, vocabulary):
    """The sizes of both towers."""
    pixels, patch, layers, width, heads, length, text_layers, text_width, dimension = SHAPES[shape]
    is_timm = bool(family.pixel_mean)
    layer = LayerSizes(width, layers, heads, 4 * width)
    vision = VisionSizes(layer, patch, pixels // patch, dimension, patch_bias=is_timm, first_norm=not is_timm)
    layer = LayerSizes(text_width, text_layers, text_width // 64, 4 * text_width)
    return vision, TextSizes(layer, length, vocabulary, dimension)


def make(family, shape, seed, vocabulary):
    """The state dict."""
    generator = torch.Generator().manual_seed(seed)
    vision, text = sizes(family, shape, vocabulary)
    state = collections.OrderedDict()
    entries = [*family.names.vision_entries(vision), *family.names.text_entries(text)]
    for entry in entries:
        state[entry.name] = weights(entry, generator)
    state["logit_scale"] = torch.tensor(math.log(1 / 0.07))
    # A normalised row has length sqrt(width), and the heads keep lengths but for these.
    scale = vision.dimension**-0.5
    for name, value in (
        (family.curvature, CURVATURE),
        (family.image_scale, IMAGE_RADIUS * scale),
        (family.text_scale, TEXT_RADIUS * scale),
    ):
        if name:
            state[name] = torch.tensor(math.log(value))
    for name, values in ((family.pixel_mean, (0.485, 0.456, 0.406)), (family.pixel_std, (0.229, 0.224, 0.225))):
        if name:
            state[name] = torch.tensor(values).reshape(3, 1, 1)
    return state


def weights(entry, generator):
    """Random numbers of a size that suits the tensor's place."""
    target, shape = entry.targets[0], entry.shape

    def normal(deviation):
        return deviation * torch.randn(shape, generator=generator)

    if target.split(".")[-2:-1] and target.split(".")[-2] in ("before_attention", "before_mlp", "before", "after"):
        return normal(0.1) + (1 if target.endswith("weight") else 0)
    if target == "patches.weight":
        return normal(math.prod(shape[1:]) ** -0.5)
    if target == "head.weight":
        return normal((shape[0] if entry.transposed else shape[1]) ** -0.5)
    if target == "tokens.weight":
        return normal(0.5)
    if target.endswith("weight"):
        return normal(shape[1] ** -0.5)
    return normal(0.1)


def reference(dimension, count, generator):
    """A reference set in HYPE's form: vectors of random directions, about as long as the encoders give them."""
    matrices = {}
    for name, radius in (("img", IMAGE_RADIUS), ("txt", TEXT_RADIUS)):
        directions = torch.nn.functional.normalize(torch.randn(count, dimension, generator=generator))
        matrices[name] = directions * radius * (0.8 + 0.4 * torch.rand(count, 1, generator=generator))
    return matrices


def main(arguments):
    """Writes the checkpoint, and the tokenizer and the reference set if they are asked for."""
    parser = argparse.ArgumentParser(prog="hype_export.random_checkpoint", description=__doc__)
    parser.add_argument("family", choices=FAMILIES)
    parser.add_argument("out", help="file of the checkpoint, .pt")
    parser.add_argument("--shape", choices=SHAPES, default="tiny")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--tokenizer", help="also writes a small tokenizer.json, and the vocabulary is its own (default: CLIP's 49,408 tokens)"
    )
    parser.add_argument("--reference", help="also writes a reference set of 256 random pairs in HYPE's form")
    options = parser.parse_args(arguments)
    vocabulary = 49_408
    if options.tokenizer:
        tokens = byte_level.Tokenizer(byte_level.learn_merges(samples.CAPTIONS, MERGES))
        tokens.save(options.tokenizer)
        vocabulary = len(tokens.vocabulary)
    torch.save(make(FAMILIES[options.family], options.shape, options.seed, vocabulary), options.out)
    if options.reference:
        dimension = SHAPES[options.shape][-1]
        torch.save(reference(dimension, REFERENCE, torch.Generator().manual_seed(options.seed)), options.reference)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
