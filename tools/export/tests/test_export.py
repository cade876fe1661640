"""The command: what it writes, and that it writes nothing where it refuses."""

import contextlib
import filecmp
import gzip
import io
import json
import os

import numpy as np
import onnx
import torch

from hype_export import cli, random_checkpoint, vocabulary
from tests.small import FolderTest, state


class ExportTest(FolderTest):
    def setUp(self):
        super().setUp()
        random_checkpoint.main(["hype", self.path("hype.pt"), "--tokenizer", self.path("tokens.json")])

    def run_cli(self, *arguments, checkpoint="hype.pt", family="hype", out="bundle", tokenizer=True):
        """Exit code, and what was printed."""
        words = [self.path(checkpoint), "--family", family, "--out", self.path(out), *arguments]
        words += ["--tokenizer", self.path("tokens.json")] if tokenizer else []
        with contextlib.redirect_stdout(io.StringIO()) as output, contextlib.redirect_stderr(output):
            code = cli.main(words)
        return code, output.getvalue()

    def exported(self, *arguments, out="bundle", **options):
        code, output = self.run_cli(*arguments, out=out, **options)
        self.assertEqual(code, 0, output)
        return self.path(out)

    def refused(self, words, *arguments, **options):
        before = sorted(os.listdir(self.scratch.name))
        code, output = self.run_cli(*arguments, **options)
        self.assertEqual(code, 2, output)
        self.assertRegex(output, words)
        self.assertEqual(sorted(os.listdir(self.scratch.name)), before)

    def test_the_bundle_says_what_the_checkpoint_holds(self):
        bundle = self.exported("--name", "small", "--source", "https://example.org", "--license", "CC-BY-NC-4.0")
        with open(os.path.join(bundle, "hype-model.json"), encoding="utf-8") as file:
            description = json.load(file)
        self.assertEqual(description["embeddingSpace"], "tangent")
        self.assertAlmostEqual(description["curvature"], 0.7, places=6)
        self.assertAlmostEqual(description["image"]["scale"], 2 / 48**0.5, places=6)
        self.assertEqual((description["image"]["size"], description["text"]["contextLength"]), (32, 20))
        self.assertEqual((description["name"], description["license"]), ("small", "CC-BY-NC-4.0"))
        self.assertNotIn("reference", description)

    def test_a_euclidean_bundle_has_no_curvature(self):
        torch.save(state("openclip"), self.path("openclip.pt"))
        bundle = self.exported(checkpoint="openclip.pt", family="openclip")
        with open(os.path.join(bundle, "hype-model.json"), encoding="utf-8") as file:
            description = json.load(file)
        self.assertEqual(description["embeddingSpace"], "euclidean")
        self.assertFalse({"curvature", "minRadius"} & set(description))

    def test_the_same_checkpoint_gives_the_same_bytes(self):
        first, second = (self.exported("--name", "same", out=out) for out in ("first", "second"))
        files = [
            os.path.relpath(os.path.join(folder, name), first) for folder, _, names in os.walk(first) for name in names
        ]
        self.assertGreater(len(files), 12)
        files.remove("README.md")  # It holds the command, with the name of the folder.
        self.assertEqual(filecmp.cmpfiles(first, second, files, shallow=False)[1:], ([], []))

    def test_the_check_folder_holds_inputs_and_outputs(self):
        check = os.path.join(self.exported(), "check")
        with open(os.path.join(check, "check.json"), encoding="utf-8") as file:
            content = json.load(file)
        for name in content["images"]:
            self.assertTrue(os.path.isfile(os.path.join(check, name)), name)
        count, captions = len(content["images"]), len(content["captions"])
        shapes = {
            "pixel_values": (np.float32, (count, 3, 32, 32)),
            "input_ids": (np.int64, (captions, 20)),
            "image_embedding": (np.float32, (count, 48)),
            "text_embedding": (np.float32, (captions, 48)),
        }
        for name, (dtype, shape) in shapes.items():
            values = np.load(os.path.join(check, name + ".npy"))
            self.assertEqual((values.dtype, values.shape), (dtype, shape), name)

    def test_halves_take_half_the_space(self):
        plain, halved = self.exported(), self.exported("--precision", "fp16", out="halved")
        for graph in ("image_encoder.onnx", "text_encoder.onnx"):
            sizes = [os.path.getsize(os.path.join(bundle, graph)) for bundle in (plain, halved)]
            self.assertLess(sizes[1], 0.56 * sizes[0])

    def test_weights_of_a_large_graph_lie_beside_it(self):
        bundle = self.exported("--external-over", "2000000")
        self.assertFalse(os.path.exists(os.path.join(bundle, "image_encoder.onnx.data")))
        self.assertGreater(os.path.getsize(os.path.join(bundle, "text_encoder.onnx.data")), 3_000_000)
        onnx.checker.check_model(os.path.join(bundle, "text_encoder.onnx"))

    def test_a_reference_set_is_taken_over_as_it_is(self):
        reference = {"img": torch.randn(7, 48), "txt": torch.randn(5, 48).half()}
        torch.save(reference, self.path("reference.pt"))
        bundle = self.exported("--reference", self.path("reference.pt"))
        self.assertTrue(np.array_equal(np.load(os.path.join(bundle, "reference_image.npy")), reference["img"].numpy()))
        texts = np.load(os.path.join(bundle, "reference_text.npy"))
        self.assertEqual(texts.dtype, np.float32)
        self.assertTrue(np.array_equal(texts, reference["txt"].float().numpy()))

    def test_a_reference_set_of_another_model_is_refused(self):
        torch.save({"img": torch.zeros(7, 48), "txt": torch.zeros(7, 47)}, self.path("reference.pt"))
        self.refused(r"txt in the reference set has shape \[7, 47\]", "--reference", self.path("reference.pt"))

    def test_a_checkpoint_that_does_not_fit_leaves_nothing_behind(self):
        self.refused(r"hype\.pt is refused as meru: visual\.patch_embed\.proj\.weight is missing", family="meru")

    def test_a_folder_that_is_there_is_left_alone(self):
        os.mkdir(self.path("bundle"))
        self.refused("bundle is there already")

    def test_a_file_that_is_not_there_is_named(self):
        self.refused("No such file or directory.*none.pt", checkpoint="none.pt")

    def test_a_tokenizer_of_another_size_is_refused(self):
        torch.save(random_checkpoint.make(cli.families.FAMILIES["hype"], "tiny", 1, 555), self.path("other.pt"))
        self.refused("has 554 tokens, and the checkpoint's text tower 555", checkpoint="other.pt")

    def test_what_is_no_tokenizer_is_refused(self):
        for content in ("{", "{}", '{"model": {"type": "WordPiece", "vocab": {}}, "added_tokens": []}'):
            with open(self.path("other.json"), "w", encoding="utf-8") as file:
                file.write(content)
            self.refused(
                "other.json is not a tokenizer.json of byte-level BPE", "--tokenizer", self.path("other.json"), tokenizer=False
            )

    def test_weights_that_halves_cannot_hold_are_refused(self):
        content = state("hype")
        content["visual.proj"][3, 4] = 1e5
        torch.save(content, self.path("large.pt"))
        self.refused("holds 100000.0, and float16 ends at 65504", "--precision", "fp16", checkpoint="large.pt")

    def test_wrong_options_are_refused(self):
        self.refused("--check-samples must be at least 1, got 0", "--check-samples", "0")
        self.refused("--std must be above 0", "--std", "1", "0", "1")
        self.refused("-2 heads do not divide", "--image-heads", "-2")

    def test_clips_list_of_merges_is_read(self):
        merges = ["a p", "h o", "t o</w>"]
        with gzip.open(self.path("merges.txt.gz"), "wt", encoding="utf-8") as file:
            file.write('"bpe_simple_vocab_16e6.txt#version: 0.2\n' + "\n".join(merges) + "\n")
        found = vocabulary.of_merges(self.path("merges.txt.gz"), 20)
        self.assertEqual(len(found.vocabulary), 2 * 256 + 3 + 2)
        self.assertEqual(found.vocabulary["ho"], 513)
        self.refused("has 517 tokens", "--vocab", self.path("merges.txt.gz"), tokenizer=False)
