"""Writes what PyTorch computes for the samples, for `hype model verify` to compare with."""

import io
import json
import os

import numpy as np
import torch
from PIL import Image

from hype_export import pixels, samples


def write(model, tokenizer, folder, count):
    """Writes `count` captions and images at most, their tokens and pixels, and the embeddings."""
    os.makedirs(os.path.join(folder, "images"))
    captions, images, prepared = samples.CAPTIONS[:count], samples.images()[:count], []
    for name, content in images:
        with open(os.path.join(folder, "images", name), "wb") as file:
            file.write(content)
        image = Image.open(io.BytesIO(content))
        prepared.append(pixels.prepared(image, model.vision_sizes.image_size, model.family.convert, model.mean, model.std))
    inputs = {
        "input_ids": np.asarray([tokenizer.encode(caption) for caption in captions], np.int64),
        "pixel_values": np.stack(prepared),
    }
    outputs = {
        "text_embedding": model.embed_texts(torch.from_numpy(inputs["input_ids"])).numpy(),
        "image_embedding": model.embed_images(torch.from_numpy(inputs["pixel_values"])).numpy(),
    }
    for name, values in {**inputs, **outputs}.items():
        np.save(os.path.join(folder, name + ".npy"), values)
    content = {
        "formatVersion": 1,
        "producer": "PyTorch " + torch.__version__.split("+")[0],
        "captions": captions,
        "images": ["images/" + name for name, _ in images],
    }
    with open(os.path.join(folder, "check.json"), "w", encoding="utf-8") as file:
        json.dump(content, file, indent=2)
        file.write("\n")
