"""What is found in the checkpoint of each family, and what is refused."""

import math

import torch

from hype_export import families, openclip_names
from hype_export.refusal import Refusal
from tests.small import VOCABULARY, FolderTest, state


class FamiliesTest(FolderTest):
    def refused(self, family, content, words, **choices):
        with self.assertRaisesRegex(Refusal, words):
            self.loaded(family, content, **choices)

    def test_all_sizes_are_seen_from_shapes(self):
        for family in families.FAMILIES:
            model = self.loaded(family, state(family))
            vision, text = model.vision_sizes, model.text_sizes
            self.assertEqual((vision.image_size, vision.patch, vision.dimension), (32, 8, 48), family)
            self.assertEqual((vision.layer.width, vision.layer.layers, vision.layer.heads, vision.layer.mlp), (128, 2, 2, 512))
            self.assertEqual((text.context_length, text.vocabulary, text.dimension), (20, VOCABULARY, 48))
            self.assertEqual((text.layer.width, text.layer.layers, text.layer.heads, text.layer.mlp), (192, 2, 3, 768))

    def test_curvature_and_scales_are_stored_as_logarithms(self):
        for family, names in (("hype", ("curvature", "alpha_img", "alpha_txt")), ("meru", ("curv", "visual_alpha", "textual_alpha"))):
            content = state(family)
            for name, value in zip(names, (0.1, 0.25, 0.5)):
                content[name] = torch.tensor(math.log(value))
            model = self.loaded(family, content)
            self.assertAlmostEqual(model.curvature, 0.1, places=7)
            self.assertAlmostEqual(model.image_scale, 0.25, places=7)
            self.assertAlmostEqual(model.text_scale, 0.5, places=7)

    def test_openclip_is_euclidean(self):
        model = self.loaded("openclip", state("openclip"))
        self.assertIsNone(model.curvature)
        self.assertEqual((model.image_scale, model.text_scale), (1.0, 1.0))
        self.assertEqual(model.mean, (0.48145466, 0.4578275, 0.40821073))

    def test_meru_has_its_own_colours_as_short_decimals(self):
        model = self.loaded("meru", state("meru"))
        self.assertEqual((model.mean, model.std), ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)))

    def test_colours_can_be_given(self):
        model = self.loaded("openclip", state("openclip"), mean=(0.5, 0.5, 0.5), std=(0.25, 0.5, 1.0))
        self.assertEqual((model.mean, model.std), ((0.5, 0.5, 0.5), (0.25, 0.5, 1.0)))

    def test_heads_of_known_widths(self):
        meru = families.FAMILIES["meru"].names
        self.assertEqual([width // meru.vision_head_size(width) for width in (384, 768, 1024)], [12, 12, 16])
        vit = openclip_names.vision_head_size
        self.assertEqual([width // vit(width) for width in (384, 768, 1024, 1280, 1408, 1664)], [6, 12, 16, 16, 16, 16])

    def test_heads_can_be_given_but_must_divide_the_width(self):
        model = self.loaded("openclip", state("openclip"), image_heads=4, text_heads=6)
        self.assertEqual((model.vision_sizes.layer.heads, model.text_sizes.layer.heads), (4, 6))
        self.refused("openclip", state("openclip"), "5 heads do not divide the width 128", image_heads=5)

    def test_the_first_missing_name_is_named(self):
        content = state("hype")
        del content["visual.transformer.resblocks.1.ln_2.bias"], content["ln_final.weight"]
        self.refused("hype", content, r"^visual\.transformer\.resblocks\.1\.ln_2\.bias is missing$")
        content = state("meru")
        del content["curv"]
        self.refused("meru", content, "^curv is missing$")

    def test_another_familys_checkpoint_is_refused(self):
        self.refused("meru", state("hype"), r"visual\.patch_embed\.proj\.weight is missing")
        self.refused("hype", state("meru"), r"visual\.conv1\.weight is missing")
        self.refused("openclip", state("hype"), r"curvature of shape \[\] is not expected")
        self.refused("hype", state("openclip"), "curvature is missing")

    def test_a_wrong_shape_is_shown_beside_the_right_one(self):
        content = state("meru")
        content["visual.blocks.0.attn.qkv.weight"] = torch.zeros(383, 128)
        self.refused("meru", content, r"visual\.blocks\.0\.attn\.qkv\.weight has shape \[383, 128\], where \[384, 128\] belongs")
        content = state("meru")
        content["visual.pos_embed"] = torch.zeros(1, 16, 128)
        self.refused("meru", content, "visual.pos_embed has 16 rows, which is not a square and one")
        content = state("hype")
        content["text_projection"] = torch.zeros(192, 47)
        self.refused("hype", content, "its images have 48 dimensions and its texts 47")

    def test_an_unexpected_name_is_refused_unless_it_may_be_ignored(self):
        content = state("openclip")
        content["visual.transformer.resblocks.0.ls_1.gamma"] = torch.ones(128)
        self.refused("openclip", content, r"visual\.transformer\.resblocks\.0\.ls_1\.gamma of shape \[128\] is not expected")
        self.loaded("openclip", content, ignored=(r".*\.ls_1\.gamma",))

    def test_names_of_openclips_other_text_tower(self):
        content = state("openclip")
        text = [name for name in content if not name.startswith(("visual.", "logit"))]
        model = self.loaded("openclip", {("text." if name in text else "") + name: content[name] for name in content})
        ids = torch.randint(0, VOCABULARY, (3, 20))
        self.assertTrue(torch.equal(model.embed_texts(ids), self.loaded("openclip", content).embed_texts(ids)))

    def test_buffers_of_masks_may_be_there(self):
        content = state("meru")
        content["textual.attn_mask"] = torch.ones(20, 20).triu(1).bool()
        self.loaded("meru", content)
