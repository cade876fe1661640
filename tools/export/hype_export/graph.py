"""Writes a tower as an ONNX graph in the form that ONNX Runtime runs fastest on the CPU."""

import os
import tempfile
import warnings

import onnx
import torch

from hype_export.refusal import Refusal

import float16
import norms

OPSET = 17
# A graph of more is not one message of protobuf any more: its weights go into a file beside it.
LARGEST_FILE = 1_900_000_000


def write(tower, example, input_name, path, precision, largest=LARGEST_FILE):
    """Exports a tower with a free batch size, and checks the file."""
    with tempfile.TemporaryDirectory(dir=os.path.dirname(path)) as scratch:
        first = os.path.join(scratch, "tower.onnx")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                tower,
                (example,),
                first,
                input_names=[input_name],
                output_names=["embedding"],
                dynamic_axes={input_name: {0: "batch"}, "embedding": {0: "batch"}},
                opset_version=OPSET,
            )
        graph = onnx.load(first)
    norms.open_norms(graph)
    if precision == "fp16":
        try:
            float16.store_halves(graph)
        except ValueError as e:
            raise Refusal(str(e)) from None
    for node in graph.graph.node:
        node.doc_string = ""
    if sum(len(tensor.raw_data) for tensor in graph.graph.initializer) > largest:
        onnx.save(
            graph, path, save_as_external_data=True, all_tensors_to_one_file=True, location=os.path.basename(path) + ".data"
        )
    else:
        onnx.save(graph, path)
    onnx.checker.check_model(path)
