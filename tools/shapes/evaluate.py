"""Measures the model on the pool and on fresh scenes, in float64, and writes expected.json."""

import argparse
import csv
import glob
import io
import json
import os
import random
import tarfile

import numpy as np
import torch
from PIL import Image

import export
import scenes
from scoring import COMPONENTS, Scorer, aperture, distance, exp_map, exterior

EXPECTED_FORMATS = (
    ("png", "RGB"),
    ("png", "P"),
    ("png", "RGBA"),
    ("png", "L"),
    ("jpg", "RGB"),
    ("jpg", "L"),
    ("webp", "RGB"),
)


# ---- the pool ----


def read_pool(folder):
    """The scorable samples: key, kind, PIL image and caption."""
    with open(os.path.join(folder, "labels.tsv"), encoding="utf-8") as file:
        kinds = {row["key"]: row["kind"] for row in csv.DictReader(file, delimiter="\t")}
    members = {}
    for shard in sorted(glob.glob(os.path.join(folder, "*.tar"))):
        with tarfile.open(shard) as tar:
            for entry in tar:
                key, extension = entry.name.split(".")
                members.setdefault(key, {})[extension] = tar.extractfile(entry).read()
    samples = []
    for key, parts in sorted(members.items()):
        if not kinds[key].startswith("broken"):
            extension = next(name for name in parts if name not in ("json", "txt"))
            image = Image.open(io.BytesIO(parts[extension]))
            samples.append((key, kinds[key], extension, image, parts["txt"].decode()))
    return samples


def auc(good, bad):
    """The probability that a good one scores above a bad one."""
    return (good[:, None] > bad[None]).mean() + (good[:, None] == bad[None]).mean() / 2


def report_pool(samples, scores):
    """Prints AUC and precision for every component, and AUC for every kind of damage."""
    kinds = np.array([kind for _, kind, _, _, _ in samples])
    clean = kinds == "clean"
    kept = int(len(kinds) * 0.4)
    damages = [kind for kind in dict.fromkeys(sorted(kinds)) if kind != "clean"]
    print(f"{clean.sum()} clean of {len(kinds)}, {kept} kept")
    print(f"{'':18} {'AUC':>9} {'precision':>9} " + " ".join(f"{d:>10}" for d in damages))
    tables = dict(scores)
    tables["without cosine"] = scores["hype"] - scores["cosine"]
    for name, values in tables.items():
        precision = clean[np.argsort(-values, kind="stable")[:kept]].mean()
        by_damage = [auc(values[clean], values[kinds == damage]) for damage in damages]
        row = [f"{auc(values[clean], values[~clean]):9.3f}", f"{precision:9.3f}"]
        print(f"{name:18} " + " ".join(row + [f"{value:10.3f}" for value in by_damage]))
    pairs = [f"{colour} {kind}" for colour, kind in scenes.HELD_OUT]
    shapes = [f"{colour} {kind}" for colour in scenes.COLOURS for kind in scenes.SHAPES]
    texts = [caption for _, _, _, _, caption in samples]
    new = np.array([any(pair in text for pair in pairs) for text in texts])
    coloured = np.array([any(shape in text for shape in shapes) for text in texts])
    parts = {
        "with a held-out pair": clean & new,
        "with seen pairs only": clean & coloured & ~new,
        "with no coloured shape": clean & ~coloured,
    }
    for name, part in parts.items():
        area = auc(scores["hype"][part], scores["hype"][~clean])
        print(f"hype, {part.sum()} clean captions {name}: AUC {area:.3f}")


def write_expected(path, samples, token_ids, images, texts, scores):
    """Writes the embeddings and components of one sample of each image format, and of one junk caption."""
    formats = [(extension, image.mode) for _, _, extension, image, _ in samples]
    chosen = [formats.index(wanted) for wanted in EXPECTED_FORMATS]
    kinds = [kind for _, kind, _, _, _ in samples]
    chosen.append(next(i for i, k in enumerate(kinds) if k == "junk_text" and i not in chosen))
    lines = []
    for i in chosen:
        entry = {
            "key": samples[i][0],
            "format": "/".join(formats[i]),
            "kind": kinds[i],
            "caption": samples[i][4],
            "input_ids": token_ids[i],
            "image": [float(str(value)) for value in images[i]],
            "text": [float(str(value)) for value in texts[i]],
            "components": {name: float(values[i]) for name, values in scores.items()},
        }
        lines.append(json.dumps(entry))
    with open(path, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(lines) + "\n]\n")


# ---- fresh scenes ----


def report_naming(tokens, encoders, count=400):
    """How often the nearest of the 80 captions `a COLOUR SHAPE` is the right one."""
    rng = random.Random(3)
    names = [(colour, kind) for colour in scenes.COLOURS for kind in scenes.SHAPES]
    words = [scenes.article(f"{colour} {kind}") for colour, kind in names]
    captions = exp_map(export.embed_texts(encoders, tokens, words).astype(np.float64))
    for held_out in (False, True):
        pictures, truth = [], []
        while len(truth) < count:
            scene = scenes.random_scene(rng, held_out)
            if len(scene.shapes) == 1:
                pictures.append(scenes.render(rng, scene, *(rng.randint(40, 120) for _ in "wh")))
                truth.append(names.index((scene.shapes[0].colour, scene.shapes[0].kind)))
        images = exp_map(export.embed_images(encoders, pictures).astype(np.float64))
        far = np.stack([distance(images, caption[None]) for caption in captions], 1)
        # Captions are in order of colour, then shape.
        found, wanted = far.argmin(1), np.array(truth)
        right = [found == wanted, found // len(scenes.SHAPES) == wanted // len(scenes.SHAPES)]
        right.append(found % len(scenes.SHAPES) == wanted % len(scenes.SHAPES))
        shares = ", ".join(f"{name} {hit.mean():.3f}" for name, hit in zip(("both", "colour", "shape"), right))
        print(f"naming one of 80, {'held-out' if held_out else 'seen'} pairs: {shares}")


def report_levels(tokens, encoders, scorer, count=300):
    """Specificity, cone width and truth of the cones by level of detail, on scenes not trained on."""
    rng = random.Random(5)
    drawn = [scenes.random_scene(rng, held_out=i % 2 == 0) for i in range(count)]
    images = export.embed_images(
        encoders, [scenes.render(rng, scene, *(rng.randint(40, 120) for _ in "wh")) for scene in drawn]
    )
    points = exp_map(images.astype(np.float64))
    found = []
    for level, name in enumerate(scenes.LEVELS):
        written = [scenes.caption(rng, scene, level)[0] for scene in drawn]
        texts = export.embed_texts(encoders, tokens, written)
        found.append(scorer(images, texts)["text_specificity"])
        apexes = exp_map(texts.astype(np.float64))
        violation = exterior(apexes, points) - aperture(apexes)[:, None]
        own = (violation.diagonal() <= 0).mean()
        print(
            f"level {name:6}: text specificity {found[-1].mean():6.3f}, half aperture "
            f"{np.degrees(aperture(apexes).mean()):5.1f} degrees, own image in the cone {own:.3f}, "
            f"any image {(violation <= 0).mean():.3f}, norm of v {np.linalg.norm(texts, axis=1).mean():.2f}"
        )
    print(f"vague < colour: {(found[0] < found[2]).mean():.3f}")
    print(f"kind < colour: {(found[1] < found[2]).mean():.3f}")
    print(f"colour < full: {(found[2] < found[4]).mean():.3f}")


def main():
    """Prints every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", required=True, help="folder that train.py wrote")
    parser.add_argument("--bundle", required=True)
    parser.add_argument("--pool", required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    tokens, encoders = export.load(options.weights)
    scorer = Scorer(options.bundle)
    samples = read_pool(options.pool)
    images = export.embed_images(encoders, [image for _, _, _, image, _ in samples])
    captions = [caption for _, _, _, _, caption in samples]
    texts = export.embed_texts(encoders, tokens, captions)
    scores = scorer(images, texts)
    report_pool(samples, scores)
    report_naming(tokens, encoders)
    report_levels(tokens, encoders, scorer)
    token_ids = [tokens.encode(caption) for caption in captions]
    path = os.path.join(options.bundle, "expected.json")
    write_expected(path, samples, token_ids, images, texts, scores)


if __name__ == "__main__":
    main()
