"""The fixtures: names and files."""

import struct
import zlib

import numpy as np
from PIL import Image

from files import (
    adobe,
    animated_webp_with_offset,
    big_endian_tiff,
    bmp,
    bmp555,
    bmp565,
    bmp_os2,
    bmp_palette,
    bmp_top_down,
    bmp_with_alpha,
    chunk,
    cjpeg,
    every_grey,
    gif_on_larger_canvas,
    image,
    is_application,
    jpeg,
    palette_bytes,
    pixels,
    png,
    rewritten,
    runs8,
    saved,
    webp_chunks,
    webp_of,
    with_orientation,
)


def rare_and_common():
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


def jpeg_series():
    """Every sampling in every process, with and without restarts, in sizes that end within a block."""
    samplings = {"420": "2x2", "422": "2x1", "440": "1x2", "411": "4x1", "444": "1x1", "410": "4x2"}
    processes = {
        "baseline": (),
        "progressive": ("-progressive",),
        "restart": ("-restart", "1"),
        "progressive-restart": ("-progressive", "-restart", "3B"),
    }
    seed = 200
    for sampling, factors in samplings.items():
        for process, options in processes.items():
            for width, height in ((67, 45), (34, 57)):
                seed += 1
                quality = str(60 + seed % 5 * 8)
                name = f"jpeg-{sampling}-{process}-{width}x{height}.jpg"
                yield name, cjpeg("RGB", width, height, seed, "-quality", quality, "-sample", factors, *options)
    for width, height in ((3, 2), (7, 5), (8, 8), (9, 9), (15, 17), (16, 16), (17, 15), (31, 33)):
        seed += 1
        yield f"jpeg-420-{width}x{height}.jpg", jpeg("RGB", width, height, seed, subsampling="4:2:0")
    yield "jpeg-grey-restart-45x31.jpg", cjpeg("L", 45, 31, 270, "-restart", "1")
    yield "jpeg-grey-progressive-restart-45x31.jpg", cjpeg("L", 45, 31, 271, "-progressive", "-restart", "2B")
    yield "jpeg-quality1-49x38.jpg", cjpeg("RGB", 49, 38, 272, "-quality", "1")
    yield "jpeg-dct-fast-49x38.jpg", cjpeg("RGB", 49, 38, 273, "-dct", "fast", "-optimize")
    yield "jpeg-rgb-components-49x38.jpg", cjpeg("RGB", 49, 38, 274, "-rgb")
    yield "jpeg-smoothed-49x38.jpg", cjpeg("RGB", 49, 38, 275, "-smooth", "30", "-quality", "90")
    for transform, kind in enumerate(("cmyk", None, "ycck")):
        if kind:
            for progressive in (False, True):
                data = jpeg("CMYK", 41, 35, 276 + transform, progressive=progressive, quality=70)
                word = "-progressive" if progressive else ""
                yield f"jpeg-{kind}{word}-41x35.jpg", rewritten(data, lambda s: not is_application(s), [adobe(transform)])
    for orientation in range(1, 9):
        name = f"jpeg-exif{orientation}-41x27.jpg"
        yield name, with_orientation(jpeg("RGB", 41, 27, 280 + orientation, subsampling="4:2:0"), orientation)
    yield "jpeg-exif0-41x27.jpg", with_orientation(jpeg("RGB", 41, 27, 289), 0)
    yield "jpeg-exif8-grey-41x27.jpg", with_orientation(jpeg("L", 41, 27, 290), 8)
    cmyk = rewritten(jpeg("CMYK", 41, 27, 291), lambda s: not is_application(s), [adobe(0)])
    yield "jpeg-exif5-cmyk-41x27.jpg", with_orientation(cmyk, 5)


def png_series():
    """Every colour type at every depth, plain and interlaced, and transparency where it is not alpha."""
    kinds = {"grey": (0, 1, (1, 2, 4, 8, 16)), "rgb": (2, 3, (8, 16)), "palette": (3, 1, (1, 2, 4, 8))}
    kinds |= {"la": (4, 2, (8, 16)), "rgba": (6, 4, (8, 16))}
    seed = 300
    for kind, (colour_type, channels, depths) in kinds.items():
        for depth in depths:
            for interlaced in (False, True):
                seed += 1
                samples = pixels(45, 34, channels, seed)
                if depth == 16:
                    samples = samples.astype(np.uint16) * 256 + pixels(45, 34, channels, seed + 50)
                else:
                    samples = samples >> 8 - depth
                before = [chunk(b"PLTE", palette_bytes(min(1 << depth, 200), seed))] if kind == "palette" else []
                if kind == "palette" and depth == 8:
                    samples = samples % 200
                word = "-interlaced" if interlaced else ""
                yield f"png-{kind}{depth}{word}-45x34.png", png(samples, depth, colour_type, before, interlaced)
    for width, height in ((1, 5), (3, 1), (2, 2), (5, 9)):
        yield f"png-interlaced-{width}x{height}.png", png(pixels(width, height, 3, 340 + height), 8, 2, interlaced=True)
    dark = pixels(38, 29, 1, 350).astype(np.uint16) * 2
    yield "png-grey16-dark-38x29.png", png(dark, 16, 0)
    yield "png-grey16-64x64.png", png(pixels(64, 64, 1, 351).astype(np.uint16) * 3, 16, 0)
    yield "png-grey16-black-300x7.png", png(pixels(300, 7, 1, 352).astype(np.uint16) // 3, 16, 0)
    yield "png-grey16-trns-38x29.png", png(dark, 16, 0, [chunk(b"tRNS", b"\x00\x20")])
    yield "png-grey1-trns-38x29.png", png(dark.astype(np.uint8) >> 7, 1, 0, [chunk(b"tRNS", b"\x00\x01")])
    yield "png-rgb16-trns-38x29.png", png(pixels(38, 29, 3, 353).astype(np.uint16) * 257, 16, 2, [chunk(b"tRNS", b"\0\1\0\2\0\3")])
    colours = chunk(b"PLTE", palette_bytes(4, 354))
    yield "png-palette2-trns-38x29.png", png(pixels(38, 29, 1, 355) >> 6, 2, 3, [colours, chunk(b"tRNS", b"\x00\x80\xff")])
    yield "png-palette-short-38x29.png", png(pixels(38, 29, 1, 356) >> 4, 8, 3, [chunk(b"PLTE", palette_bytes(9, 357))])
    grey = bytes(value for level in range(256) for value in (level, level, level))
    yield "png-palette-grey-38x29.png", png(pixels(38, 29, 1, 358), 8, 3, [chunk(b"PLTE", grey)])
    exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0%c\0\0\0\0\0\0\0"
    yield "png-exif6-38x29.png", png(pixels(38, 29, 3, 359), 8, 2, [chunk(b"eXIf", exif % 6)])
    yield "png-exif7-palette-38x29.png", png(pixels(38, 29, 1, 360) >> 4, 8, 3, [chunk(b"PLTE", palette_bytes(16, 361)), chunk(b"eXIf", exif % 7)])
    yield "png-exif3-rgba-38x29.png", png(pixels(38, 29, 4, 362), 8, 6, [chunk(b"eXIf", exif % 3)])
    yield "png-exif2-grey16-38x29.png", png(dark, 16, 0, [chunk(b"eXIf", exif % 2)])
    yield "png-one-row-200x1.png", saved(image("RGB", 200, 1, 363), "PNG")
    yield "png-filtered-rgba-70x41.png", saved(image("RGBA", 70, 41, 364), "PNG", optimize=True)


def webp_series():
    seed = 400
    for quality in (5, 40, 75, 98):
        for mode in ("RGB", "RGBA"):
            seed += 1
            yield f"webp-{mode.lower()}-quality{quality}-51x38.webp", saved(image(mode, 51, 38, seed), "WEBP", quality=quality)
    for width, height in ((2, 3), (15, 17), (16, 16), (33, 31)):
        seed += 1
        yield f"webp-lossy-{width}x{height}.webp", saved(image("RGB", width, height, seed), "WEBP", method=6)
    yield "webp-lossless-palette-44x33.webp", saved(image("RGB", 44, 33, 420).quantize(9).convert("RGB"), "WEBP", lossless=True)
    yield "webp-lossless-alpha-exact-44x33.webp", saved(image("RGBA", 44, 33, 421), "WEBP", lossless=True, exact=True)
    yield "webp-near-alpha-44x33.webp", saved(image("RGBA", 44, 33, 422), "WEBP", quality=60, alpha_quality=20)
    yield "webp-grey-44x33.webp", saved(image("L", 44, 33, 423).convert("RGB"), "WEBP", quality=80)
    exif = Image.Exif()
    exif[0x0112] = 8
    yield "webp-exif8-44x33.webp", saved(image("RGB", 44, 33, 424), "WEBP", exif=exif)
    exif[0x0112] = 5
    yield "webp-exif5-alpha-44x33.webp", saved(image("RGBA", 44, 33, 425), "WEBP", exif=exif, lossless=True)
    for mode in ("RGB", "RGBA"):
        for lossless in (False, True):
            frames = [image(mode, 40, 30, 430 + i) for i in range(3)]
            word = "lossless" if lossless else "lossy"
            data = saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], lossless=lossless, background=(9, 8, 7, 6))
            yield f"webp-animated-{mode.lower()}-{word}-40x30.webp", data
        yield f"webp-animated-{mode.lower()}-offset-40x30.webp", animated_webp_with_offset(mode, 40, 30, 440, 6, 4)


def gif_series():
    seed = 500
    for colours in (2, 4, 16, 100, 256):
        for interlace in (True, False):
            seed += 1
            word = "interlaced" if interlace else "plain"
            yield f"gif-{word}-{colours}-43x32.gif", saved(image("RGB", 43, 32, seed).quantize(colours), "GIF", interlace=interlace)
    for width, height in ((1, 1), (1, 9), (200, 3)):
        seed += 1
        yield f"gif-{width}x{height}.gif", saved(image("RGB", width, height, seed).quantize(4), "GIF")
    yield "gif-bilevel-43x32.gif", saved(image("L", 43, 32, 520).convert("1"), "GIF")
    yield "gif-few-greys-43x32.gif", saved(image("L", 43, 32, 521).point(lambda v: v // 32 * 32), "GIF")
    frames = [image("RGB", 43, 32, 522 + i).quantize(30) for i in range(3)]
    yield "gif-animated-transparent-43x32.gif", saved(frames[0], "GIF", save_all=True, append_images=frames[1:], transparency=2, disposal=2)
    yield "gif-comment-43x32.gif", saved(frames[1], "GIF", comment=b"a comment")


def bmp_series():
    for bits, colours in ((1, 2), (4, 16), (4, 7), (8, 256), (8, 20)):
        yield f"bmp-{bits}bit-{colours}-37x26.bmp", bmp_palette(37, 26, bits, 600 + colours, colours)
        yield f"bmp-{bits}bit-{colours}-top-down-37x26.bmp", bmp_palette(37, 26, bits, 610 + colours, colours, top_down=True)
    yield "bmp-runs8-37x26.bmp", bmp_palette(37, 26, 8, 630, 5, runs8, 1)
    yield "bmp-555-37x26.bmp", bmp555(37, 26, 631)
    yield "bmp-565-36x26.bmp", bmp565(36, 26, 632)
    yield "bmp-os2-37x26.bmp", bmp_os2(37, 26, 633)
    for width, height in ((1, 1), (2, 7), (90, 3)):
        yield f"bmp-rgb-{width}x{height}.bmp", saved(image("RGB", width, height, 640 + width), "BMP")


def tiff_series():
    for name, compression in (("raw", None), ("lzw", "tiff_lzw"), ("deflate", "tiff_adobe_deflate"), ("packbits", "packbits")):
        yield f"tiff-rgb-{name}-57x43.tif", saved(image("RGB", 57, 43, 700), "TIFF", compression=compression)
        yield f"tiff-grey-{name}-43x57.tif", saved(image("L", 43, 57, 701), "TIFF", compression=compression)
    yield "tiff-rgb-predictor-57x43.tif", saved(image("RGB", 57, 43, 702), "TIFF", compression="tiff_lzw", tiffinfo={317: 2})
    yield "tiff-rgba-50x60.tif", saved(image("RGBA", 50, 60, 703), "TIFF", compression="tiff_lzw")
    yield "tiff-palette-64x48.tif", saved(image("RGB", 64, 48, 704).quantize(40), "TIFF")
    yield "tiff-bilevel-50x41.tif", saved(image("L", 50, 41, 705).convert("1"), "TIFF", compression="packbits")
    yield "tiff-strips-31x90.tif", saved(image("RGB", 31, 90, 706), "TIFF", tiffinfo={278: 7})
    yield "tiff-pages-33x30.tif", saved(image("L", 33, 30, 707), "TIFF", save_all=True, append_images=[image("L", 20, 25, 708)])
    yield "tiff-big-endian-40x30.tif", big_endian_tiff(40, 30, 709)


def fixtures():
    for series in (rare_and_common, jpeg_series, png_series, webp_series, gif_series, bmp_series, tiff_series):
        yield from series()
