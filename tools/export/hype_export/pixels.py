"""Prepares an image as Pillow and torchvision do it: shortest edge, bicubic, centre crop, normalised."""

import numpy as np
from PIL import Image


def square(image, size, convert):
    """A square of RGB; `convert` says whether colours become RGB before resizing or after cropping."""
    if convert == "first":
        image = image.convert("RGB")
    short = min(image.size)
    scaled = tuple(size if side == short else int(size * side / short) for side in image.size)
    if scaled != image.size:
        image = image.resize(scaled, Image.Resampling.BICUBIC)
    left, top = (int(round((side - size) / 2.0)) for side in scaled)
    return image.crop((left, top, left + size, top + size)).convert("RGB")


def prepared(image, size, convert, mean, std):
    """float32 [3, size, size], in the arithmetic of torchvision's ToTensor and Normalize."""
    bands = np.asarray(square(image, size, convert), np.float32).transpose(2, 0, 1) / np.float32(255)
    mean, std = (np.asarray(numbers, np.float32)[:, None, None] for numbers in (mean, std))
    return (bands - mean) / std
