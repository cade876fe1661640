#!/usr/bin/python3
"""Writes the image fixtures of hype-onnx and what Pillow and torchvision make of them.

See README.md for what it needs and how it is run.
"""

import hashlib
import io
import json
import sys
import warnings
from pathlib import Path

import numpy as np
import PIL
import torch
import torchvision
from PIL import Image, ImageOps
from torchvision import transforms
from torchvision.transforms import InterpolationMode

from kinds import fixtures

HERE = Path(__file__).resolve().parent
DEFAULT_TARGET = HERE.parents[1] / "hype-onnx/src/test/resources/io/github/hype4j/onnx/image"

PREPARATIONS = {
    "mini64": {
        "size": 64,
        "resize": "shortest-edge",
        "interpolation": "bicubic",
        "crop": "center",
        "mean": [0.485, 0.456, 0.406],
        "std": [0.229, 0.224, 0.225],
    },
    "clip224": {
        "size": 224,
        "resize": "shortest-edge",
        "interpolation": "bicubic",
        "crop": "center",
        "mean": [0.48145466, 0.4578275, 0.40821073],
        "std": [0.26862954, 0.26130258, 0.27577711],
    },
    "stretch48": {
        "size": 48,
        "resize": "stretch",
        "interpolation": "bilinear",
        "crop": "none",
        "mean": [0.5, 0.5, 0.5],
        "std": [0.5, 0.5, 0.5],
    },
    # What MERU does: colours first, and no normalisation, which its graph does itself.
    "first64": {
        "size": 64,
        "resize": "shortest-edge",
        "interpolation": "bicubic",
        "crop": "center",
        "convert": "first",
        "mean": [0, 0, 0],
        "std": [1, 1, 1],
    },
    "upright40": {
        "size": 40,
        "resize": "shortest-edge",
        "interpolation": "bicubic",
        "crop": "center",
        "orientation": "exif",
        "mean": [0.5, 0.5, 0.5],
        "std": [0.5, 0.5, 0.5],
    },
}


def pipeline(options):
    interpolation = InterpolationMode(options["interpolation"])
    size = options["size"]
    steps = [transforms.Resize([size, size] if options["resize"] == "stretch" else size, interpolation)]
    if options["crop"] == "center":
        steps.append(transforms.CenterCrop(size))
    to_rgb = lambda im: im.convert("RGB")  # noqa: E731
    steps = [to_rgb, *steps] if options.get("convert") == "first" else [*steps, to_rgb]
    if options.get("orientation") == "exif":
        steps.insert(0, ImageOps.exif_transpose)
    picture = transforms.Compose(steps)
    tensor = transforms.Compose([transforms.ToTensor(), transforms.Normalize(options["mean"], options["std"])])
    return picture, tensor


def sha256(array):
    return hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()


def main():
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_TARGET
    target.mkdir(parents=True, exist_ok=True)
    warnings.simplefilter("ignore", DeprecationWarning)
    pipelines = {name: pipeline(options) for name, options in PREPARATIONS.items()}
    rows, total = [], 0
    for name, data in fixtures():
        (target / name).write_bytes(data)
        total += len(data)
        picture = Image.open(io.BytesIO(data))
        row = {"file": name, "mode": picture.mode, "width": picture.width, "height": picture.height}
        results = {}
        for key, (prepare, normalise) in pipelines.items():
            if PREPARATIONS[key].get("orientation") == "exif" and "exif" not in name:
                continue
            prepared = prepare(picture)
            results[key] = {
                "crop": sha256(np.asarray(prepared)),
                "tensor": sha256(normalise(prepared).numpy().astype("<f4")),
            }
        row["results"] = results
        rows.append(row)
    table = {
        "origin": "tools/image-fixtures/make_fixtures.py",
        "pillow": PIL.__version__,
        "torch": torch.__version__,
        "torchvision": torchvision.__version__,
        "preparations": PREPARATIONS,
        "fixtures": rows,
    }
    (target / "expected.json").write_text(json.dumps(table, indent=1) + "\n")
    print(f"{len(rows)} fixtures, {total} bytes")


if __name__ == "__main__":
    main()
