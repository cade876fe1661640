#!/usr/bin/python3
"""Compares HYPE for Java's image preparation with Pillow and torchvision, one processor each, in alternating rounds.

    ./mvnw -q -pl hype-bench -am -Dmaven.test.skip=true package
    tools/bench/preparation.py                     # photo-like JPEGs that are drawn for it
    tools/bench/preparation.py --folder PHOTOS     # or the images of a folder
    JAVA_HOME=/path/to/another/jdk tools/bench/preparation.py

Both sides read the same files from memory, make the tensor of CLIP's preparation at 224 pixels, and take turns on the same
processor: Pillow with torch at one thread, and a virtual machine that is confined to it with its compiler and collector.
Before it measures, it checks that the tensors are equal. Needs python3-pil, python3-numpy and python3-torchvision.
"""

import argparse
import hashlib
import io
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np
import PIL
import torch
import torchvision
from PIL import Image
from torchvision import transforms
from torchvision.transforms import InterpolationMode

ROOT = Path(__file__).resolve().parents[2]
JAR = ROOT / "hype-bench/target/benchmarks.jar"
MAIN = "io.github.hype4j.bench.PreparationRounds"
SIZES = [(500, 375), (640, 480), (800, 600), (1024, 768)]
MEAN = [0.48145466, 0.4578275, 0.40821073]
STD = [0.26862954, 0.26130258, 0.27577711]


def fractal(width, height, random, falloff):
    """Noise whose amplitude falls with frequency, as that of photographs does; mean 0, deviation 1."""
    fy = np.fft.fftfreq(height)[:, None]
    fx = np.fft.rfftfreq(width)[None, :]
    amplitude = 1 / np.maximum(np.hypot(fy, fx), 1 / max(width, height)) ** falloff
    phase = np.exp(2j * np.pi * random.random_sample(amplitude.shape))
    plane = np.fft.irfft2(amplitude * phase, s=(height, width))
    return (plane - plane.mean()) / plane.std()


def drawn(width, height, seed):
    """A picture with the spectrum of a photograph, an object with edges, and colours that vary less than light does."""
    random = np.random.RandomState(seed)
    y = 125 + 52 * fractal(width, height, random, 1.2)
    cb, cr = (128 + 20 * fractal(width, height, random, 1.6) for _ in range(2))
    rows, columns = np.mgrid[0:height, 0:width]
    inside = np.hypot(rows - height * 0.55, columns - width * 0.45) < height * 0.3
    y[inside] = 0.6 * y[inside] + 70
    planes = np.clip(np.stack([y, cb, cr], axis=-1), 0, 255).astype(np.uint8)
    return Image.fromarray(planes, "YCbCr").convert("RGB")


def draw(folder):
    for i in range(16):
        width, height = SIZES[i % len(SIZES)]
        if i // 4 == 3:
            width, height = height, width
        quality = (75, 85, 90, 80)[i // 4]
        drawn(width, height, i).save(folder / f"{i:02}-{width}x{height}.jpg", quality=quality, subsampling="4:2:0")


def pipeline():
    return transforms.Compose(
        [
            transforms.Resize(224, InterpolationMode.BICUBIC),
            transforms.CenterCrop(224),
            lambda image: image.convert("RGB"),
            transforms.ToTensor(),
            transforms.Normalize(MEAN, STD),
        ]
    )


class Ours:
    """The other side: a virtual machine that runs a round for every line that it is sent."""

    def __init__(self, folder, classpath, processor, options):
        home = os.environ.get("JAVA_HOME")
        java = str(Path(home) / "bin/java") if home else "java"
        command = ["taskset", "-c", str(processor), java, "-XX:ActiveProcessorCount=1", "-Xmx1g", *options]
        self.process = subprocess.Popen(
            [*command, "-cp", classpath, MAIN, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.version = self.process.stdout.readline().strip()

    def ask(self, request):
        self.process.stdin.write(request + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().split()

    def milliseconds(self, passes):
        return float(self.ask(f"round {passes}")[0]) / 1e6

    def digest(self):
        return self.ask("digest")[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help="images to take in place of the drawn ones")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--passes", type=int, default=2, help="passes over all images in a round")
    parser.add_argument("--warmup", type=int, default=60, help="passes of the virtual machine before the first round")
    parser.add_argument("--processor", type=int, default=max(os.sched_getaffinity(0)))
    parser.add_argument("--classpath", default=str(JAR), help="where the Java side is (default: hype-bench's jar)")
    parser.add_argument("--java-option", action="append", default=[], help="an option for the virtual machine")
    options = parser.parse_args()
    os.sched_setaffinity(0, {options.processor})
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        if options.folder is None:
            draw(folder)
        files = [path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()]
        prepare = pipeline()

        def theirs(passes):
            start = time.perf_counter()
            for _ in range(passes):
                for data in files:
                    prepare(Image.open(io.BytesIO(data)))
            return (time.perf_counter() - start) * 1e3

        ours = Ours(folder, options.classpath, options.processor, options.java_option)
        total = hashlib.sha256()
        for data in files:
            total.update(prepare(Image.open(io.BytesIO(data))).numpy().astype("<f4").tobytes())
        if ours.digest() != total.hexdigest():
            sys.exit("the tensors differ from Pillow's")
        ours.milliseconds(options.warmup)
        theirs(1)
        count = options.passes * len(files)
        pairs = []
        for _ in range(options.rounds):
            pairs.append((theirs(options.passes) / count, ours.milliseconds(options.passes) / count))
        report(files, ours.version, pairs)


def report(files, version, pairs):
    ratios = sorted(a / b for a, b in pairs)
    low, high = ratios[len(ratios) // 10], ratios[-1 - len(ratios) // 10]
    print(
        f"{len(files)} images, {sum(map(len, files)) / len(files) / 1024:.0f} KiB each, {len(pairs)} rounds; "
        f"Pillow {PIL.__version__}, torchvision {torchvision.__version__}, Python {platform.python_version()}\n"
    )
    print("| JDK | Pillow + torchvision, ms an image | ours, ms an image | ratio | ratio, 10th to 90th percentile |")
    print("|---|---|---|---|---|")
    theirs, ours = (median(side) for side in zip(*pairs))
    print(f"| {version} | {theirs:.2f} | {ours:.2f} | {median(ratios):.2f} | {low:.2f} to {high:.2f} |")


if __name__ == "__main__":
    main()
