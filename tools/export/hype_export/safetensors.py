"""Reads .safetensors files: the length of a header, the header as JSON, and the numbers."""

import json
import math
import os
import struct

import torch

from hype_export.pickles import Stored
from hype_export.refusal import Refusal

DTYPES = {
    "F64": torch.float64,
    "F32": torch.float32,
    "F16": torch.float16,
    "BF16": torch.bfloat16,
    "I64": torch.int64,
    "I32": torch.int32,
    "I16": torch.int16,
    "I8": torch.int8,
    "U8": torch.uint8,
    "BOOL": torch.bool,
}


def load(path):
    """Every tensor by its name, as Stored."""
    size = os.path.getsize(path)
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8).ljust(8, b"\xff"))
        if length > size - 8:
            raise Refusal(f"its header would be {length} bytes long, and the file has {size}")
        try:
            header = json.loads(file.read(length))
        except ValueError as e:
            raise Refusal(f"its header is not JSON: {e}") from None
    header.pop("__metadata__", None)
    return {name: stored(path, size, 8 + length, name, entry) for name, entry in header.items()}


def stored(path, size, start, name, entry):
    """One tensor; that its numbers lie in the file and fill its shape is checked at once."""
    try:
        type_, shape, (begin, end) = entry["dtype"], entry["shape"], entry["data_offsets"]
    except (KeyError, TypeError, ValueError):
        raise Refusal(f"{name} is described as {entry}, without dtype, shape and data_offsets") from None
    if type_ not in DTYPES:
        raise Refusal(f"{name} is of type {type_}, which is not read here")
    if not 0 <= begin <= end <= size - start:
        raise Refusal(f"{name} would end at byte {start + end}, and the file at {size}")
    needed = math.prod(shape) * torch.empty(0, dtype=DTYPES[type_]).element_size()
    if needed != end - begin:
        raise Refusal(f"{name} has {end - begin} bytes, and shape {shape} of {type_} takes {needed}")

    def read():
        with open(path, "rb") as file:
            file.seek(start + begin)
            return torch.frombuffer(bytearray(file.read(needed)), dtype=DTYPES[type_]).reshape(shape)

    return Stored(shape, read)
