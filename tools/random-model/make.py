#!/usr/bin/env python3
"""Writes a model bundle of CLIP's shape whose weights are random, and the same weights for PyTorch.

It selects nothing meaningful. It is for measuring speed, and for tests of what does not depend on what a model knows.
"""

import argparse
import json
import os
import shutil
import sys
import warnings

import numpy as np
import onnx
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path += [os.path.join(HERE, "..", "precision"), os.path.join(HERE, "..", "shapes")]

import model
import norms
import tokenizer as byte_level

OPSET = 17
MEAN = (0.48145466, 0.4578275, 0.40821073)
STD = (0.26862954, 0.26130258, 0.27577711)


def vocabulary_size(path):
    """One more than the largest id of a tokenizer.json."""
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    ids = [*document["model"]["vocab"].values(), *(token["id"] for token in document["added_tokens"])]
    return max(ids) + 1


def export(encoder, example, name, path, open_norms):
    """Exports one encoder with a free batch size, and checks the file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            encoder,
            (example,),
            path,
            input_names=[name],
            output_names=["embedding"],
            dynamic_axes={name: {0: "batch"}, "embedding": {0: "batch"}},
            opset_version=OPSET,
            custom_opsets={"com.microsoft": 1} if model.Block.fused_attention else None,
        )
    graph = onnx.load(path)
    if open_norms:
        norms.open_norms(graph)
    for node in graph.graph.node:
        node.doc_string = ""
    onnx.save(graph, path)
    onnx.checker.check_model(path)


def random_points(generator, count, dimension, radius):
    """Tangent vectors of random directions, with lengths around the radius."""
    points = generator.standard_normal((count, dimension))
    lengths = radius * generator.uniform(0.8, 1.2, (count, 1))
    return (points * lengths / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float32)


def description(options, shape):
    """The content of hype-model.json."""
    bundle = {
        "formatVersion": 1,
        "name": f"random-weights-{options.shape}",
        "curvature": 1.0,
        "minRadius": 0.1,
        "dimension": shape.dimension,
        "embeddingSpace": "tangent",
        "image": {
            "file": "image_encoder.onnx",
            "input": "pixel_values",
            "output": "embedding",
            "size": shape.image_size,
            "resize": "shortest-edge",
            "interpolation": "bicubic",
            "crop": "center",
            "mean": MEAN,
            "std": STD,
        },
        "text": {
            "file": "text_encoder.onnx",
            "input": "input_ids",
            "output": "embedding",
            "tokenizer": "tokenizer.json",
            "contextLength": shape.context_length,
            "padId": 0,
            "clean": "clip",
        },
        "license": "Apache-2.0",
        "source": f"random weights (seed {options.seed}) by tools/random-model: it selects nothing meaningful",
    }
    if options.reference:
        bundle["reference"] = {"image": "reference_image.npy", "text": "reference_text.npy"}
    return bundle


def main():
    """Writes the bundle and weights.pt."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", help="folder for the bundle; it is made if there is none")
    parser.add_argument("--shape", choices=model.SHAPES, default="vit-b16")
    parser.add_argument("--activation", choices=("gelu", "quick-gelu"), default="gelu")
    parser.add_argument("--attention", choices=("plain", "fused"), default="plain", help="how attention is exported")
    parser.add_argument("--norms", choices=("open", "layer"), default="open", help="how normalisation is exported")
    parser.add_argument("--tokenizer", help="a tokenizer.json (default: byte-level BPE with no merges)")
    parser.add_argument("--reference", type=int, default=4096, help="points of the reference set; 0 for none")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    shape = model.SHAPES[options.shape]
    os.makedirs(options.bundle, exist_ok=True)

    def path(name):
        return os.path.join(options.bundle, name)

    if options.tokenizer:
        shutil.copyfile(options.tokenizer, path("tokenizer.json"))
    else:
        byte_level.Tokenizer([], shape.context_length).save(path("tokenizer.json"))
    vocabulary = max(shape.vocabulary, vocabulary_size(path("tokenizer.json")))
    encoders = model.make(shape, vocabulary, options.activation, options.seed)
    torch.save(
        {"shape": options.shape, "vocabulary": vocabulary, "activation": options.activation, "state": encoders.state_dict()},
        path("weights.pt"),
    )
    model.Block.fused_attention = options.attention == "fused"
    pixels = torch.zeros(2, 3, shape.image_size, shape.image_size)
    ids = torch.arange(2 * shape.context_length).reshape(2, -1)
    export(encoders["image"], pixels, "pixel_values", path("image_encoder.onnx"), options.norms == "open")
    export(encoders["text"], ids, "input_ids", path("text_encoder.onnx"), options.norms == "open")
    generator = np.random.default_rng(options.seed)
    if options.reference:
        for side, radius in (("image", model.IMAGE_RADIUS), ("text", model.TEXT_RADIUS)):
            np.save(path(f"reference_{side}.npy"), random_points(generator, options.reference, shape.dimension, radius))
    with open(path("hype-model.json"), "w", encoding="utf-8") as file:
        json.dump(description(options, shape), file, indent=2)
        file.write("\n")


if __name__ == "__main__":
    main()
