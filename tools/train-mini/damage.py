"""Useless captions and pictures. Training sees the first list of each only; the pools are made with both."""
import string

import numpy as np
from PIL import Image

import scenes

VAGUE = ('an object', 'a symbol', 'something', 'a thing', 'food', 'an animal', 'a person', 'art', 'clip art', 'a drawing')
SEEN_IMAGES = ('blank', 'nearblank', 'gradient', 'noise')
UNSEEN_IMAGES = ('blur', 'tiny')


def hex_word(r, n):
    return ''.join(r.choice('0123456789abcdef') for _ in range(n))


def letters(r, n):
    return ''.join(r.choice(string.ascii_lowercase) for _ in range(n))


SEEN_TEXTS = (
    lambda r: r.choice(['image', 'photo', 'picture', 'img', 'icon', 'graphic', 'file']),
    lambda r: r.choice(['an image', 'a photo', 'a picture']),
    lambda r: r.choice(['IMG_', 'DSC', 'DSC_', 'P', 'img-']) + '%04d' % r.randint(0, 9999) + r.choice(['.jpg', '.JPG', '.png', '']),
    lambda r: r.choice(['click here', 'untitled', 'download', '...', '-', 'n/a', 'stock photo', 'image not found', 'default',
                        'logo', 'new']),
    lambda r: hex_word(r, r.randint(6, 16)),
    lambda r: ' '.join(hex_word(r, r.randint(2, 5)) for _ in range(r.randint(1, 5))),
    lambda r: '%dx%d' % (r.randint(100, 2000), r.randint(100, 2000)),
    lambda r: 'image %d' % r.randint(1, 999),
    lambda r: '%d-%02d-%02d' % (r.randint(1998, 2024), r.randint(1, 12), r.randint(1, 28)),
    lambda r: r.choice(['buy now', 'home', 'follow us', 'share', 'sign in', 'page %d', 'copyright %d', 'free shipping']).replace(
        '%d', str(r.randint(1, 2024))),
    lambda r: r.choice(['sku', 'ref', 'item', 'no', 'id']) + r.choice([' ', '-', ':']) + '%d' % r.randint(10, 99999),
)

UNSEEN_TEXTS = (
    lambda r: r.choice(['thumbnail', 'read more', 'null', 'no description', '???', 'preview']),
    lambda r: 'screenshot %d' % r.randint(2010, 2024),
    lambda r: 'picture%d.png' % r.randint(1, 99),
    lambda r: 'banner_%dx%d' % (r.randint(50, 900), r.randint(50, 900)),
    lambda r: ' '.join(letters(r, r.randint(2, 9)) for _ in range(r.randint(2, 5))),
    lambda r: 'https://' + letters(r, 7) + '.com/' + hex_word(r, 6) + '.jpg',
)


def text(maker, unseen=False):
    return maker.random.choice(UNSEEN_TEXTS if unseen else SEEN_TEXTS)(maker.random)


def image(maker, kind=None):
    """Pixels, uint8, of a picture with nothing to see."""
    r, size = maker.random, scenes.SIZE
    kind = kind or r.choice(SEEN_IMAGES)
    ground = maker.colour(r.choice(scenes.NAMES))
    if kind == 'blank':
        pixels = scenes.flat(ground)
    elif kind == 'nearblank':
        pixels = scenes.flat(ground) + maker.noise.randn(size, size, 3) * r.uniform(1, 6)
    elif kind == 'gradient':
        pixels = scenes.blend(ground, maker.colour(r.choice(scenes.NAMES)), maker.slope())
    elif kind == 'noise':
        n = r.choice([64, 32, 16, 8])
        grain = maker.noise.rand(n, n, 3) if r.random() < .6 else np.repeat(maker.noise.rand(n, n, 1), 3, 2)
        pixels = np.kron(grain * 255, np.ones((size // n, size // n, 1)))
    elif kind == 'blur':
        small = Image.fromarray(maker.scene()[1]).resize((r.choice([2, 4]),) * 2, Image.BOX)
        pixels = np.asarray(small.resize((size, size), Image.BILINEAR), float)
    else:
        pixels = np.array(scenes.flat(ground), np.float32)
        maker.paste(pixels, maker.pick(), r.randint(7, 11), r.uniform(10, 54), r.uniform(10, 54), r.uniform(.25, .5))
    return scenes.to_bytes(pixels)
