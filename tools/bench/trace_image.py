#!/usr/bin/env python3
"""Traces a checkpoint's image encoder as TorchScript: trace_image.py CHECKPOINT FAMILY OUT.pt

For EncoderBenchmark of hype-bench, in which libtorch runs it beside ONNX Runtime. With --time N, also times PyTorch itself on
batches of N images, best of some rounds, and prints images a second.
"""
import argparse
import pathlib
import sys
import time
import warnings

import torch

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "export"))

from hype_export import checkpoint, families

ROUNDS = 5


def images_a_second(encoder, batch, size):
    """By the fastest of some rounds, after one that is not counted."""
    pixels = torch.randn(batch, 3, size, size)
    times = []
    with torch.inference_mode():
        for _ in range(1 + ROUNDS):
            start = time.perf_counter()
            encoder(pixels)
            times.append(time.perf_counter() - start)
    return batch / min(times[1:])


def main():
    """Writes the script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint")
    parser.add_argument("family", choices=families.FAMILIES)
    parser.add_argument("out")
    parser.add_argument("--time", type=int, nargs="*", default=[], metavar="N")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    model = families.load(families.FAMILIES[options.family], checkpoint.read(options.checkpoint), families.Choices())
    size = model.vision_sizes.image_size
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        script = torch.jit.trace(model.vision, torch.zeros(2, 3, size, size), check_trace=False)
    torch.jit.save(torch.jit.freeze(script), options.out)
    for batch in options.time:
        print(f"batch {batch}: {images_a_second(model.vision, batch, size):.2f} images/s by PyTorch {torch.__version__}")


if __name__ == "__main__":
    main()
