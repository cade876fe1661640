"""Stores a graph's weights in float16, half the size; it computes in float32 as before.

Each weight is followed by a cast, which ONNX Runtime evaluates once when it loads the graph. So inputs, outputs, speed and
memory are those of the float32 graph; what changes are the weights' roundings.
"""

import numpy as np
from onnx import TensorProto, helper, numpy_helper

LARGEST = float(np.finfo(np.float16).max)
SMALLEST = 256  # elements; what is smaller (epsilons, biases of few numbers) stays as it is


def store_halves(model):
    """Stores every large float32 weight as float16; returns how many. A weight beyond float16's range is an error."""
    casts, stored = [], 0
    for tensor in model.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if tensor.data_type != TensorProto.FLOAT or values.size < SMALLEST:
            continue
        if np.abs(values).max() > LARGEST:
            raise ValueError(f"weight {tensor.name} holds {np.abs(values).max()}, and float16 ends at {LARGEST}")
        name = tensor.name
        tensor.CopyFrom(numpy_helper.from_array(values.astype(np.float16), name + "/float16"))
        casts.append(helper.make_node("Cast", [tensor.name], [name], name + "/float32", to=TensorProto.FLOAT))
        stored += 1
    nodes = casts + list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    return stored
