"""Writes what the components of a pool's pairs should be: PyTorch's embeddings, and the papers' formulas in float64.

    python3 -m tests.expected CHECKPOINT FAMILY TOKENIZER POOL OUT.tsv [REFERENCE.pt]

One line a pair: its uid, the cosine, and with a reference set image specificity, text specificity and negative distance.
"""

import glob
import io
import json
import os
import sys
import tarfile

import numpy as np
import torch
from PIL import Image

from hype_export import checkpoint, families, pixels, reference, vocabulary

MIN_RADIUS = 0.1
BATCH = 50


def samples(pool):
    """(uid, image, caption) of every pair of the shards of tools/random-model."""
    for shard in sorted(glob.glob(os.path.join(pool, "*.tar"))):
        with tarfile.open(shard) as archive:
            content = {member.name: archive.extractfile(member).read() for member in archive.getmembers()}
        for key in sorted({name.partition(".")[0] for name in content}):
            image = Image.open(io.BytesIO(content[key + ".jpg"]))
            yield json.loads(content[key + ".json"])["uid"], image, content[key + ".txt"].decode()


def lifted(tangents, curvature):
    """Space components by the exponential map at the origin."""
    length = np.sqrt(curvature) * np.linalg.norm(tangents, axis=1, keepdims=True)
    return np.sinh(length) / length * tangents


def time(x, curvature):
    """The time components."""
    return np.sqrt(1 / curvature + (x * x).sum(-1))


def exteriors(x, y, curvature):
    """The angle at every x between the way from the origin and the way to every y, in a form that does not cancel."""
    radius = np.linalg.norm(x, axis=1)[:, None]
    along = x @ y.T / radius
    across = np.sqrt(np.maximum((y * y).sum(1)[None, :] - along**2, 0))
    forward = time(x, curvature)[:, None] * along - radius * time(y, curvature)[None, :]
    return np.arctan2(across, np.sqrt(curvature) * forward)


def apertures(x, curvature):
    """Half the opening of the cones."""
    return np.arcsin(np.minimum(1, 2 * MIN_RADIUS / (np.sqrt(curvature) * np.linalg.norm(x, axis=1))))


def distances(x, y, curvature):
    """Of each x from its y."""
    difference, total = x - y, x + y
    across = (difference * total).sum(1) / (time(x, curvature) + time(y, curvature))
    squared = (difference * difference).sum(1) - across**2
    return 2 / np.sqrt(curvature) * np.arcsinh(np.sqrt(curvature * np.maximum(squared, 0)) / 2)


def components(images, texts, references, curvature):
    """The columns after the uid."""
    lengths = np.linalg.norm(images, axis=1) * np.linalg.norm(texts, axis=1)
    columns = [(images * texts).sum(1) / lengths]
    if references:
        x, y = lifted(images, curvature), lifted(texts, curvature)
        of_images, of_texts = (lifted(references[side].astype(np.float64), curvature) for side in ("image", "text"))
        columns.append((exteriors(of_texts, x, curvature) - apertures(of_texts, curvature)[:, None]).mean(0))
        columns.append((exteriors(y, of_images, curvature) - apertures(y, curvature)[:, None]).mean(1))
        columns.append(-distances(x, y, curvature))
    return np.stack(columns, 1)


def main(path, family, tokens, pool, out, reference_path=None):
    """Writes the table."""
    model = families.load(families.FAMILIES[family], checkpoint.read(path), families.Choices())
    tokenizer = vocabulary.of_file(tokens, model.text_sizes.context_length)
    references = reference.read(reference_path, model.vision_sizes.dimension) if reference_path else None
    uids, images, texts, batch = [], [], [], []
    size, convert = model.vision_sizes.image_size, model.family.convert

    def embed():
        images.append(model.embed_images(torch.from_numpy(np.stack([pixel for pixel, _ in batch]))).double().numpy())
        texts.append(model.embed_texts(torch.tensor([ids for _, ids in batch])).double().numpy())
        batch.clear()

    for uid, image, caption in samples(pool):
        uids.append(uid)
        batch.append((pixels.prepared(image, size, convert, model.mean, model.std), tokenizer.encode(caption)))
        if len(batch) == BATCH:
            embed()
    if batch:
        embed()
    rows = components(np.concatenate(images), np.concatenate(texts), references, model.curvature)
    with open(out, "w", encoding="ascii") as file:
        for uid, row in zip(uids, rows):
            file.write("\t".join([uid, *(repr(float(value)) for value in row)]) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
