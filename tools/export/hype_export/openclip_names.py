"""The names of OpenCLIP, which HYPE's checkpoint has too."""

from hype_export.layout import BlockNames, Entry, block_entries, grid, layer_sizes, norm, rank
from hype_export.text import TextSizes
from hype_export.vision import VisionSizes

BLOCK = BlockNames("ln_1", "attn.in_proj_weight", "attn.in_proj_bias", "attn.out_proj", "ln_2", "mlp.c_fc", "mlp.c_proj")
VISION_BLOCKS, TEXT_BLOCKS = "visual.transformer.resblocks.", "transformer.resblocks."
# Widths of OpenCLIP's largest towers, whose heads are wider than 64.
HEAD_SIZES = {1280: 80, 1408: 88, 1664: 104}


def vision_head_size(width):
    """The width of a head of the image tower, where none is given."""
    return HEAD_SIZES.get(width, 64)


def text_head_size(_):
    """The width of a head of the text tower, where none is given."""
    return 64


def vision_sizes(checkpoint, heads):
    """The sizes of the image tower."""
    width, _, patch, _ = rank(checkpoint, "visual.conv1.weight", 4)
    rows = rank(checkpoint, "visual.positional_embedding", 2)[0]
    return VisionSizes(
        layer=layer_sizes(checkpoint, VISION_BLOCKS, BLOCK, width, heads, vision_head_size),
        patch=patch,
        grid=grid(rows, "visual.positional_embedding"),
        dimension=rank(checkpoint, "visual.proj", 2)[1],
        patch_bias=False,
        first_norm=True,
    )


def vision_entries(sizes):
    """The tensors of the image tower."""
    width = sizes.layer.width
    return [
        Entry("visual.conv1.weight", (width, 3, sizes.patch, sizes.patch), ("patches.weight",)),
        Entry("visual.class_embedding", (width,), ("first",)),
        Entry("visual.positional_embedding", (sizes.grid**2 + 1, width), ("position",)),
        *norm("visual.ln_pre", "before", width),
        *block_entries(VISION_BLOCKS, BLOCK, sizes.layer),
        *norm("visual.ln_post", "after", width),
        Entry("visual.proj", (width, sizes.dimension), ("head.weight",), transposed=True),
    ]


def text_sizes(checkpoint, heads):
    """The sizes of the text tower."""
    vocabulary, width = rank(checkpoint, "token_embedding.weight", 2)
    return TextSizes(
        layer=layer_sizes(checkpoint, TEXT_BLOCKS, BLOCK, width, heads, text_head_size),
        context_length=rank(checkpoint, "positional_embedding", 2)[0],
        vocabulary=vocabulary,
        dimension=rank(checkpoint, "text_projection", 2)[1],
    )


def text_entries(sizes):
    """The tensors of the text tower."""
    width = sizes.layer.width
    return [
        Entry("token_embedding.weight", (sizes.vocabulary, width), ("tokens.weight",)),
        Entry("positional_embedding", (sizes.context_length, width), ("position",)),
        *block_entries(TEXT_BLOCKS, BLOCK, sizes.layer),
        *norm("ln_final", "after", width),
        Entry("text_projection", (width, sizes.dimension), ("head.weight",), transposed=True),
    ]
