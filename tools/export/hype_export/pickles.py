"""Reads the archives that torch.save writes, without running what a pickle may hold.

PyTorch's own `weights_only` reader is not used: that of 1.13 knows no floats, and readers before 2.6 could be made to run
code by an archive of TorchScript. Here a pickle can name the few things below and nothing else; tensors are read when they
are asked for, so that the state of an optimizer costs nothing.
"""

import collections
import pickle
import zipfile

import torch

from hype_export.refusal import Refusal

DTYPES = {
    "DoubleStorage": torch.float64,
    "FloatStorage": torch.float32,
    "HalfStorage": torch.float16,
    "BFloat16Storage": torch.bfloat16,
    "LongStorage": torch.int64,
    "IntStorage": torch.int32,
    "ShortStorage": torch.int16,
    "CharStorage": torch.int8,
    "ByteStorage": torch.uint8,
    "BoolStorage": torch.bool,
}


class Stored:
    """A tensor that still lies in its file."""

    def __init__(self, shape, read):
        self.shape, self.read = tuple(shape), read


class Storage(collections.namedtuple("Storage", "dtype key")):
    """The numbers that one or more tensors show."""


class Reader(pickle.Unpickler):
    """An unpickler to which only plain containers and tensors are known."""

    def __init__(self, file, records):
        super().__init__(file, encoding="utf-8")
        self.records = records

    def find_class(self, module, name):
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return self.tensor
        if (module, name) == ("torch._utils", "_rebuild_parameter"):
            return parameter
        if (module, name) == ("torch", "Size"):
            return as_tuple
        if module == "torch" and name in DTYPES:
            return DTYPES[name]
        if module == "torch" and isinstance(getattr(torch, name, None), torch.dtype):
            return getattr(torch, name)
        raise Refusal(
            f"it holds {module}.{name}, which is no tensor; where you trust the file, load it in PyTorch and save its "
            "state_dict alone"
        )

    def persistent_load(self, pid):
        kind, dtype, key = pid[:3]
        if kind != "storage" or not isinstance(dtype, torch.dtype):
            raise Refusal(f"it refers to {kind}, which is not read here")
        return Storage(dtype, str(key))

    def tensor(self, storage, offset, shape, strides, *_):
        """Stands for the function of PyTorch that makes a tensor."""

        def read():
            try:
                numbers = torch.frombuffer(bytearray(self.records(storage.key)), dtype=storage.dtype)
                return numbers.as_strided(shape, strides, offset).clone()
            except (KeyError, ValueError, RuntimeError, zipfile.BadZipFile) as e:
                raise Refusal(f"a tensor of shape {list(shape)} cannot be read: {e}") from None

        return Stored(shape, read)


def parameter(tensor, *_):
    """A parameter is its tensor."""
    return tensor


def as_tuple(values=()):
    """A torch.Size, as which shapes are not stored, but which may lie beside."""
    return tuple(values)


def load(path):
    """What was given to torch.save, with every tensor as Stored."""
    with open(path, "rb") as file:
        is_archive = zipfile.is_zipfile(file)
    if not is_archive:
        raise Refusal(
            "it is neither an archive of torch.save (PyTorch 1.6 or later) nor a .safetensors file; load it in the PyTorch "
            "that wrote it and save its state_dict again"
        )
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as e:
        raise Refusal(f"its archive is broken: {e}") from None
    names = archive.namelist()
    if any(name.endswith("/constants.pkl") or "/code/" in name for name in names):
        raise Refusal("it is a TorchScript archive, which holds code; save the state_dict of its module instead")
    pickles = [name for name in names if name.endswith("/data.pkl")]
    if len(pickles) != 1:
        raise Refusal(f"it is a zip file with {len(pickles)} members data.pkl, where torch.save writes 1")
    folder = pickles[0][: -len("data.pkl")]
    if folder + "byteorder" in names and archive.read(folder + "byteorder") != b"little":
        raise Refusal("it was written on a machine of another byte order")
    with archive.open(pickles[0]) as file:
        try:
            return Reader(file, lambda key: archive.read(f"{folder}data/{key}")).load()
        except Refusal:
            raise
        except Exception as e:  # What a broken pickle raises is not told by its documentation.
            raise Refusal(f"its pickle is broken: {type(e).__name__}: {e}") from None
