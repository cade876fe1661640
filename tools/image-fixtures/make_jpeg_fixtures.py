#!/usr/bin/python3
"""Writes the JPEG files that the decoders of hype-onnx are tested with, and the pixels that Pillow makes of them.

See README.md for what it needs and how it is run.
"""

import hashlib
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import PIL
from PIL import Image, features

from make_fixtures import adobe, is_application, jpeg, pixels, rewritten

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "hype-onnx/src/test/resources/io/github/hype4j/onnx/jpeg"
PROBES = ROOT / "hype-onnx/src/main/resources/io/github/hype4j/onnx/jpeg"

# Luma, or every component, relative to the least sampled one.
SAMPLINGS = {
    "444": "1x1",
    "422": "2x1",
    "440": "1x2",
    "420": "2x2",
    "411": "4x1",
    "441": "1x4",
    "410": "4x2",
    "mixed": "2x2,1x2,2x1",
    "luma-least": "1x1,2x1,2x1",
}

# Spectral selection and successive approximation in more scans than the default, some components alone.
FINE_SCANS = """
0,1,2: 0-0, 0, 3;
0: 1-9, 0, 2; 1: 1-63, 0, 1; 2: 1-63, 0, 1; 0: 10-63, 0, 2;
0: 1-63, 2, 1;
0,1,2: 0-0, 3, 2; 0,1,2: 0-0, 2, 1; 0,1,2: 0-0, 1, 0;
0: 1-63, 1, 0; 1: 1-63, 1, 0; 2: 1-63, 1, 0;
"""


def content(kind, width, height, channels, seed):
    if kind == "drawn":
        return pixels(width, height, channels, seed)
    random = np.random.RandomState(seed)
    if kind == "noise":
        return random.randint(0, 256, size=(height, width, channels)).astype(np.uint8)
    y, x = np.mgrid[0:height, 0:width]
    waves = [128 + 120 * np.sin(x / (6 + c + seed % 3) + y / (9.0 - c)) for c in range(channels)]
    return np.clip(np.stack(waves, axis=-1), 0, 255).astype(np.uint8)


def compressed(kind, width, height, seed, *options, scans=None, channels=3):
    """A file made by libjpeg-turbo's own program, which knows more options than Pillow."""
    data = content(kind, width, height, channels, seed)
    ppm = io.BytesIO()
    Image.fromarray(data if channels == 3 else data[:, :, 0]).save(ppm, "PPM")
    command = ["cjpeg", *options]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as script:
        if scans:
            script.write(scans)
            script.flush()
            command += ["-scans", script.name]
        return subprocess.run(command, input=ppm.getvalue(), stdout=subprocess.PIPE, check=True).stdout


def fixtures():
    seed = 0
    for name, sampling in SAMPLINGS.items():
        for i, (width, height) in enumerate([(61, 43), (16, 33), (3, 5)]):
            seed += 1
            kind = ["drawn", "waves", "noise"][i]
            yield f"{name}-{width}x{height}.jpg", compressed(
                kind, width, height, seed, "-quality", str([75, 40, 92][i]), "-sample", sampling
            )
        seed += 1
        yield f"{name}-progressive-45x37.jpg", compressed(
            "drawn", 45, 37, seed, "-quality", "80", "-sample", sampling, "-progressive"
        )
    for side in (1, 2, 4, 7, 8, 9, 15, 17):
        seed += 1
        yield f"420-{side}x{18 - side}.jpg", compressed("drawn", side, 18 - side, seed, "-quality", "85", "-sample", "2x2")
        yield f"422-{side}x{side}.jpg", compressed("waves", side, side, seed, "-quality", "85", "-sample", "2x1")
        yield f"440-{18 - side}x{side}.jpg", compressed("drawn", 18 - side, side, seed, "-quality", "85", "-sample", "1x2")
    for quality in (1, 3, 10, 25, 50, 65, 85, 95, 98, 100):
        seed += 1
        yield f"420-quality{quality}-50x40.jpg", compressed(
            "noise" if quality < 60 else "drawn", 50, 40, seed, "-quality", str(quality), "-sample", "2x2"
        )
    yield "444-quality1-fine-steps-33x33.jpg", compressed("noise", 33, 33, 301, "-quality", "1", "-baseline", "-sample", "1x1")
    yield "444-quality100-noise-33x33.jpg", compressed("noise", 33, 33, 302, "-quality", "100", "-sample", "1x1")
    for i, interval in enumerate(["1", "2", "1B", "3B", "10B"]):
        yield f"420-restart-{interval}-70x50.jpg", compressed(
            "drawn", 70, 50, 310 + i, "-quality", "70", "-sample", "2x2", "-restart", interval
        )
        yield f"420-progressive-restart-{interval}-51x47.jpg", compressed(
            "drawn", 51, 47, 320 + i, "-quality", "70", "-sample", "2x2", "-progressive", "-restart", interval
        )
    yield "420-optimized-70x50.jpg", compressed("drawn", 70, 50, 330, "-quality", "80", "-sample", "2x2", "-optimize")
    yield "420-fine-scans-70x50.jpg", compressed("drawn", 70, 50, 331, "-sample", "2x2", scans=FINE_SCANS)
    yield "444-fine-scans-30x44.jpg", compressed("noise", 30, 44, 332, "-sample", "1x1", scans=FINE_SCANS)
    yield "420-scan-each-55x39.jpg", compressed("drawn", 55, 39, 333, "-sample", "2x2", scans="0; 1; 2;")
    yield "422-two-scans-55x39.jpg", compressed("drawn", 55, 39, 334, "-sample", "2x1", scans="0; 1,2;")
    yield "440-scan-each-restart-55x39.jpg", compressed(
        "drawn", 55, 39, 335, "-sample", "1x2", "-restart", "2B", scans="2; 0; 1;"
    )
    yield "rgb-37x41.jpg", compressed("drawn", 37, 41, 340, "-rgb", "-quality", "80")
    yield "rgb-progressive-37x41.jpg", compressed("drawn", 37, 41, 341, "-rgb", "-progressive")
    yield "rgb-subsampled-37x41.jpg", compressed("drawn", 37, 41, 342, "-rgb", "-sample", "2x1,1x1,1x1")
    yield "grey-53x29.jpg", compressed("drawn", 53, 29, 343, channels=1)
    yield "grey-progressive-53x29.jpg", compressed("drawn", 53, 29, 344, "-progressive", channels=1)
    yield "grey-restart-53x29.jpg", compressed("drawn", 53, 29, 345, "-restart", "5B", channels=1)
    for name, options in {"": {}, "progressive-": {"progressive": True}}.items():
        inks = jpeg("CMYK", 40, 35, 350, **options)
        yield f"cmyk-{name}40x35.jpg", rewritten(inks, lambda s: not is_application(s), [adobe(0)])
        yield f"ycck-{name}40x35.jpg", rewritten(inks, lambda s: not is_application(s), [adobe(2)])


def probes():
    """Files by which a native library is tried before it is used: small, and of every filter that it may have."""
    for name in ("444", "422", "440", "420", "411"):
        yield f"probe-{name}.jpg", compressed("drawn", 37, 27, 400, "-quality", "60", "-sample", SAMPLINGS[name], "-optimize")
    yield "probe-progressive.jpg", compressed("drawn", 37, 27, 401, "-quality", "75", "-sample", "2x2", "-progressive")
    yield "probe-grey.jpg", compressed("drawn", 37, 27, 402, "-quality", "95", "-optimize", channels=1)
    inks = jpeg("CMYK", 27, 21, 403, quality=50, optimize=True)
    yield "probe-ycck.jpg", rewritten(inks, lambda s: not is_application(s), [adobe(2)])


def colour(name, picture):
    if picture.mode == "L":
        return "GREY"
    if picture.mode == "RGB":
        return "RGB" if name.startswith("rgb") else "YCBCR"
    return "YCCK" if name.startswith("ycck") else "CMYK"


def written(folder, files):
    folder.mkdir(parents=True, exist_ok=True)
    rows, total = [], 0
    for name, data in files:
        (folder / name).write_bytes(data)
        total += len(data)
        picture = Image.open(io.BytesIO(data))
        decoded = np.ascontiguousarray(np.asarray(picture))
        rows.append(
            {
                "file": name,
                "colour": colour(name, picture),
                "width": picture.width,
                "height": picture.height,
                "pixels": hashlib.sha256(decoded.tobytes()).hexdigest(),
            }
        )
    print(f"{folder.name}: {len(rows)} files, {total} bytes")
    return rows


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else TESTS
    table = {
        "origin": "tools/image-fixtures/make_jpeg_fixtures.py",
        "pillow": PIL.__version__,
        "libjpeg-turbo": features.version_feature("libjpeg_turbo"),
        "fixtures": written(folder, fixtures()),
    }
    (folder / "expected.json").write_text(json.dumps(table, indent=1) + "\n")
    written(Path(sys.argv[2]) if len(sys.argv) > 2 else PROBES, probes())


if __name__ == "__main__":
    main()
