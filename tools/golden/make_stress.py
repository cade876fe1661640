"""Writes hype-core/src/test/resources/golden/stress.jsonl.

Pairs of points on which the textbook formulas of distance and exterior angle lose all their digits, with results from
plain definitions evaluated to 120 digits. Needs Python 3 and mpmath (Debian: python3-mpmath).
"""

import json
import random
import struct
import sys

from mpmath import mp, mpf

mp.dps = 120


def f32(value):
    """Rounds to the nearest float32."""
    return struct.unpack("<f", struct.pack("<f", value))[0]


def dot(a, b):
    return mp.fsum(p * q for p, q in zip(a, b))


class Space:
    """The definitions, as written in the papers."""

    def __init__(self, curvature):
        self.c = mpf(curvature)

    def time(self, x):
        return mp.sqrt(1 / self.c + dot(x, x))

    def inner(self, x, y):
        return dot(x, y) - self.time(x) * self.time(y)

    def distance(self, x, y):
        if x == y:
            return mpf(0)
        return mp.acosh(max(mpf(1), -self.c * self.inner(x, y))) / mp.sqrt(self.c)

    def aperture(self, x, k):
        norm = mp.sqrt(self.c * dot(x, x))
        return mp.pi / 2 if norm <= 2 * k else mp.asin(2 * k / norm)

    def exterior(self, x, y):
        if not any(x) or x == y:
            return mpf(0)
        inner = self.c * self.inner(x, y)
        cosine = (self.time(y) + self.time(x) * inner) / (mp.sqrt(dot(x, x)) * mp.sqrt(inner * inner - 1))
        return mp.acos(max(mpf(-1), min(mpf(1), cosine)))


def unit(rng, d):
    v = [rng.gauss(0, 1) for _ in range(d)]
    norm = sum(a * a for a in v) ** 0.5
    return [a / norm for a in v]


def pairs(rng, d, scale):
    """Hard pairs whose first point has a norm near the scale."""
    u, w = unit(rng, d), unit(rng, d)
    x = [scale * a for a in u]
    yield x, [a + scale * 1e-6 * b for a, b in zip(x, w)]  # nearly equal
    yield x, [a * (1 + rng.choice([-1e-6, 1e-6])) for a in x]  # nearly equal, on one ray
    yield x, [a * 10 ** rng.uniform(-3, 3) for a in x]  # on one ray up to rounding
    yield x, [a * 3 + scale * 1e-5 * b for a, b in zip(x, w)]  # nearly on one ray
    yield x, [-a for a in x]  # opposite
    yield x, [-a * 2 + scale * 1e-6 * b for a, b in zip(x, w)]  # nearly opposite
    yield x, [scale * b for b in w]  # nothing special, at this scale
    yield x, [1e-4 / scale * b for b in w]  # one huge, one tiny, or the reverse
    yield x, list(x)  # equal
    yield x, [0.0] * d  # the origin
    yield [0.0] * d, x


def digits(value):
    return mp.nstr(value, 30)


def main(path):
    rng = random.Random(20240411)
    with open(path, "w") as out:
        for curvature in [f32(0.1), 1.0, 10.0]:
            space = Space(curvature)
            for d in [2, 17, 128]:
                for scale in [1e-6, 1e-3, 0.3, 1.0, 5.0, 100.0, 2e4]:
                    for a, b in pairs(rng, d, scale):
                        x, y = [f32(v) for v in a], [f32(v) for v in b]
                        mx, my = [mpf(v) for v in x], [mpf(v) for v in y]
                        for op, value in [
                            ("distance", space.distance(mx, my)),
                            ("exteriorAngle", space.exterior(mx, my)),
                        ]:
                            line = {"op": op, "curvature": curvature, "x": x, "y": y, "expected": digits(value)}
                            out.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
