"""Image preparation: what torchvision's Resize, CenterCrop, ToTensor and Normalize do to a PIL image."""

import numpy as np
from PIL import Image

from model import IMAGE_SIZE

MEAN = (0.5, 0.5, 0.5)
STD = (0.5, 0.5, 0.5)


def square(image):
    """Shortest edge to 32 by PIL's bicubic in the image's own mode, centre crop, and only then RGB."""
    width, height = image.size
    short, long = min(width, height), max(width, height)
    scaled = int(IMAGE_SIZE * long / short)
    size = (IMAGE_SIZE, scaled) if width <= height else (scaled, IMAGE_SIZE)
    if size != image.size:
        image = image.resize(size, Image.Resampling.BICUBIC)
    left = int(round((size[0] - IMAGE_SIZE) / 2.0))
    top = int(round((size[1] - IMAGE_SIZE) / 2.0))
    return image.crop((left, top, left + IMAGE_SIZE, top + IMAGE_SIZE)).convert("RGB")


def pixels(image):
    """The prepared image as bytes, channels first."""
    return np.asarray(square(image), np.uint8).transpose(2, 0, 1)


def normalised(values):
    """Bytes, channels first, to the encoder's input."""
    mean = np.array(MEAN, np.float32)[:, None, None]
    std = np.array(STD, np.float32)[:, None, None]
    return ((values.astype(np.float32) / np.float32(255) - mean) / std).astype(np.float32)
