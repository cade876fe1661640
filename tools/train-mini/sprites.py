"""Fits every picture of the catalogue into 64x64 RGBA and names its main colour. Makes DATA/sprites.npy and items.json."""
import json
import sys
from multiprocessing import Pool

import numpy as np
from PIL import Image

SIZE = 64
LARGEST = 30_000_000  # pixels; a handful of drawings are rendered at hundreds of millions
Image.MAX_IMAGE_PIXELS = None


def fit(path):
    """The picture cut to what is visible and fitted into the square, or None if there is nothing to see."""
    try:
        image = Image.open(path)
        if image.size[0] * image.size[1] > LARGEST:
            return None
        image = image.convert('RGBA')
    except (OSError, ValueError):
        return None
    if max(image.size) > 256:
        scale = 256 / max(image.size)
        image = premultiplied(image, [max(1, int(n * scale)) for n in image.size], Image.BOX)
    box = image.getchannel('A').point(lambda a: 255 if a > 8 else 0).getbbox()
    if not box:
        return None
    image = image.crop(box)
    scale = SIZE / max(image.size)
    image = premultiplied(image, [max(2, round(n * scale)) for n in image.size], Image.LANCZOS)
    square = Image.new('RGBA', (SIZE, SIZE), (0, 0, 0, 0))
    square.paste(image, ((SIZE - image.size[0]) // 2, (SIZE - image.size[1]) // 2))
    return np.asarray(square).copy()


def premultiplied(image, size, filter):
    return image.convert('RGBa').resize(size, filter).convert('RGBA')


def main_colour(sprite):
    """The name of the colour that more than 55% of the visible pixels have, or None."""
    rgb = sprite[sprite[..., 3] > 128][:, :3].astype(float) / 255
    if len(rgb) < 30:
        return None
    high, low = rgb.max(1), rgb.min(1)
    chroma = high - low + 1e-6
    saturation = (high - low) / (high + 1e-6)
    r, g, b = rgb.T
    hue = 60 * np.where(high == r, (g - b) / chroma % 6, np.where(high == g, (b - r) / chroma + 2, (r - g) / chroma + 4))
    names = np.select(
        [high < .22, (saturation < .15) & (high > .85), saturation < .18, (hue < 16) | (hue >= 340), (hue < 42) & (high < .65),
         hue < 42, hue < 68, hue < 165, hue < 255, hue < 295],
        ['black', 'white', 'gray', 'red', 'brown', 'orange', 'yellow', 'green', 'blue', 'purple'], 'pink')
    values, counts = np.unique(names, return_counts=True)
    return str(values[counts.argmax()]) if counts.max() > .55 * len(rgb) else None


def main(data):
    catalogue = json.load(open(data + '/catalogue.json'))
    with Pool(2) as pool:
        fitted = pool.map(fit, [item['path'] for item in catalogue], chunksize=64)
    items = [item for item, sprite in zip(catalogue, fitted) if sprite is not None]
    sprites = np.stack([sprite for sprite in fitted if sprite is not None])
    for item, sprite in zip(items, sprites):
        item['colour'] = main_colour(sprite)
    np.save(data + '/sprites.npy', sprites)
    json.dump(items, open(data + '/items.json', 'w'), indent=0)
    print(len(items), 'of', len(catalogue), 'pictures', sprites.nbytes >> 20, 'MiB')


if __name__ == '__main__':
    main(sys.argv[1])
