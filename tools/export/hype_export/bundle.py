"""Writes a model bundle whole or not at all."""

import json
import os
import shutil
import tempfile

import numpy as np
import torch

from hype_export import check, graph, runtime
from hype_export.refusal import Refusal

README = """# {name}

Converted from a checkpoint of PyTorch, family `{family}`{reference}.

- source: {source}
- licence of the weights: {license}
- made by: `{command}`

`check/` holds what PyTorch computes for a few samples; `hype model verify --model .` compares.
"""


def description(model, name, license_, source, has_reference):
    """The content of hype-model.json."""
    content = {"formatVersion": 1, "name": name}
    if model.curvature is not None:
        content.update({"curvature": model.curvature, "minRadius": 0.1})
    content.update(
        {
            "dimension": model.vision_sizes.dimension,
            "embeddingSpace": "euclidean" if model.curvature is None else "tangent",
            "image": {
                "file": "image_encoder.onnx",
                "input": "pixel_values",
                "output": "embedding",
                "scale": model.image_scale,
                "size": model.vision_sizes.image_size,
                "resize": "shortest-edge",
                "interpolation": "bicubic",
                "crop": "center",
                "mean": model.mean,
                "std": model.std,
                "convert": model.family.convert,
            },
            "text": {
                "file": "text_encoder.onnx",
                "input": "input_ids",
                "output": "embedding",
                "scale": model.text_scale,
                "tokenizer": "tokenizer.json",
                "contextLength": model.text_sizes.context_length,
                "padId": 0,
                "clean": "clip",
            },
        }
    )
    if has_reference:
        content["reference"] = {"image": "reference_image.npy", "text": "reference_text.npy"}
    for field, value in (("license", license_), ("source", source)):
        if value:
            content[field] = value
    return content


def write(model, tokenizer, reference, options, command):
    """Writes everything into a folder beside, which takes the bundle's name at the end; returns lines to print."""
    target = os.path.abspath(options.out)
    if os.path.lexists(target):
        raise Refusal(f"{options.out} is there already")
    os.makedirs(os.path.dirname(target), exist_ok=True)
    folder = tempfile.mkdtemp(prefix=os.path.basename(target) + ".", dir=os.path.dirname(target))
    try:
        os.chmod(folder, 0o755)
        lines = fill(folder, model, tokenizer, reference, options, command)
        os.rename(folder, target)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return lines


def fill(folder, model, tokenizer, reference, options, command):
    """Writes the files of the bundle."""

    def path(name):
        return os.path.join(folder, name)

    size, length = model.vision_sizes.image_size, model.text_sizes.context_length
    pixels, ids = torch.zeros(1, 3, size, size), torch.arange(length)[None] % model.text_sizes.vocabulary
    graph.write(model.vision, pixels, "pixel_values", path("image_encoder.onnx"), options.precision, options.external_over)
    graph.write(model.text, ids, "input_ids", path("text_encoder.onnx"), options.precision, options.external_over)
    if options.tokenizer:
        shutil.copyfile(options.tokenizer, path("tokenizer.json"))
    else:
        tokenizer.save(path("tokenizer.json"))
    for side, matrix in (reference or {}).items():
        np.save(path(f"reference_{side}.npy"), matrix)
    content = description(model, options.name, options.license, options.source, reference is not None)
    with open(path("hype-model.json"), "w", encoding="utf-8") as file:
        json.dump(content, file, indent=2)
        file.write("\n")
    with open(path("README.md"), "w", encoding="utf-8") as file:
        file.write(
            README.format(
                name=options.name,
                family=model.family.name,
                reference=", with its reference set" if reference else "",
                source=options.source or "not said",
                license=options.license or "not said",
                command=command,
            )
        )
    check.write(model, tokenizer, path("check"), options.check_samples)
    return [runtime.verify(folder, content, options.precision)] if options.verify else []
