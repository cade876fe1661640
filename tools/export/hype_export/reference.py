"""Reads HYPE's reference set: a file of torch.save with two matrices of tangent vectors, `img` and `txt`."""

from hype_export import checkpoint, layout
from hype_export.refusal import Refusal

SIDES = {"image": "img", "text": "txt"}


def read(path, dimension):
    """float32 [M, dimension] for both sides. The vectors are scaled already, as the encoders' are."""
    content = checkpoint.read(path)
    layout.check(content, [], lambda name: name in SIDES.values())
    matrices = {}
    for side, name in SIDES.items():
        shape = layout.rank(content, name, 2)
        if shape[1] != dimension:
            raise Refusal(f"{name} in the reference set has shape {list(shape)}, and the model {dimension} dimensions")
        matrices[side] = content.numbers(name).numpy()
    return matrices
