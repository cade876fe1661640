"""The towers against PyTorch's own modules, put together from a checkpoint's tensors as each family's code does it."""

import torch
from torch import nn
from torch.nn import functional as F

from hype_export import families
from tests.small import VOCABULARY, FolderTest, state


def norm(content, name, x, epsilon):
    """A layer normalisation."""
    return F.layer_norm(x, x.shape[-1:], content[name + ".weight"], content[name + ".bias"], epsilon)


def linear(content, name, x):
    """A linear map."""
    return F.linear(x, content[name + ".weight"], content[name + ".bias"])


def attention(content, weight, bias, out, heads, x, mask=None):
    """PyTorch's attention with the joint weights of queries, keys and values."""
    module = nn.MultiheadAttention(x.shape[2], heads, batch_first=True).eval()
    module.load_state_dict(
        {
            "in_proj_weight": content[weight],
            "in_proj_bias": content[bias],
            "out_proj.weight": content[out + ".weight"],
            "out_proj.bias": content[out + ".bias"],
        }
    )
    return module(x, x, x, need_weights=False, attn_mask=mask)[0]


def clip_layers(content, prefix, heads, x, epsilon, mask=None, activation=F.gelu):
    """Layers by the names of CLIP."""
    for index in range(2):
        p = f"{prefix}{index}."
        y = norm(content, p + "ln_1", x, epsilon)
        x = x + attention(content, p + "attn.in_proj_weight", p + "attn.in_proj_bias", p + "attn.out_proj", heads, y, mask)
        y = norm(content, p + "ln_2", x, epsilon)
        x = x + linear(content, p + "mlp.c_proj", activation(linear(content, p + "mlp.c_fc", y)))
    return x


def clip_image(content, pixels, epsilon, activation=F.gelu):
    """CLIP's image tower."""
    x = F.conv2d(pixels, content["visual.conv1.weight"], stride=8).flatten(2).permute(0, 2, 1)
    first = content["visual.class_embedding"].expand(len(x), 1, -1)
    x = torch.cat([first, x], dim=1) + content["visual.positional_embedding"]
    x = norm(content, "visual.ln_pre", x, epsilon)
    x = clip_layers(content, "visual.transformer.resblocks.", 2, x, epsilon, activation=activation)
    return norm(content, "visual.ln_post", x[:, 0], epsilon) @ content["visual.proj"]


def clip_text(content, ids, epsilon, names, activation=F.gelu):
    """CLIP's text tower, which MERU has too under other names."""
    tokens, position, blocks, last = names
    mask = torch.full((20, 20), float("-inf")).triu(1)
    x = content[tokens][ids] + content[position]
    x = norm(content, last, clip_layers(content, blocks, 3, x, epsilon, mask, activation), epsilon)
    return x[torch.arange(len(ids)), ids.argmax(dim=1)]


def timm_image(content, pixels):
    """timm's vision transformer with the epsilon that MERU sets."""
    x = F.conv2d(pixels, content["visual.patch_embed.proj.weight"], content["visual.patch_embed.proj.bias"], stride=8)
    x = torch.cat([content["visual.cls_token"].expand(len(x), -1, -1), x.flatten(2).permute(0, 2, 1)], dim=1)
    x = x + content["visual.pos_embed"]
    for index in range(2):
        p = f"visual.blocks.{index}."
        y = norm(content, p + "norm1", x, 1e-5)
        x = x + attention(content, p + "attn.qkv.weight", p + "attn.qkv.bias", p + "attn.proj", 2, y)
        y = norm(content, p + "norm2", x, 1e-5)
        x = x + linear(content, p + "mlp.fc2", F.gelu(linear(content, p + "mlp.fc1", y)))
    return norm(content, "visual.norm", x, 1e-5)[:, 0] @ content["visual_proj.weight"].T


CLIP_TEXT = ("token_embedding.weight", "positional_embedding", "transformer.resblocks.", "ln_final")
MERU_TEXT = ("textual.token_embed.weight", "textual.posit_embed", "textual.resblocks.", "textual.ln_final")


class TowersTest(FolderTest):
    def setUp(self):
        super().setUp()
        generator = torch.Generator().manual_seed(5)
        self.pixels = torch.randn(3, 3, 32, 32, generator=generator)
        self.ids = torch.randint(1, VOCABULARY - 1, (3, 20), generator=generator)
        for row, end in enumerate((1, 8, 19)):
            self.ids[row, end] = VOCABULARY - 1
            self.ids[row, end + 1 :] = 0

    def assert_near(self, found, expected):
        self.assertLess(float((found - expected).norm() / expected.norm()), 2e-6)

    @torch.no_grad()
    def test_hype(self):
        content = state("hype")
        model = self.loaded("hype", content)
        epsilon = torch.finfo(torch.float32).eps
        image = content["alpha_img"].exp() * clip_image(content, self.pixels, epsilon)
        text = content["alpha_txt"].exp() * (clip_text(content, self.ids, epsilon, CLIP_TEXT) @ content["text_projection"])
        self.assert_near(model.embed_images(self.pixels), image)
        self.assert_near(model.embed_texts(self.ids), text)

    @torch.no_grad()
    def test_openclip_with_both_activations(self):
        content = state("openclip")
        for quick, activation in ((False, F.gelu), (True, lambda x: x * torch.sigmoid(1.702 * x))):
            model = self.loaded("openclip", content, quick_gelu=quick)
            text = clip_text(content, self.ids, 1e-5, CLIP_TEXT, activation) @ content["text_projection"]
            self.assert_near(model.embed_images(self.pixels), clip_image(content, self.pixels, 1e-5, activation))
            self.assert_near(model.embed_texts(self.ids), text)

    @torch.no_grad()
    def test_meru_and_hycoclip(self):
        for family in ("meru", "hycoclip"):
            content = state(family)
            model = self.loaded(family, content)
            text = clip_text(content, self.ids, 1e-5, MERU_TEXT) @ content["textual_proj.weight"].T
            self.assert_near(model.embed_images(self.pixels), content["visual_alpha"].exp() * timm_image(content, self.pixels))
            self.assert_near(model.embed_texts(self.ids), content["textual_alpha"].exp() * text)

    def test_the_epsilon_of_each_family(self):
        self.assertEqual(families.FAMILIES["hype"].epsilon, 2.0**-23)
        self.assertEqual({families.FAMILIES[name].epsilon for name in ("meru", "hycoclip", "openclip")}, {1e-5})
