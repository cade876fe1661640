"""What is read of a file, and what is refused."""

import collections
import json
import os
import struct
import zipfile

import torch

from hype_export import checkpoint
from hype_export.refusal import Refusal
from tests.small import FolderTest


class Touch:
    """An object whose pickle makes a file where it is loaded carelessly."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (self.path,)


class ReadingTest(FolderTest):
    WEIGHTS = collections.OrderedDict(a=torch.arange(6.0).reshape(2, 3), b=torch.tensor(0.5))

    def assert_weights(self, found):
        self.assertEqual(found.names(), ["a", "b"])
        self.assertTrue(torch.equal(found.numbers("a"), self.WEIGHTS["a"]))
        self.assertEqual(found.number("b"), 0.5)

    def refused(self, path, words):
        with self.assertRaisesRegex(Refusal, words):
            checkpoint.read(path)

    def test_a_state_dict_is_read(self):
        self.assert_weights(checkpoint.read(self.saved(self.WEIGHTS)))

    def test_parameters_and_views_are_read_as_the_numbers_they_show(self):
        view = torch.arange(12.0).reshape(3, 4)[:2, :3].t()
        found = checkpoint.read(self.saved({"parameter": torch.nn.Parameter(view.clone()), "view": view}))
        self.assertTrue(torch.equal(found.numbers("view"), view))
        self.assertTrue(torch.equal(found.numbers("parameter"), view))

    def test_what_training_saves_beside_the_weights_is_passed_over(self):
        model = torch.nn.Linear(3, 2)
        optimizer = torch.optim.AdamW(model.parameters(), lr=5e-4)
        model(torch.ones(1, 3)).sum().backward()
        optimizer.step()
        schedule = torch.optim.lr_scheduler.StepLR(optimizer, 10).state_dict()
        around = {"optimizer": optimizer.state_dict(), "scheduler": schedule, "iteration": 120000, "loss": 0.25}
        for wrapper in ("model", "state_dict"):
            self.assert_weights(checkpoint.read(self.saved({wrapper: self.WEIGHTS, **around})))

    def test_prefixes_of_wrapping_modules_are_cut(self):
        for prefix in ("module.", "module._orig_mod."):
            wrapped = {prefix + name: value for name, value in self.WEIGHTS.items()}
            self.assert_weights(checkpoint.read(self.saved({"state_dict": wrapped})))

    def test_halves_become_floats(self):
        for dtype in (torch.float16, torch.bfloat16, torch.float64):
            self.assert_weights(checkpoint.read(self.saved({k: v.to(dtype) for k, v in self.WEIGHTS.items()})))

    def test_code_in_a_pickle_is_refused_and_does_not_run(self):
        made = self.path("made")
        for content in ({"model": self.WEIGHTS, "extra": Touch(made)}, {"a": Touch(made)}, Touch(made)):
            self.refused(self.saved(content), "it holds posix.mkdir, which is no tensor")
            self.assertFalse(os.path.exists(made))
        torch.load(self.path("model.pt"))
        self.assertTrue(os.path.exists(made), "the pickle would have run elsewhere")

    def test_torchscript_is_refused(self):
        torch.jit.save(torch.jit.script(torch.nn.Linear(2, 2)), self.path("script.pt"))
        self.refused(self.path("script.pt"), "TorchScript archive, which holds code")

    def test_the_format_before_torch_1_6_is_refused(self):
        old = self.saved(self.WEIGHTS, "old.pt", _use_new_zipfile_serialization=False)
        self.refused(old, "neither an archive of torch.save .* nor a .safetensors file")

    def test_other_zip_files_are_refused(self):
        with zipfile.ZipFile(self.path("other.pt"), "w") as archive:
            archive.writestr("readme.txt", "hello")
        self.refused(self.path("other.pt"), "0 members data.pkl")

    def test_a_broken_pickle_is_refused(self):
        with zipfile.ZipFile(self.path("broken.pt"), "w") as archive:
            archive.writestr("broken/data.pkl", b"\x80\x02}q\x00X\x09")
        self.refused(self.path("broken.pt"), "its pickle is broken")

    def test_a_file_without_tensors_is_refused(self):
        self.refused(self.saved({"iteration": 3}), "it holds no state dict")

    def test_what_is_no_tensor_in_a_state_dict_is_refused(self):
        self.refused(self.saved({"model": {**self.WEIGHTS, "name": "ViT"}}), "name in its state dict is a str, not a tensor")

    def test_a_view_beyond_its_storage_is_refused(self):
        path = self.saved({"a": torch.zeros(4)})
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, b"\0" * 8 if name.endswith("data/0") else content)
        with self.assertRaises(Refusal):
            checkpoint.read(path).numbers("a")

    def test_numbers_that_are_not_finite_are_refused(self):
        with self.assertRaisesRegex(Refusal, "a holds a number that is not finite"):
            checkpoint.read(self.saved({"a": torch.tensor([1.0, float("nan")])})).numbers("a")


class SafetensorsTest(FolderTest):
    def written(self, header, content):
        text = json.dumps(header).encode()
        with open(self.path("model.safetensors"), "wb") as file:
            file.write(struct.pack("<Q", len(text)) + text + content)
        return self.path("model.safetensors")

    def test_tensors_are_read(self):
        header = {
            "__metadata__": {"format": "pt"},
            "a": {"dtype": "F32", "shape": [2, 1], "data_offsets": [0, 8]},
            "b": {"dtype": "BF16", "shape": [], "data_offsets": [8, 10]},
        }
        found = checkpoint.read(self.written(header, struct.pack("<ff", 1.5, -2) + b"\x20\x40"))
        self.assertEqual(found.names(), ["a", "b"])
        self.assertEqual(found.numbers("a").tolist(), [[1.5], [-2.0]])
        self.assertEqual(found.number("b"), 2.5)

    def test_a_tensor_beyond_the_end_is_refused(self):
        header = {"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}
        with self.assertRaisesRegex(Refusal, "a would end at byte"):
            checkpoint.read(self.written(header, b"\0" * 4))

    def test_a_shape_that_its_bytes_do_not_fill_is_refused(self):
        header = {"a": {"dtype": "F32", "shape": [3], "data_offsets": [0, 8]}}
        with self.assertRaisesRegex(Refusal, r"a has 8 bytes, and shape \[3\] of F32 takes 12"):
            checkpoint.read(self.written(header, b"\0" * 8))

    def test_a_header_that_is_none_is_refused(self):
        with open(self.path("model.safetensors"), "wb") as file:
            file.write(b"PK")
        with self.assertRaisesRegex(Refusal, "its header"):
            checkpoint.read(self.path("model.safetensors"))
        with open(self.path("model.safetensors"), "wb") as file:
            file.write(struct.pack("<Q", 4) + b"{no}")
        with self.assertRaisesRegex(Refusal, "its header is not JSON"):
            checkpoint.read(self.path("model.safetensors"))
