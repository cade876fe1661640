"""Compares the graphs with PyTorch by ONNX Runtime for Python, where it is installed."""

import os

import numpy as np

from hype_export.refusal import Refusal

LARGEST_ERROR = {"fp32": 1e-4, "fp16": 1e-2}


def verify(bundle, description, precision):
    """Runs both graphs on the inputs of the check folder; returns a line to print."""
    try:
        import onnxruntime
    except ImportError:
        return "ONNX Runtime for Python is not installed: compare with `hype model verify --model BUNDLE`"
    errors = {}
    for side in ("image", "text"):
        graph = description[side]
        session = onnxruntime.InferenceSession(os.path.join(bundle, graph["file"]), providers=["CPUExecutionProvider"])
        values = np.load(os.path.join(bundle, "check", graph["input"] + ".npy"))
        (found,) = session.run([graph["output"]], {graph["input"]: values})
        expected = np.load(os.path.join(bundle, "check", side + "_embedding.npy"))
        found = found * np.float32(graph.get("scale", 1.0))
        errors[side] = float((np.linalg.norm(found - expected, axis=1) / np.linalg.norm(expected, axis=1)).max())
        if not errors[side] <= LARGEST_ERROR[precision]:
            raise Refusal(f"the {side} graph differs from PyTorch by {errors[side]:.1e} of an embedding's length")
    return f"ONNX Runtime {onnxruntime.__version__} differs from PyTorch by {errors['image']:.1e} and {errors['text']:.1e}"
