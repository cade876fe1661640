#!/usr/bin/python3
"""Writes the image fixtures of hype-onnx and what Pillow and torchvision make of them.

See README.md for what it needs and how it is run.
"""

import hashlib
import io
import json
import struct
import sys
import warnings
import zlib
from pathlib import Path

import numpy as np
import PIL
import torch
import torchvision
from PIL import Image
from torchvision import transforms
from torchvision.transforms import InterpolationMode

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
}


def pixels(width, height, channels, seed):
    """A gradient, a few hard edges, a fine pattern and some noise, so that every filter tap matters."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    random = np.random.RandomState(seed)
    planes = []
    for c in range(channels):
        plane = 255 * (0.6 * x / max(1, width - 1) + 0.4 * y / max(1, height - 1))
        if c % 2:
            plane = 255 - plane
        plane = plane + 40 * np.sin(x / (1.7 + c)) * np.cos(y / (2.3 + c))
        plane[(x // 11 + y // 7).astype(int) % 5 == c] = 255 * ((c + seed) % 2)
        plane = plane + random.randint(-12, 13, size=(height, width))
        planes.append(np.clip(plane, 0, 255).astype(np.uint8))
    return np.stack(planes, axis=-1)


def image(mode, width, height, seed):
    channels = len(Image.new(mode, (1, 1)).getbands())
    data = pixels(width, height, channels, seed)
    if channels == 1:
        data = data[:, :, 0]
    if mode in ("RGBA", "LA"):
        # Fully clear, fully opaque and everything between.
        data[: height // 3, : width // 2, -1] = 0
        data[height // 2 :, width // 2 :, -1] = 255
    return Image.fromarray(data, mode)


def saved(picture, form, **options):
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def jpeg(mode, width, height, seed, **options):
    options.setdefault("quality", 80)
    return saved(image(mode, width, height, seed), "JPEG", **options)


def segments(data):
    """The marker segments of a JPEG before its first scan, and the rest."""
    at, found = 2, []
    while data[at + 1] != 0xDA:
        length = struct.unpack(">H", data[at + 2 : at + 4])[0]
        found.append(data[at : at + 2 + length])
        at += 2 + length
    return found, data[at:]


def rewritten(data, keep, first=()):
    found, rest = segments(data)
    return b"\xff\xd8" + b"".join(first) + b"".join(s for s in found if keep(s)) + rest


def adobe(transform):
    return b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00" + bytes([transform])


def is_application(segment):
    return 0xE0 <= segment[1] <= 0xEF


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def png(samples, depth, colour_type, before=(), interlaced=False):
    """A PNG of unsigned samples [height, width, channels] at any bit depth."""
    height, width, _ = samples.shape

    def packed(part):
        rows = []
        for row in part:
            flat = row.reshape(-1)
            if depth == 16:
                raw = flat.astype(">u2").tobytes()
            elif depth == 8:
                raw = flat.astype(np.uint8).tobytes()
            else:
                bits = np.unpackbits(flat.astype(np.uint8)[:, None], axis=1)[:, 8 - depth :].reshape(-1)
                raw = np.packbits(bits).tobytes()
            rows.append(b"\x00" + raw)
        return b"".join(rows)

    if interlaced:
        parts = [samples[y0::dy, x0::dx] for x0, y0, dx, dy in ADAM7]
        stream = b"".join(packed(p) for p in parts if p.shape[0] and p.shape[1])
    else:
        stream = packed(samples)
    compressed = zlib.compress(stream, 9)
    half = len(compressed) // 2
    header = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, int(interlaced))
    chunks = [chunk(b"IHDR", header), *before]
    # Two pieces, as large files have.
    chunks += [chunk(b"IDAT", compressed[:half]), chunk(b"IDAT", compressed[half:]), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def palette_bytes(count, seed):
    return np.random.RandomState(seed).randint(0, 256, size=count * 3).astype(np.uint8).tobytes()


def bmp(width, height, bits, compression, body, masks=b""):
    header = struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, compression, len(body), 2835, 2835, 0, 0)
    offset = 14 + len(header) + len(masks)
    return b"BM" + struct.pack("<IHHI", offset + len(body), 0, 0, offset) + header + masks + body


def bmp565(width, height, seed):
    rgb = pixels(width, height, 3, seed).astype(np.uint16)
    packed = (rgb[:, :, 0] >> 3 << 11) | (rgb[:, :, 1] >> 2 << 5) | (rgb[:, :, 2] >> 3)
    if width % 2:
        packed = np.pad(packed, ((0, 0), (0, 1)))
    return bmp(width, height, 16, 3, packed[::-1].astype("<u2").tobytes(), struct.pack("<III", 0xF800, 0x7E0, 0x1F))


def bmp_top_down(width, height, seed):
    rows = pixels(width, height, 3, seed)[:, :, ::-1].reshape(height, -1)
    rows = np.pad(rows, ((0, 0), (0, -rows.shape[1] % 4)))
    return bmp(width, -height, 24, 0, rows.tobytes())


def bmp_with_alpha(width, height, seed):
    """A version 4 header, whose masks name an alpha channel."""
    rgba = np.asarray(image("RGBA", width, height, seed))
    body = rgba[::-1, :, [2, 1, 0, 3]].tobytes()
    masks = struct.pack("<IIII", 0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    header = struct.pack("<IiiHHIIiiII", 108, width, height, 1, 32, 3, len(body), 2835, 2835, 0, 0) + masks
    header += b"BGRs" + bytes(48)
    return b"BM" + struct.pack("<IHHI", 14 + len(header) + len(body), 0, 0, 14 + len(header)) + header + body


def every_grey(width, height, seed):
    """With all 256 levels in use, the GIF writer keeps the whole ramp as its palette."""
    data = pixels(width, height, 1, seed)[:, :, 0].copy()
    data.reshape(-1)[:256] = np.arange(256)
    return Image.fromarray(data, "L")


def gif_on_larger_canvas(width, height, seed, left, top, transparent=None):
    picture = image("RGB", width, height, seed).quantize(16)
    options = {} if transparent is None else {"transparency": transparent}
    data = bytearray(saved(picture, "GIF", **options))
    at = 13 + (3 << ((data[10] & 7) + 1))
    while data[at] == 0x21:
        at += 2
        while data[at]:
            at += 1 + data[at]
        at += 1
    data[6:10] = struct.pack("<HH", width + 2 * left, height + 2 * top)
    data[at + 1 : at + 5] = struct.pack("<HH", left, top)
    return bytes(data)


def fixtures():
    yield "jpeg-420-97x61.jpg", jpeg("RGB", 97, 61, 1, subsampling="4:2:0")
    yield "jpeg-420-300x200.jpg", jpeg("RGB", 300, 200, 2, subsampling="4:2:0", quality=60)
    yield "jpeg-422-96x64.jpg", jpeg("RGB", 96, 64, 3, subsampling="4:2:2")
    yield "jpeg-422-75x133.jpg", jpeg("RGB", 75, 133, 4, subsampling="4:2:2")
    yield "jpeg-444-64x64.jpg", jpeg("RGB", 64, 64, 5, subsampling="4:4:4")
    yield "jpeg-444-224x224.jpg", jpeg("RGB", 224, 224, 6, subsampling="4:4:4", quality=50)
    yield "jpeg-grey-50x71.jpg", jpeg("L", 50, 71, 7)
    yield "jpeg-grey-260x240.jpg", jpeg("L", 260, 240, 8, quality=60)
    yield "jpeg-progressive-120x90.jpg", jpeg("RGB", 120, 90, 9, progressive=True)
    yield "jpeg-progressive-grey-33x47.jpg", jpeg("L", 33, 47, 10, progressive=True)
    yield "jpeg-optimized-101x67.jpg", jpeg("RGB", 101, 67, 11, optimize=True, quality=95)
    yield "jpeg-1x1.jpg", jpeg("RGB", 1, 1, 12)
    yield "jpeg-2x3.jpg", jpeg("RGB", 2, 3, 13)
    yield "jpeg-wide-300x7.jpg", jpeg("RGB", 300, 7, 14)
    yield "jpeg-tall-5x260.jpg", jpeg("RGB", 5, 260, 15)
    yield "jpeg-225x224.jpg", jpeg("RGB", 225, 224, 16, quality=50)
    yield "jpeg-65x64.jpg", jpeg("RGB", 65, 64, 17)
    yield "jpeg-quality100-40x30.jpg", jpeg("RGB", 40, 30, 18, quality=100)
    yield "jpeg-quality5-500x375.jpg", jpeg("RGB", 500, 375, 19, quality=5)
    exif = Image.Exif()
    exif[0x0112] = 6
    yield "jpeg-exif-rotated-60x40.jpg", jpeg("RGB", 60, 40, 20, exif=exif)
    yield "jpeg-broken-profile-45x45.jpg", jpeg("RGB", 45, 45, 21, icc_profile=b"no profile at all")
    plain = jpeg("RGB", 48, 52, 22, subsampling="4:4:4")
    yield "jpeg-no-jfif-48x52.jpg", rewritten(plain, lambda s: not is_application(s))
    yield "jpeg-adobe-rgb-48x52.jpg", rewritten(plain, lambda s: not is_application(s), [adobe(0)])
    cmyk = jpeg("CMYK", 70, 50, 23)
    yield "jpeg-cmyk-70x50.jpg", rewritten(cmyk, lambda s: not is_application(s), [adobe(0)])
    yield "jpeg-ycck-70x50.jpg", rewritten(cmyk, lambda s: not is_application(s), [adobe(2)])

    yield "png-rgb-90x60.png", saved(image("RGB", 90, 60, 31), "PNG")
    yield "png-rgb-64x100.png", saved(image("RGB", 64, 100, 32), "PNG")
    yield "png-rgba-80x60.png", saved(image("RGBA", 80, 60, 33), "PNG")
    yield "png-rgba-64x64.png", saved(image("RGBA", 64, 64, 34), "PNG")
    yield "png-la-55x66.png", saved(image("LA", 55, 66, 35), "PNG")
    yield "png-grey-77x55.png", saved(image("L", 77, 55, 36), "PNG")
    yield "png-palette-100x80.png", saved(image("RGB", 100, 80, 37).quantize(64), "PNG")
    yield "png-palette-64x64.png", saved(image("RGB", 64, 64, 38).quantize(7), "PNG")
    yield "png-palette-trns-70x50.png", saved(image("RGB", 70, 50, 39).quantize(32), "PNG", transparency=bytes(range(0, 256, 8)))
    yield "png-bilevel-83x59.png", saved(image("L", 83, 59, 40).convert("1"), "PNG")
    yield "png-1x1.png", saved(image("RGB", 1, 1, 41), "PNG")
    yield "png-wide-300x7.png", saved(image("RGB", 300, 7, 42), "PNG")
    yield "png-upscaled-9x11.png", saved(image("RGB", 9, 11, 43), "PNG")
    deep = pixels(40, 30, 4, 44).astype(np.uint16) * 256 + pixels(40, 30, 4, 45)
    yield "png-rgb16-40x30.png", png(deep[:, :, :3], 16, 2)
    yield "png-rgba16-40x30.png", png(deep, 16, 6)
    yield "png-la16-40x30.png", png(deep[:, :, 1:3], 16, 4)
    yield "png-grey16-40x30.png", png(deep[:, :, :1], 16, 0)
    small = pixels(61, 43, 1, 46)
    yield "png-grey2-61x43.png", png(small >> 6, 2, 0)
    yield "png-grey4-61x43.png", png(small >> 4, 4, 0)
    yield "png-palette1-61x43.png", png(small >> 7, 1, 3, [chunk(b"PLTE", palette_bytes(2, 47))])
    yield "png-palette2-61x43.png", png(small >> 6, 2, 3, [chunk(b"PLTE", palette_bytes(4, 48))])
    yield "png-palette4-61x43.png", png(small >> 4, 4, 3, [chunk(b"PLTE", palette_bytes(16, 49))])
    yield "png-interlaced-rgb-37x29.png", png(pixels(37, 29, 3, 50), 8, 2, interlaced=True)
    yield "png-interlaced-palette-37x29.png", png(
        pixels(37, 29, 1, 51) >> 4, 4, 3, [chunk(b"PLTE", palette_bytes(16, 52))], interlaced=True
    )
    yield "png-grey-trns-40x30.png", png(pixels(40, 30, 1, 53), 8, 0, [chunk(b"tRNS", b"\x00\xff")])
    yield "png-rgb-trns-40x30.png", png(pixels(40, 30, 3, 54), 8, 2, [chunk(b"tRNS", b"\x00\xff\x00\x00\x00\xff")])
    yield "png-broken-profile-40x30.png", png(pixels(40, 30, 3, 55), 8, 2, [chunk(b"iCCP", b"x\x00\x00" + zlib.compress(b"junk"))])

    yield "webp-lossy-99x70.webp", saved(image("RGB", 99, 70, 61), "WEBP", quality=80)
    yield "webp-lossy-300x225.webp", saved(image("RGB", 300, 225, 62), "WEBP", quality=20)
    yield "webp-lossless-64x47.webp", saved(image("RGB", 64, 47, 63), "WEBP", lossless=True)
    yield "webp-alpha-lossy-80x60.webp", saved(image("RGBA", 80, 60, 64), "WEBP", quality=70)
    yield "webp-alpha-lossless-50x50.webp", saved(image("RGBA", 50, 50, 65), "WEBP", lossless=True)
    yield "webp-wide-300x7.webp", saved(image("RGB", 300, 7, 66), "WEBP")
    yield "webp-1x1.webp", saved(image("RGB", 1, 1, 67), "WEBP")

    yield "gif-palette-70x90.gif", saved(image("RGB", 70, 90, 71).quantize(64), "GIF")
    yield "gif-grey-66x44.gif", saved(every_grey(66, 44, 72), "GIF")
    yield "gif-not-interlaced-31x31.gif", saved(image("RGB", 31, 31, 73).quantize(5), "GIF", interlace=False)
    yield "gif-transparent-80x64.gif", saved(image("RGB", 80, 64, 74).quantize(16), "GIF", transparency=3)
    yield "gif-animated-60x40.gif", saved(
        image("RGB", 60, 40, 75).quantize(16), "GIF", save_all=True, append_images=[image("RGB", 60, 40, 76).quantize(16)]
    )
    yield "gif-offset-frame-40x30.gif", gif_on_larger_canvas(40, 30, 77, 9, 5)
    yield "gif-offset-transparent-40x30.gif", gif_on_larger_canvas(40, 30, 78, 9, 5, transparent=2)

    yield "bmp-rgb-53x41.bmp", saved(image("RGB", 53, 41, 81), "BMP")
    yield "bmp-palette-64x48.bmp", saved(image("RGB", 64, 48, 82).quantize(32), "BMP")
    yield "bmp-grey-47x65.bmp", saved(image("L", 47, 65, 83), "BMP")
    yield "bmp-bilevel-50x40.bmp", saved(image("L", 50, 40, 84).convert("1"), "BMP")
    yield "bmp-32bit-31x40.bmp", saved(image("RGBA", 31, 40, 85), "BMP")
    yield "bmp-alpha-44x35.bmp", bmp_with_alpha(44, 35, 88)
    yield "bmp-565-33x40.bmp", bmp565(33, 40, 86)
    yield "bmp-top-down-33x40.bmp", bmp_top_down(33, 40, 87)


# Where HYPE for Java deliberately does something else than Pillow: the picture that is expected instead.
DEVIATIONS = {
    "png-grey16-40x30.png": "16-bit grey is taken by its high byte, as Pillow takes 16-bit RGB; Pillow clips it to 255",
}


def opened(name, data):
    picture = Image.open(io.BytesIO(data))
    if name in DEVIATIONS:
        picture = Image.fromarray((np.asarray(picture).astype(np.int64) >> 8).astype(np.uint8), "L")
    return picture


def pipeline(options):
    interpolation = InterpolationMode(options["interpolation"])
    size = options["size"]
    steps = [transforms.Resize([size, size] if options["resize"] == "stretch" else size, interpolation)]
    if options["crop"] == "center":
        steps.append(transforms.CenterCrop(size))
    picture = transforms.Compose(steps + [lambda im: im.convert("RGB")])
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
        picture = opened(name, data)
        row = {"file": name, "mode": picture.mode, "width": picture.width, "height": picture.height}
        if name in DEVIATIONS:
            row["deviation"] = DEVIATIONS[name]
        results = {}
        for key, (prepare, normalise) in pipelines.items():
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
