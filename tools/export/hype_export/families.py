"""What sets the families of models apart: names, the numbers beside the towers, and what no shape tells."""

import math
import re
from dataclasses import dataclass
from types import ModuleType

import torch

from hype_export import layout, meru_names, openclip_names
from hype_export.refusal import Refusal
from hype_export.text import TextTower
from hype_export.transformer import Style
from hype_export.vision import VisionTower

CLIP_MEAN, CLIP_STD = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)


@dataclass(frozen=True)
class Family:
    """A kind of checkpoint. Curvature and scales are stored as logarithms; without a curvature it is Euclidean."""

    name: str
    names: ModuleType
    epsilon: float
    convert: str
    curvature: str = ""
    image_scale: str = ""
    text_scale: str = ""
    pixel_mean: str = ""
    pixel_std: str = ""
    # Tensors that training or other code needs, and encoding does not.
    beside: str = r"logit_scale"

    def logarithms(self):
        """The numbers beside the towers that are stored as logarithms."""
        return [name for name in (self.curvature, self.image_scale, self.text_scale) if name]

    def own_names(self):
        """The tensors beside the towers that are read."""
        return self.logarithms() + [name for name in (self.pixel_mean, self.pixel_std) if name]

    def is_known(self, name):
        """Whether a tensor outside the towers may be there."""
        return name in self.own_names() or re.fullmatch(self.beside, name) is not None


# HYPE's own layer normalisation takes the smallest step of float32 for its epsilon.
FLOAT32_STEP = float(torch.finfo(torch.float32).eps)
MERU = {
    "names": meru_names,
    "epsilon": 1e-5,
    "convert": "first",
    "curvature": "curv",
    "image_scale": "visual_alpha",
    "text_scale": "textual_alpha",
    "pixel_mean": "pixel_mean",
    "pixel_std": "pixel_std",
    "beside": r"logit_scale|textual\.attn_mask",
}
FAMILIES = {
    family.name: family
    for family in (
        Family("hype", openclip_names, FLOAT32_STEP, "last", "curvature", "alpha_img", "alpha_txt"),
        Family("meru", **MERU),
        Family("hycoclip", **MERU),
        Family(
            "openclip",
            openclip_names,
            1e-5,
            "last",
            beside=r"logit_scale|logit_bias|attn_mask|input_resolution|context_length|vocab_size",
        ),
    )
}


@dataclass(frozen=True)
class Choices:
    """What a user says where the checkpoint does not."""

    image_heads: int = 0
    text_heads: int = 0
    quick_gelu: bool = False
    mean: tuple = ()
    std: tuple = ()
    ignored: tuple = ()


@dataclass(frozen=True)
class Model:
    """Both towers with their weights, and the numbers beside them; `curvature` is None in Euclidean space."""

    family: Family
    vision_sizes: object
    text_sizes: object
    vision: VisionTower
    text: TextTower
    curvature: float
    image_scale: float
    text_scale: float
    mean: tuple
    std: tuple

    @torch.no_grad()
    def embed_images(self, pixels):
        """What the bundle gives for prepared pixels: the output of the tower, times its scale."""
        return self.vision(pixels) * self.image_scale

    @torch.no_grad()
    def embed_texts(self, ids):
        """What the bundle gives for token ids."""
        return self.text(ids) * self.text_scale


def sizes(family, checkpoint, choices):
    """The sizes of both towers, which must meet in one space."""
    vision = family.names.vision_sizes(checkpoint, choices.image_heads)
    text = family.names.text_sizes(checkpoint, choices.text_heads)
    if vision.dimension != text.dimension:
        raise Refusal(f"its images have {vision.dimension} dimensions and its texts {text.dimension}")
    return vision, text


def load(family, checkpoint, choices):
    """The model in a checkpoint; every name and shape is checked first."""
    if family.names is openclip_names and "text.positional_embedding" in checkpoint:
        checkpoint = checkpoint.renamed("text.")
    vision, text = sizes(family, checkpoint, choices)
    vision_entries, text_entries = family.names.vision_entries(vision), family.names.text_entries(text)

    def known(name):
        return family.is_known(name) or any(re.fullmatch(pattern, name) for pattern in choices.ignored)

    layout.check(checkpoint, vision_entries + text_entries, known)
    numbers = {name: exponential(checkpoint, name) for name in family.logarithms()}
    style = Style(family.epsilon, choices.quick_gelu)
    return Model(
        family=family,
        vision_sizes=vision,
        text_sizes=text,
        vision=layout.load(VisionTower(vision, style), checkpoint, vision_entries),
        text=layout.load(TextTower(text, style), checkpoint, text_entries),
        curvature=numbers.get(family.curvature),
        image_scale=numbers.get(family.image_scale, 1.0),
        text_scale=numbers.get(family.text_scale, 1.0),
        mean=choices.mean or colour(checkpoint, family.pixel_mean, CLIP_MEAN),
        std=choices.std or colour(checkpoint, family.pixel_std, CLIP_STD),
    )


def exponential(checkpoint, name):
    """A number that is stored as its logarithm."""
    logarithm = checkpoint.number(name)
    if not -20 <= logarithm <= 20:
        raise Refusal(f"{name} is {logarithm}; as a logarithm it belongs between -20 and 20")
    return math.exp(logarithm)


def colour(checkpoint, name, otherwise):
    """Three numbers, one a colour, as short decimals that give the same float32."""
    if not name:
        return otherwise
    values = checkpoint.numbers(name)
    if values.numel() != 3:
        raise Refusal(f"{name} has shape {list(values.shape)}, where three numbers belong")
    return tuple(float(str(value)) for value in values.reshape(3).numpy())
