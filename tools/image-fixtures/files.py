"""Draws pictures from formulas and seeded noise, and writes them as files of the kinds that have rules of their own."""

import io
import shutil
import struct
import subprocess
import sys
import zlib

import numpy as np
from PIL import Image


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


def cjpeg(mode, width, height, seed, *options):
    """A JPEG by libjpeg-turbo's own program, for the kinds that Pillow does not write."""
    program = shutil.which("cjpeg") or sys.exit("cjpeg is missing: apt-get install libjpeg-turbo-progs")
    source = saved(image(mode, width, height, seed), "PPM")
    return subprocess.run([program, *options], input=source, stdout=subprocess.PIPE, check=True).stdout


def with_orientation(data, orientation):
    """A JPEG whose EXIF segment, written here byte by byte, says how it is to be turned; big-endian for odd values."""
    order, mark = (">", b"MM") if orientation % 2 else ("<", b"II")
    tiff = mark + struct.pack(order + "HIHHHIHHI", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    segment = b"Exif\0\0" + tiff
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + data[2:]


def bmp_palette(width, height, bits, seed, colours, rows=None, compression=0, top_down=False):
    """A BMP with a palette of random colours; packed rows unless a compressed body is given."""
    levels = (pixels(width, height, 1, seed)[:, :, 0] % colours).astype(np.uint8)
    if rows is None:
        each = np.unpackbits(levels[:, :, None], axis=2)[:, :, 8 - bits :].reshape(height, -1)
        packed = np.packbits(each, axis=1)
        packed = np.pad(packed, ((0, 0), (0, -packed.shape[1] % 4)))
        body = (packed if top_down else packed[::-1]).tobytes()
    else:
        body = rows(levels[::-1])
    colour_table = np.random.RandomState(seed).randint(0, 256, size=(colours, 4)).astype(np.uint8)
    colour_table[:, 3] = 0
    signed = -height if top_down else height
    header = struct.pack("<IiiHHIIiiII", 40, width, signed, 1, bits, compression, len(body), 2835, 2835, colours, 0)
    offset = 14 + 40 + 4 * colours
    return b"BM" + struct.pack("<IHHI", offset + len(body), 0, 0, offset) + header + colour_table.tobytes() + body


def runs8(rows):
    """Eight-bit run-length coding: runs where levels repeat, literal stretches of at least three elsewhere."""
    out = bytearray()
    for row in rows:
        at = 0
        while at < len(row):
            run = 1
            while at + run < len(row) and row[at + run] == row[at] and run < 255:
                run += 1
            literal = bytes(row[at : at + 5].tolist())
            if run == 1 and len(literal) == 5:
                out += bytes([0, 5]) + literal + b"\0"
                at += 5
            else:
                out += bytes([run, int(row[at])])
                at += run
        out += b"\0\0"
    return bytes(out[:-2] + b"\0\1")


def bmp555(width, height, seed):
    rgb = pixels(width, height, 3, seed).astype(np.uint16) >> 3
    packed = rgb[:, :, 0] << 10 | rgb[:, :, 1] << 5 | rgb[:, :, 2]
    if width % 2:
        packed = np.pad(packed, ((0, 0), (0, 1)))
    return bmp(width, height, 16, 0, packed[::-1].astype("<u2").tobytes())


def bmp_os2(width, height, seed):
    """The oldest header, of twelve bytes."""
    rows = pixels(width, height, 3, seed)[::-1, :, ::-1].reshape(height, -1)
    rows = np.pad(rows, ((0, 0), (0, -rows.shape[1] % 4)))
    header = struct.pack("<IHHHH", 12, width, height, 1, 24)
    return b"BM" + struct.pack("<IHHI", 26 + rows.size, 0, 0, 26) + header + rows.tobytes()


def webp_of(*chunks):
    body = b"WEBP" + b"".join(
        name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for name, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def webp_chunks(data):
    at, found = 12, []
    while at < len(data):
        name, length = struct.unpack("<4sI", data[at : at + 8])
        found.append((name, data[at + 8 : at + 8 + length]))
        at += 8 + length + length % 2
    return found


def animated_webp_with_offset(mode, width, height, seed, left, top):
    """Two frames, of which the first covers a part of a larger canvas; the offsets are even."""
    frames = [image(mode, width, height, seed), image(mode, width, height, seed + 1)]
    chunks = webp_chunks(saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], lossless=True))
    out = []
    for name, data in chunks:
        if name == b"VP8X":
            canvas = [(width + 2 * left - 1).to_bytes(3, "little"), (height + 2 * top - 1).to_bytes(3, "little")]
            data = data[:4] + b"".join(canvas)
        elif name == b"ANMF":
            data = (left // 2).to_bytes(3, "little") + (top // 2).to_bytes(3, "little") + data[6:]
        out.append((name, data))
    return webp_of(*out)


def big_endian_tiff(width, height, seed):
    """Grey, one strip; Pillow writes the byte order of the machine."""
    data = pixels(width, height, 1, seed).tobytes()
    tags = [(256, 3, width), (257, 3, height), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8), (277, 3, 1), (278, 3, height), (279, 4, len(data))]
    entries = b"".join(
        struct.pack(">HHI", tag, kind, 1) + (struct.pack(">HH", value, 0) if kind == 3 else struct.pack(">I", value))
        for tag, kind, value in tags
    )
    return b"MM\0*" + struct.pack(">I", 8 + len(data)) + data + struct.pack(">H", len(tags)) + entries + struct.pack(">I", 0)
