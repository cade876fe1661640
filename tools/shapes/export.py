"""Writes the model bundle: both encoders as ONNX, the tokenizer, the reference set and the description."""

import argparse
import json
import os
import random
import shutil

import numpy as np
import onnx
import torch

import imaging
import model
import scenes
import scoring
import tokenizer

SEED = 7
REFERENCE = 128
REFERENCE_LEVELS = (0, 0.2, 0.3, 0.25, 0.25)
OPSET = 17


def load(folder):
    """The tokenizer and the two trained encoders."""
    tokens = tokenizer.load(os.path.join(folder, "tokenizer.json"))
    encoders = torch.nn.ModuleDict(
        {
            "image": model.ImageEncoder(),
            "text": model.TextEncoder(len(tokens.vocabulary), tokens.context_length),
        }
    )
    encoders.load_state_dict(torch.load(os.path.join(folder, "weights.pt")))
    return tokens, encoders.eval()


def embed_images(encoders, images):
    """Tangent vectors of PIL images."""
    pixels = np.stack([imaging.normalised(imaging.pixels(image)) for image in images])
    with torch.no_grad():
        return encoders["image"](torch.from_numpy(pixels)).numpy()


def embed_texts(encoders, tokens, texts):
    """Tangent vectors of captions."""
    with torch.no_grad():
        return encoders["text"](torch.tensor([tokens.encode(text) for text in texts])).numpy()


def reference_pairs(rng):
    """Clean pairs of the kind that the model was trained on."""
    images, texts = [], []
    for _ in range(REFERENCE):
        scene = scenes.random_scene(rng)
        images.append(scenes.render(rng, scene, rng.randint(40, 120), rng.randint(40, 120)))
        texts.append(scenes.caption(rng, scene, rng.choices(range(5), REFERENCE_LEVELS)[0])[0])
    return images, texts


def export(encoder, example, name, path):
    """Exports one encoder with a free batch size, and checks the file."""
    torch.onnx.export(
        encoder,
        (example,),
        path,
        input_names=[name],
        output_names=["embedding"],
        dynamic_axes={name: {0: "batch"}, "embedding": {0: "batch"}},
        opset_version=OPSET,
    )
    graph = onnx.load(path)
    graph.doc_string = ""
    for node in graph.graph.node:
        node.doc_string = ""
    onnx.save(graph, path)
    onnx.checker.check_model(path, full_check=True)


def description(tokens, statistics):
    """The content of hype-model.json."""
    return {
        "formatVersion": 1,
        "name": "shapes",
        "curvature": 1.0,
        "minRadius": model.MIN_RADIUS,
        "dimension": model.DIMENSION,
        "embeddingSpace": "tangent",
        "image": {
            "file": "image_encoder.onnx",
            "input": "pixel_values",
            "output": "embedding",
            "scale": 1.0,
            "size": model.IMAGE_SIZE,
            "resize": "shortest-edge",
            "interpolation": "bicubic",
            "crop": "center",
            "mean": imaging.MEAN,
            "std": imaging.STD,
        },
        "text": {
            "file": "text_encoder.onnx",
            "input": "input_ids",
            "output": "embedding",
            "scale": 1.0,
            "tokenizer": "tokenizer.json",
            "contextLength": tokens.context_length,
            "padId": 0,
            "clean": "clip",
        },
        "reference": {"image": "reference_image.npy", "text": "reference_text.npy", "statistics": statistics},
        "license": "Apache-2.0",
        "source": "trained from scratch on drawn shapes by tools/shapes",
    }


def main():
    """Writes every file of the bundle but its documentation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", required=True, help="folder that train.py wrote")
    parser.add_argument("--bundle", required=True, help="folder for the bundle")
    options = parser.parse_args()
    os.makedirs(options.bundle, exist_ok=True)
    torch.set_num_threads(1)
    tokens, encoders = load(options.weights)

    def path(name):
        return os.path.join(options.bundle, name)

    pixels = torch.zeros(2, 3, model.IMAGE_SIZE, model.IMAGE_SIZE)
    ids = torch.tensor([tokens.encode("a red circle"), tokens.encode("shape")])
    export(encoders["image"], pixels, "pixel_values", path("image_encoder.onnx"))
    export(encoders["text"], ids, "input_ids", path("text_encoder.onnx"))
    shutil.copyfile(os.path.join(options.weights, "tokenizer.json"), path("tokenizer.json"))
    images, texts = reference_pairs(random.Random(SEED))
    np.save(path("reference_image.npy"), embed_images(encoders, images))
    np.save(path("reference_text.npy"), embed_texts(encoders, tokens, texts))
    with open(path("hype-model.json"), "w", encoding="utf-8") as file:
        json.dump(description(tokens, scoring.statistics(options.bundle)), file, indent=2)
        file.write("\n")
    for name in sorted(os.listdir(options.bundle)):
        print(f"{os.path.getsize(path(name)):8d} {name}")


if __name__ == "__main__":
    main()
