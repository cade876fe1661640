"""Small checkpoints for the tests."""

import os
import tempfile
import unittest

import torch

from hype_export import checkpoint, families, random_checkpoint

VOCABULARY = 554


def state(family, seed=1):
    """A state dict of tiny towers with random weights."""
    return random_checkpoint.make(families.FAMILIES[family], "tiny", seed, VOCABULARY)


class FolderTest(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.addCleanup(self.scratch.cleanup)

    def path(self, name):
        return os.path.join(self.scratch.name, name)

    def saved(self, content, name="model.pt", **options):
        """The path of a file of torch.save."""
        torch.save(content, self.path(name), **options)
        return self.path(name)

    def loaded(self, family, content, **choices):
        """The model in a state dict, by way of a file."""
        return families.load(families.FAMILIES[family], checkpoint.read(self.saved(content)), families.Choices(**choices))
