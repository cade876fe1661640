#!/usr/bin/env python3
"""The peer of `hype score` in PyTorch: reads the same shards, prepares and encodes with the same weights, and scores by the
papers' formulas in float32, one operation of the whole array after the other, as their public code does.

    score_torch.py POOL BUNDLE OUT.tsv

The bundle is one of tools/random-model, which holds weights.pt beside the graphs. Needs PyTorch, torchvision and Pillow.
"""

import argparse
import glob
import io
import json
import os
import sys
import tarfile
import time
from contextlib import contextmanager

import numpy as np
import torch
import torchvision
from PIL import Image
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path += [os.path.join(HERE, "..", "random-model"), os.path.join(HERE, "..", "shapes")]

import model
import tokenizer

COMPONENTS = ("image_specificity", "text_specificity", "negative_distance", "cosine")
FAST_BLAS = ("openblas", "libblis")


class Stages:
    """Seconds that went by in each stage."""

    def __init__(self):
        self.seconds = {}

    @contextmanager
    def __call__(self, name):
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0) + time.perf_counter() - start


class Pairs(IterableDataset):
    """The prepared pairs of all shards; each worker reads shards of its own."""

    def __init__(self, shards, description, tokens):
        image = description["image"]
        self.shards, self.tokens = shards, tokens
        self.prepare = torchvision.transforms.Compose(
            [
                torchvision.transforms.Resize(
                    image["size"], interpolation=torchvision.transforms.InterpolationMode.BICUBIC
                ),
                torchvision.transforms.CenterCrop(image["size"]),
                lambda picture: picture.convert("RGB"),
                torchvision.transforms.ToTensor(),
                torchvision.transforms.Normalize(image["mean"], image["std"]),
            ]
        )

    def __iter__(self):
        worker = get_worker_info()
        mine = self.shards[worker.id :: worker.num_workers] if worker else self.shards
        for shard in mine:
            for members in samples(shard):
                pixels = self.prepare(Image.open(io.BytesIO(members["jpg"])))
                ids = torch.tensor(self.tokens.encode(members["txt"].decode()))
                yield json.loads(members["json"])["uid"], pixels, ids


def samples(shard):
    """The members of each sample by extension."""
    members, current = {}, None
    with tarfile.open(shard, "r|") as archive:
        for member in archive:
            key, _, extension = member.name.partition(".")
            if key != current and members:
                yield members
                members = {}
            current = key
            members[extension] = archive.extractfile(member).read()
    if members:
        yield members


def load(bundle):
    """The encoders with the bundle's weights, and their shape."""
    saved = torch.load(os.path.join(bundle, "weights.pt"))
    shape = model.SHAPES[saved["shape"]]
    encoders = model.make(shape, saved["vocabulary"], saved["activation"], 0)
    encoders.load_state_dict(saved["state"])
    return encoders, shape


def compiled(encoder, example):
    """Traced, frozen and rewritten for oneDNN, and run until its profile is taken."""
    encoder = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(encoder, example)))
    for _ in range(2):
        encoder(example)
    return encoder


class Scorer:
    """The papers' formulas for curvature -c; points are held by their space components."""

    def __init__(self, bundle, description):
        self.curvature, self.radius = description["curvature"], description["minRadius"]
        self.images, self.texts = (
            self.lift(torch.from_numpy(np.load(os.path.join(bundle, description["reference"][side]))).float())
            for side in ("image", "text")
        )

    def lift(self, tangents):
        """The exponential map at the origin."""
        length = self.curvature**0.5 * tangents.norm(dim=-1, keepdim=True)
        return torch.sinh(length) * tangents / length.clamp(min=1e-8)

    def time(self, x):
        return torch.sqrt(1 / self.curvature + (x * x).sum(-1, keepdim=True))

    def aperture(self, x):
        return torch.asin((2 * self.radius / (self.curvature**0.5 * x.norm(dim=-1))).clamp(max=1))

    def exterior(self, x, y):
        """The exterior angle at every x of every y."""
        product = self.curvature * (x @ y.t() - self.time(x) * self.time(y).t())
        upper = self.time(y).t() + self.time(x) * product
        lower = x.norm(dim=-1, keepdim=True) * torch.sqrt((product**2 - 1).clamp(min=1e-8))
        return torch.acos((upper / lower).clamp(-1, 1))

    def __call__(self, images, texts):
        x, y = self.lift(images), self.lift(texts)
        product = self.curvature * ((x * y).sum(-1) - (self.time(x) * self.time(y))[:, 0])
        return torch.stack(
            [
                (self.exterior(self.texts, x) - self.aperture(self.texts)[:, None]).mean(0),
                (self.exterior(y, self.images) - self.aperture(y)[:, None]).mean(1),
                -torch.acosh((-product).clamp(min=1)) / self.curvature**0.5,
                torch.cosine_similarity(images, texts, dim=-1),
            ],
            1,
        )


def require_fast_blas():
    """A PyTorch that multiplies by Debian's reference BLAS would be no peer."""
    a = torch.rand(64, 64)
    a @ a
    with open("/proc/self/maps", encoding="utf-8") as file:
        maps = file.read()
    if not torch.backends.mkl.is_available() and not any(name in maps for name in FAST_BLAS):
        sys.exit("PyTorch found the reference BLAS only, which is 20 times slower: apt-get install libopenblas0-openmp")


def main():
    """Scores the pool and prints what each stage took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pool")
    parser.add_argument("bundle")
    parser.add_argument("out", help="where the scores go, tab-separated")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--workers", type=int, default=0, help="processes that prepare while the encoders run")
    parser.add_argument("--compiled", action="store_true", help="traces the encoders and rewrites them for oneDNN")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    require_fast_blas()
    stages, start = Stages(), time.perf_counter()
    with stages("load"):
        with open(os.path.join(options.bundle, "hype-model.json"), encoding="utf-8") as file:
            description = json.load(file)
        tokens = tokenizer.load(os.path.join(options.bundle, "tokenizer.json"), description["text"]["contextLength"])
        encoders, shape = load(options.bundle)
        scorer = Scorer(options.bundle, description)
    rows, uids = [], []
    shards = sorted(glob.glob(os.path.join(options.pool, "*.tar")))
    with torch.inference_mode():
        image, text = encoders["image"], encoders["text"]
        if options.compiled:
            with stages("compile"):
                image = compiled(image, torch.zeros(options.batch, 3, shape.image_size, shape.image_size))
                text = compiled(text, torch.zeros(options.batch, shape.context_length, dtype=torch.long))
        batches = iter(
            DataLoader(Pairs(shards, description, tokens), batch_size=options.batch, num_workers=options.workers)
        )
        while True:
            with stages("prepare"):
                batch = next(batches, None)
            if batch is None:
                break
            uids += batch[0]
            with stages("images"):
                images = image(batch[1])
            with stages("texts"):
                texts = text(batch[2])
            with stages("score"):
                rows.append(scorer(images, texts))
    scores = torch.cat(rows).numpy()
    with open(options.out, "w", encoding="utf-8") as file:
        file.write("\t".join(("uid", "score") + COMPONENTS) + "\n")
        for uid, row in zip(uids, scores):
            file.write("\t".join([uid] + [f"{value:.9g}" for value in (row.sum(), *row)]) + "\n")
    seconds = time.perf_counter() - start
    print(json.dumps({"pairs": len(uids), "total": seconds, **stages.seconds}))


if __name__ == "__main__":
    main()
