"""The names of MERU, and of HyCoCLIP, which is built on it: a vision transformer of timm, and CLIP's text tower."""

from hype_export.layout import BlockNames, Entry, block_entries, grid, layer_sizes, norm, rank
from hype_export.openclip_names import BLOCK, text_head_size
from hype_export.text import TextSizes
from hype_export.vision import VisionSizes

TIMM_BLOCK = BlockNames("norm1", "attn.qkv.weight", "attn.qkv.bias", "attn.proj", "norm2", "mlp.fc1", "mlp.fc2")
VISION_BLOCKS, TEXT_BLOCKS = "visual.blocks.", "textual.resblocks."


def vision_head_size(width):
    """ViT-S has 12 heads, as MoCo v3 has them."""
    return 32 if width == 384 else 64


def vision_sizes(checkpoint, heads):
    """The sizes of the image tower."""
    width, _, patch, _ = rank(checkpoint, "visual.patch_embed.proj.weight", 4)
    rows = rank(checkpoint, "visual.pos_embed", 3)[1]
    return VisionSizes(
        layer=layer_sizes(checkpoint, VISION_BLOCKS, TIMM_BLOCK, width, heads, vision_head_size),
        patch=patch,
        grid=grid(rows, "visual.pos_embed"),
        dimension=rank(checkpoint, "visual_proj.weight", 2)[0],
        patch_bias=True,
        first_norm=False,
    )


def vision_entries(sizes):
    """The tensors of the image tower."""
    width = sizes.layer.width
    return [
        Entry("visual.patch_embed.proj.weight", (width, 3, sizes.patch, sizes.patch), ("patches.weight",)),
        Entry("visual.patch_embed.proj.bias", (width,), ("patches.bias",)),
        Entry("visual.cls_token", (1, 1, width), ("first",)),
        Entry("visual.pos_embed", (1, sizes.grid**2 + 1, width), ("position",)),
        *block_entries(VISION_BLOCKS, TIMM_BLOCK, sizes.layer),
        *norm("visual.norm", "after", width),
        Entry("visual_proj.weight", (sizes.dimension, width), ("head.weight",)),
    ]


def text_sizes(checkpoint, heads):
    """The sizes of the text tower."""
    vocabulary, width = rank(checkpoint, "textual.token_embed.weight", 2)
    return TextSizes(
        layer=layer_sizes(checkpoint, TEXT_BLOCKS, BLOCK, width, heads, text_head_size),
        context_length=rank(checkpoint, "textual.posit_embed", 2)[0],
        vocabulary=vocabulary,
        dimension=rank(checkpoint, "textual_proj.weight", 2)[0],
    )


def text_entries(sizes):
    """The tensors of the text tower."""
    width = sizes.layer.width
    return [
        Entry("textual.token_embed.weight", (sizes.vocabulary, width), ("tokens.weight",)),
        Entry("textual.posit_embed", (sizes.context_length, width), ("position",)),
        *block_entries(TEXT_BLOCKS, BLOCK, sizes.layer),
        *norm("textual.ln_final", "after", width),
        Entry("textual_proj.weight", (sizes.dimension, width), ("head.weight",)),
    ]
