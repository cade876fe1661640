"""Composes scenes of one to four pictures, writes true captions of them at any level of detail, and knows which caption is
true of which scene.

A caption is a list of facts (see `Caption`); taking facts away gives a more general caption of the same scene. Facts are
held as label nodes such as 'name:pizza' or 'group:food': a caption is true of an image if the image has all its nodes.
"""
import dataclasses
import json
import random

import numpy as np
from PIL import Image

SIZE = 64
COLOURS = {
    'white': (255, 255, 255), 'black': (15, 15, 15), 'gray': (128, 128, 128), 'red': (220, 40, 40), 'blue': (50, 90, 220),
    'green': (50, 160, 70), 'yellow': (250, 220, 60), 'orange': (245, 145, 40), 'purple': (140, 70, 190),
    'pink': (250, 150, 190), 'brown': (130, 85, 50), 'light blue': (165, 210, 245), 'light green': (180, 235, 170),
    'beige': (238, 225, 195),
}
NAMES = list(COLOURS)
STYLES = {'noto': 'emoji', 'fluent-3d': '3d emoji', 'fluent-flat': 'flat emoji', 'fluent-modern': 'emoji', 'openmoji': 'emoji',
          'openclipart': 'clip art'}
LEADS = ('a picture of ', 'an image of ', 'a drawing of ', 'photo of ', 'an illustration of ')
GROUP, KIND, NAME = range(3)


def with_article(noun):
    first = noun.split()[0]
    if first in ('a', 'an', 'the'):
        return noun
    last = noun.split()[-1]
    if last.endswith('s') and not last.endswith(('ss', 'us', 'is')) and len(last) > 3:
        return noun
    return ('an ' if noun[0] in 'aeiou' else 'a ') + noun


@dataclasses.dataclass(frozen=True)
class Placed:
    """A picture in a scene: its index, size and centre, in pixels."""
    item: int
    size: int
    x: float
    y: float


@dataclasses.dataclass(frozen=True)
class Scene:
    number: int
    objects: tuple
    background: str
    background_nodes: tuple


@dataclasses.dataclass(frozen=True)
class Mention:
    """What a caption says of one object: how exactly it names it, by which word, and whether it gives its colour."""
    object: int
    detail: int
    word: str = None
    colour: bool = False
    article: bool = True


@dataclasses.dataclass(frozen=True)
class Caption:
    mentions: tuple
    background: bool = False
    style: bool = False
    size: bool = False
    tag: str = None
    places: bool = False
    lead: str = ''


class Scenes:
    """Scenes and captions from the pictures of some splits. A seed gives the same sequence again."""

    def __init__(self, data, splits, seed, vary=False):
        self.sprites = np.load(data + '/sprites.npy', mmap_mode='r')
        self.items = json.load(open(data + '/items.json'))
        self.indices = [k for k, item in enumerate(self.items) if item['split'] in splits]
        weights = np.cumsum([self.items[k]['weight'] for k in self.indices])
        self.cumulated = weights / weights[-1]
        self.random = random.Random(seed)
        self.noise = np.random.RandomState(seed)
        self.vary = vary
        self.made = 0

    # ---- pictures ----

    def pick(self):
        return self.indices[min(len(self.indices) - 1, int(np.searchsorted(self.cumulated, self.random.random())))]

    def colour(self, name):
        spread = 4 if name in ('white', 'black') else 11
        return np.clip(np.array(COLOURS[name], float) + self.noise.randn(3) * spread, 0, 255)

    def background(self):
        """Pixels, words and nodes."""
        kind = self.random.random()
        if kind < .30:
            colour = self.colour('white') if self.random.random() < .3 else np.full(3, 255.)
            return flat(colour), 'a white background', ('ground:white',)
        if kind < .68:
            name = self.random.choice(NAMES[1:])
            return flat(self.colour(name)), with_article(name + ' background'), ('ground:' + name,)
        a, b = self.random.sample(NAMES, 2)
        first, second = self.colour(a), self.colour(b)
        if kind < .86:
            return (blend(first, second, self.slope()), f'{with_article(a)} and {b} gradient background',
                    ('ground:gradient', 'ground:' + a, 'ground:' + b))
        if kind < .94:
            step = self.random.choice([4, 6, 8, 10])
            y, x = np.mgrid[:SIZE, :SIZE] // step
            mask, name = self.random.choice([(x % 2, 'striped'), (y % 2, 'striped'), ((x + y) % 2, 'checkered'),
                                             ((np.add(*np.mgrid[:SIZE, :SIZE]) // step) % 2, 'striped')])
            return (blend(first, second, mask), f'{with_article(a)} and {b} {name} background',
                    ('ground:' + name, 'ground:' + a, 'ground:' + b))
        grain = self.noise.randn(SIZE, SIZE, 3) * self.random.choice([10, 20, 35])
        return np.clip(flat(first) + grain, 0, 255), 'a noisy background', ('ground:noisy',)

    def slope(self):
        t = np.linspace(0, 1, SIZE)
        slope = t[:, None] * np.ones(SIZE) if self.random.random() < .5 else np.ones((SIZE, 1)) * t
        return (t[:, None] + t) / 2 if self.random.random() < .3 else slope

    def place(self, count):
        """Sizes and centres of objects that do not hide one another."""
        jitter = self.random.uniform
        if count == 1:
            size = self.random.randint(34, 64)
            reach = (64 - size) / 2 + 3
            return [(size, 32 + jitter(-reach, reach), 32 + jitter(-reach, reach))]
        if count == 2:
            sizes = [self.random.randint(24, 36) for _ in range(2)]
            across = [(17 + jitter(-3, 3), 32 + jitter(-12, 12)), (47 + jitter(-3, 3), 32 + jitter(-12, 12))]
            if self.random.random() < .4:
                across = [(y, x) for x, y in across]
            return [(size, x, y) for size, (x, y) in zip(sizes, across)]
        corners = [(17, 17), (47, 17), (17, 47), (47, 47)]
        self.random.shuffle(corners)
        return [(self.random.randint(22, 32), x + jitter(-3, 3), y + jitter(-3, 3)) for x, y in corners[:count]]

    def paste(self, image, item, size, x, y, opacity=1.):
        sprite = Image.fromarray(self.sprites[item])
        if self.items[item]['flip'] and self.random.random() < .5:
            sprite = sprite.transpose(Image.FLIP_LEFT_RIGHT)
        sprite = sprite.convert('RGBa')
        if self.vary and self.random.random() < .6:
            sprite = self.warp(sprite)
        pixels = np.asarray(sprite.resize((size, size), Image.BICUBIC if size > 36 else Image.HAMMING), np.float32) * opacity
        x0, y0 = int(x - size / 2), int(y - size / 2)
        left, top, right, bottom = max(0, x0), max(0, y0), min(SIZE, x0 + size), min(SIZE, y0 + size)
        if right <= left or bottom <= top:
            return
        part = pixels[top - y0:bottom - y0, left - x0:right - x0]
        image[top:bottom, left:right] = image[top:bottom, left:right] * (1 - part[..., 3:] / 255) + part[..., :3]

    def warp(self, sprite):
        """Turned a little, stretched and sheared: the same thing drawn by another hand."""
        turn, stretch, shear = self.random.gauss(0, .12), self.random.uniform(.85, 1.18), self.random.gauss(0, .08)
        c, s = np.cos(turn), np.sin(turn)
        matrix = np.array([[c, -s], [s, c]]) @ np.array([[stretch, shear], [0, 1 / stretch]]) * self.random.uniform(.97, 1.12)
        offset = np.array([32, 32]) - matrix @ np.array([32, 32])
        return sprite.transform(sprite.size, Image.AFFINE, (*matrix[0], offset[0], *matrix[1], offset[1]), Image.BILINEAR)

    def scene(self, items=None):
        """A scene and its pixels, uint8."""
        pixels, words, nodes = self.background()
        pixels = np.array(pixels, np.float32)
        if items is None:
            items = [self.pick() for _ in range(self.random.choices([1, 2, 3, 4], [.6, .22, .11, .07])[0])]
        objects = tuple(Placed(item, *where) for item, where in zip(items, self.place(len(items))))
        for o in objects:
            self.paste(pixels, o.item, o.size, o.x, o.y)
        if self.random.random() < .5:
            pixels = (pixels - 128) * self.random.uniform(.8, 1.2) + 128 + self.random.uniform(-18, 18)
        self.made += 1
        return Scene(self.made, objects, words, nodes), to_bytes(pixels)

    # ---- captions ----

    def caption(self, scene, level=None):
        """A caption at a level: 0 the group, 1 the kind or a tag, 2 the name, 3 name and colour or background, 4 everything."""
        r = self.random.random
        if level is None:
            level = self.random.choices([0, 1, 2, 3, 4], [.08, .14, .28, .30, .20])[0]
        order = list(range(len(scene.objects)))
        self.random.shuffle(order)
        if level <= 1 and len(order) > 1 and r() < .6:
            order = order[:1]
        elif level == 2 and len(order) > 1 and r() < .35:
            order = order[:self.random.randint(1, len(order) - 1)]
        mentions = []
        for o in order:
            detail = KIND if level >= 2 and len(order) > 1 and r() < .15 else min(level, NAME)
            mentions.append(self.mention(scene, o, detail, level >= 3))
        alone = level >= 3 and len(scene.objects) == 1
        item = self.items[scene.objects[order[0]].item]
        return Caption(
            tuple(mentions),
            background=level == 4 or (level == 3 and r() < .6) or (level <= 1 and r() < .12),
            style=alone and r() < (.5 if level == 4 else .15),
            size=alone and level == 4 and r() < .45 and size_word(scene) is not None,
            tag=self.random.choice(item['tags']) if alone and level == 4 and item['tags'] and r() < .5 else None,
            places=level == 4 and len(scene.objects) == 2 and len(order) == 2 and r() < .5,
            lead=self.random.choice(LEADS) if r() < .12 else '')

    def mention(self, scene, o, detail, colour):
        item = self.items[scene.objects[o].item]
        if detail == NAME and item['label'] is None:
            detail = KIND
        if detail == KIND:
            if item['tags'] and (item['kind'] is None or self.random.random() < .25):
                tag = self.random.choice(item['tags'])
                return Mention(o, KIND, tag, article=self.random.random() < .5)
            if item['kind'] is None:
                detail = GROUP
        coloured = (detail == NAME and colour and item['colour'] is not None and item['colour'] not in item['label']
                    and self.random.random() < .5)
        return Mention(o, detail, colour=coloured, article=colour or self.random.random() < .7)

    def generalised(self, caption):
        """The caption with one to three facts taken away, or None if it has but one, at its most general."""
        for _ in range(self.random.choice([1, 1, 2, 3])):
            steps = []
            if caption.lead:
                steps.append(dict(lead=''))
            for field in ('background', 'style', 'size', 'places'):
                if getattr(caption, field):
                    steps.append({field: False})
            if caption.tag:
                steps.append(dict(tag=None))
            for k, m in enumerate(caption.mentions):
                others = caption.mentions[:k] + caption.mentions[k + 1:]
                if others and not caption.places:
                    steps.append(dict(mentions=others, size=False, style=False, tag=None))
                lower = dataclasses.replace(m, colour=False) if m.colour else (
                    dataclasses.replace(m, detail=GROUP, word=None) if m.detail == KIND else
                    dataclasses.replace(m, detail=self.random.choice([KIND, GROUP])) if m.detail == NAME else None)
                if lower:
                    steps.append(dict(mentions=caption.mentions[:k] + (lower,) + caption.mentions[k + 1:]))
            if not steps:
                break
            caption = dataclasses.replace(caption, **self.random.choice(steps))
        return caption

    def words(self, scene, caption):
        """The text of a caption and the nodes that an image must have for it to be true."""
        texts, nodes = [], []
        for m in caption.mentions:
            item = self.items[scene.objects[m.object].item]
            text, node = self.noun(item, m)
            nodes.append(node)
            if m.colour:
                text = item['colour'] + ' ' + text
                nodes.append('colour:' + item['colour'])
            texts.append(with_article(text) if (m.article or m.colour) and node.startswith(('name', 'tag')) else text)
        text = texts[0] if len(texts) == 1 else ', '.join(texts[:-1]) + ' and ' + texts[-1]
        first = scene.objects[caption.mentions[0].object]
        if caption.style:
            style = STYLES[self.items[first.item]['style']]
            text = with_article(style) + ' of ' + text
            nodes.append('style:' + style)
        if caption.size:
            text = f'a {size_word(scene)} picture of ' + text
        if caption.tag:
            text += ' , ' + caption.tag
            nodes.append('tag:' + caption.tag)
        if caption.places:
            text = texts[0] + relation(scene, caption) + texts[1]
            nodes.append('only:%d' % scene.number)
        if caption.background:
            text += ' on ' + scene.background
            nodes += scene.background_nodes
        return caption.lead + text, nodes

    def noun(self, item, mention):
        if mention.word:
            return mention.word, 'tag:' + mention.word
        if mention.detail == NAME and item['label']:
            return item['label'], 'name:' + item['label']
        if mention.detail >= KIND and item['kind']:
            return item['kind'], 'kind:' + item['kind']
        return item['group'], 'group:' + item['group']

    def nodes(self, scene):
        """Everything that is true of the scene."""
        nodes = list(scene.background_nodes) + ['only:%d' % scene.number]
        for o in scene.objects:
            item = self.items[o.item]
            nodes += ['group:' + item['group'], 'style:' + STYLES[item['style']]] + ['tag:' + t for t in item['tags']]
            nodes += [f'{field}:{item[key]}' for field, key in (('name', 'label'), ('kind', 'kind'), ('colour', 'colour')) if item[key]]
        return nodes


def size_word(scene):
    size = scene.objects[0].size
    return 'large' if size >= 56 else 'small' if size < 44 else None


def relation(scene, caption):
    a, b = (scene.objects[m.object] for m in caption.mentions)
    dx, dy = a.x - b.x, a.y - b.y
    if abs(dx) > abs(dy):
        return ' to the left of ' if dx < 0 else ' to the right of '
    return ' above ' if dy < 0 else ' below '


def flat(colour):
    return np.broadcast_to(colour, (SIZE, SIZE, 3))


def blend(first, second, weight):
    return first * (1 - weight[..., None]) + second * weight[..., None]


def to_bytes(pixels):
    return np.clip(np.rint(pixels), 0, 255).astype(np.uint8)
