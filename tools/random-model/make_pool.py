#!/usr/bin/env python3
"""Writes a pool for measuring speed: WebDataset shards of pictures the size of photographs, and captions of all lengths.

The pictures are noise whose amplitude falls as its frequency rises, as a photograph's does: decoding and resizing them costs
what it costs for photographs. Where more pairs are wanted than distinct pictures, pictures come again under new uids.
"""

import argparse
import hashlib
import io
import json
import os
import random
import tarfile

import numpy as np
from PIL import Image

MODIFIED = 1_700_000_000
SIZES = ((500, 375), (500, 333), (375, 500), (640, 480), (500, 500), (480, 360))
ADJECTIVES = "old red tiny wooden bright quiet broken painted wet golden empty crowded striped rusty soft café-style".split()
NOUNS = (
    "bicycle harbour kitchen dog mountain street violin market window train garden bridge horse teapot lighthouse "
    "skateboard forest balcony umbrella orchard ferry staircase piñata"
).split()
PLACES = (
    "in the rain",
    "at sunset",
    "near the river",
    "on a wooden table",
    "under a blue sky",
    "beside the station",
    "in black and white",
    "seen from above",
    "during the 1990s",
    "with people walking past",
)


def picture(generator, width, height):
    """One picture: the three channels share most of their noise, so that it looks neither grey nor like confetti."""
    across, down = np.fft.rfftfreq(width), np.fft.fftfreq(height)[:, None]
    amplitude = np.maximum(np.hypot(across, down), 1 / max(width, height)) ** -1.2
    shared = generator.standard_normal((2, *amplitude.shape))
    channels = []
    for _ in range(3):
        own = 0.8 * shared + 0.6 * generator.standard_normal(shared.shape)
        channel = np.fft.irfft2((own[0] + 1j * own[1]) * amplitude, (height, width))
        channels.append(generator.uniform(90, 150) + generator.uniform(35, 60) * channel / channel.std())
    return Image.fromarray(np.stack(channels, -1).clip(0, 255).astype(np.uint8))


def jpeg(generator):
    """A picture as the bytes of a JPEG file."""
    file = io.BytesIO()
    size = SIZES[generator.integers(len(SIZES))]
    picture(generator, *size).save(file, "JPEG", quality=int(generator.integers(75, 95)))
    return file.getvalue()


def caption(rng):
    """From one word to a paragraph, short ones more often."""
    phrases = []
    for _ in range(1 + int(rng.expovariate(0.7))):
        words = ["a"] + rng.sample(ADJECTIVES, rng.choice((0, 1, 1, 2))) + [rng.choice(NOUNS)]
        phrases.append(" ".join(words + [rng.choice(PLACES)] * rng.choice((0, 1))))
    text = rng.choice((", ", " and ", "; ")).join(phrases)
    return rng.choice((text, text.capitalize() + ".", f"{text} - photo {rng.randint(1, 9999)}", rng.choice(NOUNS)))


def add(shard, name, content):
    """Adds a member with nothing in its header that differs from run to run."""
    member = tarfile.TarInfo(name)
    member.size, member.mtime = len(content), MODIFIED
    shard.addfile(member, io.BytesIO(content))


def main():
    """Writes the shards; the same options give the same bytes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pool", help="folder for the shards")
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--pictures", type=int, default=400, help="distinct pictures")
    parser.add_argument("--shard", type=int, default=1000, help="pairs in a shard")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.makedirs(options.pool, exist_ok=True)
    generator, rng = np.random.default_rng(options.seed), random.Random(options.seed)
    pictures = [jpeg(generator) for _ in range(min(options.pictures, options.pairs))]
    for first in range(0, options.pairs, options.shard):
        with tarfile.open(os.path.join(options.pool, f"{first // options.shard:08d}.tar"), "w") as shard:
            for index in range(first, min(first + options.shard, options.pairs)):
                key = f"{index:09d}"
                uid = hashlib.sha256(f"{options.seed}/{key}".encode()).hexdigest()[:32]
                add(shard, key + ".jpg", pictures[index % len(pictures)])
                add(shard, key + ".txt", caption(rng).encode())
                add(shard, key + ".json", json.dumps({"uid": uid}).encode())


if __name__ == "__main__":
    main()
