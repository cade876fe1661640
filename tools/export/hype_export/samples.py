"""A few captions and image files, as a pool might hold them, that are the same wherever they are made."""

import io

import numpy as np
from PIL import Image

# What ftfy would repair is left out: the tokenizer here does the rest of CLIP's cleaning and not that.
CAPTIONS = (
    "a photo of a dog",
    "A Close-Up of TWO   ripe tomatoes,\ton a wooden table!",
    "Tom &amp;amp; Jerry&#39;s caf\u00e9 at 10:30, isn't it?",
    "",
    "\u30ab\u30d5\u30a7 na\u00efve \U0001f600 \u043a\u043e\u0442",
    "a very long caption that goes on " + "and on, past mountains and rivers, " * 20 + "to its end",
)


def noise(generator, width, height):
    """A picture whose patches have colours of their own."""
    coarse = generator.integers(0, 256, (height // 16 + 2, width // 16 + 2, 3), np.uint8)
    smooth = np.asarray(Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC), np.int16)
    return Image.fromarray((smooth + generator.integers(-20, 21, smooth.shape)).clip(0, 255).astype(np.uint8))


def images():
    """(name, bytes) of every image file."""
    generator = np.random.default_rng(20240601)
    return [
        ("00.png", encoded(noise(generator, 301, 200), "PNG")),
        ("01.jpg", encoded(noise(generator, 240, 331), "JPEG")),
        ("02.jpg", encoded(noise(generator, 500, 375).convert("L"), "JPEG")),
        ("03.png", encoded(noise(generator, 160, 90).quantize(32, dither=Image.Dither.NONE), "PNG")),
        ("04.png", encoded(noise(generator, 40, 57), "PNG")),
        ("05.jpg", encoded(noise(generator, 224, 224), "JPEG")),
    ]


def encoded(image, form):
    """The bytes of an image file."""
    file = io.BytesIO()
    image.save(file, form, **({"quality": 90} if form == "JPEG" else {}))
    return file.getvalue()
