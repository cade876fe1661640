"""The components of HYPE in float64, and their statistics over a bundle's reference pairs. Curvature 1."""

import os

import numpy as np

from model import MIN_RADIUS

COMPONENTS = ("image_specificity", "text_specificity", "negative_distance", "cosine")


def exp_map(v):
    """Space components of tangent vectors at the origin."""
    length = np.linalg.norm(v, axis=-1, keepdims=True)
    return np.where(length > 0, np.sinh(length) / np.where(length > 0, length, 1), 1) * v


def times(x):
    """Time components."""
    return np.sqrt(1 + (x * x).sum(-1))


def distance(x, y):
    """Distance row by row."""
    gap, total = x - y, x + y
    chord = (gap * gap).sum(-1) - ((gap * total).sum(-1) / (times(x) + times(y))) ** 2
    return 2 * np.arcsinh(0.5 * np.sqrt(np.maximum(chord, 0)))


def aperture(x):
    """Half aperture of the entailment cone."""
    return np.arcsin(np.minimum(1, 2 * MIN_RADIUS / np.linalg.norm(x, axis=-1)))


def exterior(x, y):
    """Exterior angle at every x of every y."""
    length = np.linalg.norm(x, axis=-1)
    axis = x / length[:, None]
    along = axis @ y.T
    across = np.linalg.norm(y[None] - along[:, :, None] * axis[:, None], axis=-1)
    return np.arctan2(across, times(x)[:, None] * along - length[:, None] * times(y)[None])


class Scorer:
    """The components of HYPE against the bundle's reference set."""

    def __init__(self, bundle):
        self.images, self.texts = (
            exp_map(np.load(os.path.join(bundle, f"reference_{side}.npy")).astype(np.float64))
            for side in ("image", "text")
        )

    def __call__(self, images, texts):
        images, texts = images.astype(np.float64), texts.astype(np.float64)
        x, y = exp_map(images), exp_map(texts)
        violation = exterior(self.texts, x) - aperture(self.texts)[:, None]
        norms = np.linalg.norm(images, axis=1) * np.linalg.norm(texts, axis=1)
        scores = {
            "image_specificity": violation.mean(0),
            "text_specificity": exterior(y, self.images).mean(1) - aperture(y),
            "negative_distance": -distance(x, y),
            "cosine": (images * texts).sum(1) / norms,
        }
        scores["hype"] = sum(scores[name] for name in COMPONENTS)
        return scores


def statistics(bundle):
    """Mean and standard deviation of every component over the reference pairs."""
    images, texts = (
        np.load(os.path.join(bundle, f"reference_{side}.npy")).astype(np.float64) for side in ("image", "text")
    )
    columns = Scorer(bundle)(images, texts)
    del columns["hype"]
    points = exp_map(texts)
    columns["image_root_distance"] = np.linalg.norm(images, axis=1)
    columns["text_root_distance"] = np.linalg.norm(texts, axis=1)
    columns["entailment_violation"] = exterior(points, exp_map(images)).diagonal() - aperture(points)
    return {name: {"mean": v.mean(), "std": v.std()} for name, v in sorted(columns.items())}
