"""Draws scenes of coloured shapes and says true (or deliberately useless) things about them.

Truth is decided by facts. An image has the set of every fact that holds of it ("a circle", "a red circle", "a small
red circle", "a striped background", ...), a caption has the few facts that it states, and the caption is true of the
image when its facts are a subset of the image's. A caption without facts ("IMG_1234.jpg") is true of everything.
"""

import itertools
import random
import string
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

SHAPES = ("circle", "square", "triangle", "star", "cross", "ring", "heart", "diamond")
COLOURS = {
    "red": (215, 40, 40),
    "green": (45, 160, 70),
    "blue": (50, 85, 215),
    "yellow": (245, 215, 50),
    "orange": (240, 140, 35),
    "purple": (130, 60, 180),
    "pink": (245, 150, 190),
    "black": (20, 20, 20),
    "gray": (128, 128, 128),
    "white": (245, 245, 245),
}
ACHROMATIC = ("black", "gray", "white")
ALL_COLOURS = tuple(COLOURS)
SIZES = ("small", "medium", "large")
COUNTS = {2: "two shapes", 3: "three shapes"}

# Never drawn and never written in training: whether the model can put a known colour on a known shape is measured here.
HELD_OUT = frozenset(
    {
        ("red", "star"),
        ("blue", "heart"),
        ("green", "circle"),
        ("yellow", "cross"),
        ("purple", "square"),
        ("orange", "triangle"),
        ("pink", "ring"),
        ("white", "diamond"),
    }
)


@dataclass(frozen=True)
class Shape:
    """One object: what it is, and where, in units of the image's short side around the image's centre."""

    kind: str
    colour: str
    size: str
    radius: float
    x: float
    y: float


@dataclass(frozen=True)
class Background:
    """`plain`, `gradient` or `striped`, in one or two colours, at an angle of 0 (across) or 1 (down)."""

    kind: str
    colours: tuple
    turn: int = 0


@dataclass(frozen=True)
class Scene:
    """A background and up to three shapes of different kinds."""

    shapes: tuple
    background: Background

    def facts(self):
        """Everything that a caption may truly say of the scene."""
        found = {"count/1"} if self.shapes else set()
        if len(self.shapes) in COUNTS:
            found.add(f"count/{len(self.shapes)}")
        for shape in self.shapes:
            for kind, colour, size in itertools.product(
                (shape.kind, "*"), (shape.colour, "*"), (shape.size, "*")
            ):
                found.add(shape_fact(kind, colour, size))
        return frozenset(found | set(background_facts(self.background)))

    def held_out(self):
        """Whether some shape has a colour that it never has in training."""
        return any((shape.colour, shape.kind) in HELD_OUT for shape in self.shapes)


def shape_fact(kind="*", colour="*", size="*"):
    """The name of the fact that there is such a shape."""
    if (kind, colour, size) == ("*", "*", "*"):
        return "count/1"
    return f"shape/{kind}/{colour}/{size}"


def background_facts(background):
    """The facts of a background, the most general first."""
    exact = f"background/{background.kind}/{'+'.join(sorted(background.colours))}"
    return (exact,) if background.kind == "plain" else (f"background/{background.kind}", exact)


def article(words):
    """`a` or `an` before the words."""
    return ("an " if words[0] in "aeiou" else "a ") + words


# ---- scenes ----


def random_background(rng, palette=ALL_COLOURS, kind=None):
    """A background in colours of the palette."""
    kind = kind or rng.choices(("plain", "gradient", "striped"), (0.6, 0.2, 0.2))[0]
    colours = tuple(rng.sample(palette, 1 if kind == "plain" else 2))
    return Background(kind, colours, rng.randrange(2))


def random_scene(rng, held_out=False, palette=ALL_COLOURS):
    """A scene with at least one held-out pair of colour and shape, or with none."""
    while True:
        background = random_background(rng, palette)
        free = [colour for colour in palette if colour not in background.colours]
        if not free:
            continue
        count = rng.choices((1, 2, 3), (0.5, 0.35, 0.15))[0]
        kinds = rng.sample(SHAPES, count)
        shapes = tuple(
            place(rng, kind, rng.choice(free), index, count) for index, kind in enumerate(kinds)
        )
        scene = Scene(shapes, background)
        if scene.held_out() == held_out:
            return scene


def place(rng, kind, colour, index, count):
    """Gives the index-th of count shapes a size and a place of its own inside the central square."""
    size = rng.choice(SIZES)
    low, high = {
        1: {"small": (0.16, 0.2), "medium": (0.27, 0.32), "large": (0.4, 0.46)},
        2: {"small": (0.12, 0.14), "medium": (0.17, 0.19), "large": (0.22, 0.24)},
        3: {"small": (0.12, 0.135), "medium": (0.16, 0.175), "large": (0.2, 0.22)},
    }[count][size]
    radius = rng.uniform(low, high)
    centres = {
        1: ((0.0, 0.0),),
        2: ((-0.24, -0.2), (0.24, 0.2)),
        3: ((-0.25, -0.25), (0.25, -0.22), (0.0, 0.25)),
    }[count]
    x, y = centres[index]
    slack = 0.47 - radius if count == 1 else 0.25 - radius
    return Shape(
        kind, colour, size, radius, x + rng.uniform(-slack, slack), y + rng.uniform(-slack, slack)
    )


# ---- pictures ----

OVERSAMPLING = 2


def jittered(rng, colour, amount=10):
    """A shade of the named colour."""
    return tuple(
        int(min(255, max(0, channel + rng.gauss(0, amount)))) for channel in COLOURS[colour]
    )


def grey(rng, colour):
    """An exactly grey shade of an achromatic colour."""
    return (jittered(rng, colour)[0],) * 3


def outline(kind, x, y, r):
    """The corners of a shape that is drawn as a polygon."""
    if kind == "square":
        s = 0.84 * r
        return [(x - s, y - s), (x + s, y - s), (x + s, y + s), (x - s, y + s)]
    if kind == "triangle":
        return [(x, y - r), (x + 0.95 * r, y + 0.8 * r), (x - 0.95 * r, y + 0.8 * r)]
    if kind == "diamond":
        return [(x, y - r), (x + 0.68 * r, y), (x, y + r), (x - 0.68 * r, y)]
    if kind == "cross":
        a, b = 0.95 * r, 0.3 * r
        corners = [(-b, -a), (b, -a), (b, -b), (a, -b), (a, b), (b, b)]
        corners += [(-px, -py) for px, py in corners]
        return [(x + px, y + py) for px, py in corners]
    angles = np.arange(10 if kind == "star" else 48) * 2 * np.pi / (10 if kind == "star" else 48)
    if kind == "star":
        radii = np.where(np.arange(10) % 2 == 0, 1.05 * r, 0.45 * r)
        return list(zip(x + radii * np.sin(angles), y - radii * np.cos(angles)))
    across = 16 * np.sin(angles) ** 3
    down = 13 * np.cos(angles) - 5 * np.cos(2 * angles) - 2 * np.cos(3 * angles) - np.cos(4 * angles)
    return list(zip(x + across * r / 16.5, y - down * r / 16.5))


def paint_background(rng, background, width, height, shade):
    """The background as an image of the given size."""
    first = np.array(shade(rng, background.colours[0]), float)
    if background.kind == "plain":
        return Image.new("RGB", (width, height), tuple(int(c) for c in first))
    second = np.array(shade(rng, background.colours[1]), float)
    along = height if background.turn else width
    if background.kind == "gradient":
        mix = np.linspace(0, 1, along)
    else:
        stripe = min(width, height) / rng.choice((5, 6, 7, 8))
        mix = (np.arange(along) // stripe) % 2
    line = first * (1 - mix[:, None]) + second * mix[:, None]
    line = line[:, None] if background.turn else line[None]
    pixels = np.broadcast_to(line, (height, width, 3)).astype(np.uint8)
    return Image.fromarray(np.ascontiguousarray(pixels))


def render(rng, scene, width, height, shade=jittered, transparent=False):
    """Draws a scene; with a transparent background the image is RGBA."""
    big = (width * OVERSAMPLING, height * OVERSAMPLING)
    if transparent:
        image = Image.new("RGBA", big, (0, 0, 0, 0))
    else:
        image = paint_background(rng, scene.background, *big, shade)
    draw = ImageDraw.Draw(image)
    side = min(big)
    for shape in scene.shapes:
        x, y, r = big[0] / 2 + shape.x * side, big[1] / 2 + shape.y * side, shape.radius * side
        colour = shade(rng, shape.colour)
        box = (x - r, y - r, x + r, y + r)
        if shape.kind == "circle":
            draw.ellipse(box, fill=colour)
        elif shape.kind == "ring":
            draw.ellipse(box, outline=colour, width=max(1, round(0.38 * r)))
        else:
            draw.polygon(outline(shape.kind, x, y, r), fill=colour)
    return image.resize((width, height), Image.Resampling.BOX)


def noise(rng, width, height):
    """Coloured or grey noise in blocks of one to eight pixels."""
    block = rng.choice((1, 2, 4, 8))
    shape = (-(-height // block), -(-width // block), rng.choice((1, 3)))
    values = np.random.RandomState(rng.randrange(2**31)).randint(0, 256, shape).astype(np.uint8)
    values = np.broadcast_to(values, shape[:2] + (3,))
    pixels = values.repeat(block, 0).repeat(block, 1)[:height, :width]
    return Image.fromarray(np.ascontiguousarray(pixels))


# ---- captions ----

LEVELS = ("vague", "kind", "colour", "size", "full")


def shape_words(rng, shape, level):
    """What a caption of that level says of one shape, and the fact that it states."""
    colour = shape.colour if level >= 2 else "*"
    size = shape.size if level >= 3 and shape.size != "medium" else "*"
    words = [word for word in (size, colour, shape.kind) if word != "*"]
    return article(" ".join(words)), shape_fact(shape.kind, colour, size)


def background_words(rng, background, exact):
    """What a caption says of the background, and the fact that it states."""
    general = background_facts(background)[0]
    if background.kind == "plain":
        return article(f"{background.colours[0]} background"), general
    if not exact:
        return article(f"{background.kind} background"), general
    colours = " and ".join(rng.sample(background.colours, 2))
    return article(f"{colours} {background.kind} background"), background_facts(background)[1]


def caption(rng, scene, level):
    """A true caption and the facts that it states; levels go from 0, `a shape`, to 4, everything."""
    if not scene.shapes:
        words, fact = background_words(rng, scene.background, True)
        return words, frozenset({fact})
    if level == 0:
        count = len(scene.shapes)
        if count in COUNTS and rng.random() < 0.6:
            return COUNTS[count], frozenset({f"count/{count}"})
        if rng.random() < 0.5:
            colour = rng.choice(scene.shapes).colour
            return article(f"{colour} shape"), frozenset({shape_fact(colour=colour)})
        return rng.choice(("a shape", "shape")), frozenset({"count/1"})
    shapes = rng.sample(scene.shapes, len(scene.shapes))
    if level < 3 and rng.random() < 0.3:
        shapes = shapes[:1]
    words, facts = zip(*(shape_words(rng, shape, level) for shape in shapes))
    text = " and ".join(words) if len(words) < 3 else f"{words[0]}, {words[1]} and {words[2]}"
    if level == 4 or (level >= 2 and rng.random() < 0.3):
        words, fact = background_words(rng, scene.background, level == 4)
        text, facts = f"{text} on {words}", facts + (fact,)
    if rng.random() < 0.1:
        text = rng.choice(("a picture of ", "a drawing of ", "an image of ")) + text
    return text, frozenset(facts)


def hexadecimal(rng, length):
    """Random hexadecimal digits."""
    return "".join(rng.choice("0123456789abcdef") for _ in range(length))


def letters(rng):
    """A random word."""
    return "".join(rng.choice(string.ascii_lowercase) for _ in range(rng.randint(3, 8)))


def junk_text(rng, unseen=False):
    """A caption that says nothing; the unseen forms are never used in training."""
    if unseen:
        return rng.choice(
            (
                lambda: "thumbnail",
                lambda: "read more",
                lambda: "null",
                lambda: f"banner_{rng.randint(50, 900)}x{rng.randint(50, 900)}",
                lambda: f"https://{letters(rng)}.com/{hexadecimal(rng, 6)}.jpg",
                lambda: f"screenshot {rng.randint(2010, 2024)}",
                lambda: "no description",
            )
        )()
    return rng.choice(
        (
            lambda: f"IMG_{rng.randrange(10000):04d}.{rng.choice(('jpg', 'JPG', 'png'))}",
            lambda: f"DSC{rng.randrange(100000):05d}",
            lambda: f"{rng.randint(100, 2000)}x{rng.randint(100, 2000)}",
            lambda: hexadecimal(rng, rng.randint(6, 16)),
            lambda: " ".join(letters(rng) for _ in range(rng.randint(1, 4))),
            lambda: rng.choice(("click here", "untitled", "download", "...", "logo", "n/a", "-")),
            lambda: rng.choice(("image", "photo", "picture", "an image", "a photo", "icon")),
            lambda: f"image {rng.randint(1, 999)}",
        )
    )()


def vague_text(rng, unseen=False):
    """A caption that is true of nearly everything; the unseen forms are never used in training."""
    if unseen:
        return rng.choice(("an object", "a figure", "a drawing", "some shapes", "geometry"))
    return rng.choice(("a thing", "a shape", "shape", "something", "shapes", "a picture"))
