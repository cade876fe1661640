"""Trains the two encoders on drawn scenes and saves the weights."""

import argparse
import io
import math
import os
import random
import time

import numpy as np
import torch
from PIL import Image
from torch.nn import functional as F

import imaging
import model
import scenes
import tokenizer

SEED = 20240601
SCENES = 20_000
JUNK_TEXT = 0.07
EMPTY_IMAGE = 0.08
LEVEL_WEIGHTS = (0.06, 0.34, 0.3, 0.14, 0.16)
BATCH = 256
STEPS = 1300
WARM_UP = 60
LEARNING_RATE = 4e-3
LOGIT_SCALE = 6.0
ENTAILMENT_WEIGHT = 0.4
MERGES = 86


def drawn(rng, scene):
    """The scene as the encoder would see it after some life as a file of any size."""
    width, height = rng.randint(36, 120), rng.randint(36, 120)
    # Without its alpha channel, a transparent background is black.
    black = scene.background == scenes.Background("plain", ("black",), scene.background.turn)
    image = scenes.render(rng, scene, width, height, transparent=black and rng.random() < 0.5)
    if image.mode == "RGB":
        fate = rng.random()
        if fate < 0.1:
            image = image.quantize(rng.choice((8, 16, 32)), dither=Image.Dither.NONE)
        elif fate < 0.3:
            file = io.BytesIO()
            image.save(file, "JPEG", quality=rng.randint(60, 92))
            image = Image.open(file)
    return imaging.pixels(image)


def empty(rng):
    """A background alone, as a scene, or noise, as None, and its pixels."""
    width, height = rng.randint(36, 120), rng.randint(36, 120)
    if rng.random() < 0.4:
        return None, imaging.pixels(scenes.noise(rng, width, height))
    kind = rng.choices(("plain", "gradient", "striped"), (0.6, 0.3, 0.1))[0]
    scene = scenes.Scene((), scenes.random_background(rng, kind=kind))
    return scene, imaging.pixels(scenes.render(rng, scene, width, height))


class Data:
    """A fixed set of drawn scenes, which every batch describes anew."""

    def __init__(self, rng, count):
        self.rng = rng
        self.index = {}
        self.scenes, pictures = [], []
        for _ in range(count):
            if rng.random() < EMPTY_IMAGE:
                scene, picture = empty(rng)
            else:
                scene = scenes.random_scene(rng)
                picture = drawn(rng, scene)
            self.scenes.append(scene)
            pictures.append(picture)
        self.pictures = np.stack(pictures)
        self.facts = [self.numbers(scene.facts() if scene else ()) for scene in self.scenes]

    def numbers(self, facts):
        """Facts as numbers, given out as they are met."""
        return [self.index.setdefault(fact, len(self.index)) for fact in facts]

    def caption(self, scene):
        """A caption, its facts, and whether it describes the image at all."""
        rng = self.rng
        if scene is None or rng.random() < JUNK_TEXT:
            text = scenes.junk_text(rng) if rng.random() < 0.75 else scenes.vague_text(rng)
            return text, (), False
        text, facts = scenes.caption(rng, scene, rng.choices(range(5), LEVEL_WEIGHTS)[0])
        return text, facts, True

    def batch(self, chosen, tokens):
        """Images, token ids, which captions are true of which images, which rows describe, which images are empty."""
        captions = [self.caption(self.scenes[i]) for i in chosen]
        holds = np.zeros((len(chosen), len(self.index)), bool)
        for row, i in enumerate(chosen):
            holds[row, self.facts[i]] = True
        true = np.stack([holds[:, self.numbers(facts)].all(1) for _, facts, _ in captions])
        pictures = self.pictures[chosen]
        if self.rng.random() < 0.5:
            pictures = pictures[..., ::-1]
        return (
            torch.from_numpy(imaging.normalised(pictures)),
            torch.tensor([tokens.encode(text) for text, _, _ in captions]),
            torch.from_numpy(true),
            torch.tensor([describes for _, _, describes in captions]),
            torch.tensor([not (self.scenes[i] and self.scenes[i].shapes) for i in chosen]),
        )


def loss(images, texts, true, describes, empty_image):
    """The contrastive loss of describing captions, and the mean violation of the cones."""
    own = torch.eye(len(images), dtype=torch.bool)
    logits = -LOGIT_SCALE * model.distances(texts, images)
    logits = logits.masked_fill(true & ~own, -1e4)
    wanted = torch.arange(len(images))
    by_text = F.cross_entropy(logits[describes], wanted[describes])
    by_image = F.cross_entropy(logits.t()[describes], wanted[describes])
    violation = F.relu(model.exteriors(texts, images) - model.apertures(texts))
    # An image of nothing in particular is to lie in every cone, as far as it can.
    entailed = true | empty_image[None, :]
    entailment = violation.diagonal().mean() + violation[entailed].mean()
    return (by_text + by_image) / 2, entailment / 2


def main():
    """Learns the tokenizer, trains, and writes weights.pt and tokenizer.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, help="folder for weights.pt and tokenizer.json")
    parser.add_argument("--steps", type=int, default=STEPS)
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    start = time.process_time()

    data = Data(rng, SCENES)
    captions = [data.caption(scene) for scene in data.scenes]
    merges = tokenizer.learn_merges([text for text, _, real in captions if real][:5000], MERGES)
    tokens = tokenizer.Tokenizer(merges)
    tokens.save(os.path.join(options.out, "tokenizer.json"))
    print(f"{SCENES} scenes drawn, {time.process_time() - start:.0f} s", flush=True)

    image_encoder = model.ImageEncoder().to(memory_format=torch.channels_last)
    text_encoder = model.TextEncoder(len(tokens.vocabulary), tokens.context_length)
    encoders = torch.nn.ModuleDict({"image": image_encoder, "text": text_encoder})
    for name, encoder in encoders.items():
        print(f"{name}: {sum(p.numel() for p in encoder.parameters())} parameters")
    matrices = [p for p in encoders.parameters() if p.ndim > 1]
    others = [p for p in encoders.parameters() if p.ndim <= 1]
    groups = [{"params": matrices, "weight_decay": 0.05}, {"params": others, "weight_decay": 0}]
    optimizer = torch.optim.AdamW(groups, lr=LEARNING_RATE, betas=(0.9, 0.98))

    def rate(step):
        falling = (1 + math.cos(math.pi * step / options.steps)) / 2
        return min(1, (step + 1) / WARM_UP) * (0.01 + 0.99 * falling)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    for step in range(1, options.steps + 1):
        chosen = rng.sample(range(SCENES), BATCH)
        pixels, ids, true, describes, empty_image = data.batch(chosen, tokens)
        images = model.exp_map(image_encoder(pixels))
        texts = model.exp_map(text_encoder(ids))
        contrast, entailment = loss(images, texts, true, describes, empty_image)
        optimizer.zero_grad()
        (contrast + ENTAILMENT_WEIGHT * entailment).backward()
        torch.nn.utils.clip_grad_norm_(encoders.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 100 == 0:
            print(
                f"step {step}: contrast {contrast.item():.3f}, violation {entailment.item():.3f}, "
                f"norms {images.norm(dim=1).mean().item():.2f} and {texts.norm(dim=1).mean().item():.2f}, "
                f"{time.process_time() - start:.0f} s",
                flush=True,
            )
    torch.save(encoders.state_dict(), os.path.join(options.out, "weights.pt"))
    print(f"{options.steps * BATCH} pairs, {time.process_time() - start:.0f} s of processor time")


if __name__ == "__main__":
    main()
