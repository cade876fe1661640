"""Multiplies by weights of 8 bits: every product of activations with a constant matrix.

A column of weights has a scale of its own, and so has every row of activations, found as it comes. ONNX's own
DynamicQuantizeLinear has one scale for the whole batch, with which a sample's embedding would depend on its neighbours. Weights
take 7 of the 8 bits: processors without VNNI add two products in 16 bits, and would saturate.
"""

import numpy as np
from onnx import TensorProto, helper, numpy_helper

WEIGHT_LEVELS = 63
ACTIVATION_LEVELS = 127
ZERO = 128  # of activations, which are unsigned


def multiply_integers(model):
    """Replaces every MatMul and Gemm with a constant float32 matrix; returns how many."""
    graph = model.graph
    constants = {tensor.name: tensor for tensor in graph.initializer}
    uses = [name for node in graph.node for name in node.input]
    add_levels(graph)
    nodes, replaced = [], set()
    for node in graph.node:
        weights = matrix(node, constants)
        if weights is None:
            nodes.append(node)
        else:
            nodes += product(node, weights, graph, uses.count(node.input[1]) > 1)
            replaced.add(node.input[1])
    del graph.node[:]
    graph.node.extend(nodes)
    unused = replaced - {name for node in nodes for name in node.input}
    kept = [tensor for tensor in graph.initializer if tensor.name not in unused]
    del graph.initializer[:]
    graph.initializer.extend(kept)
    return len(replaced)


def matrix(node, constants):
    """The constant [inputs, outputs] that a node multiplies by, or None where it does not."""
    if node.op_type not in ("MatMul", "Gemm") or node.input[1] not in constants:
        return None
    values = numpy_helper.to_array(constants[node.input[1]])
    if values.ndim != 2 or values.dtype != np.float32:
        return None
    settings = {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}
    if settings.get("transA", 0) or settings.get("alpha", 1) != 1 or settings.get("beta", 1) != 1:
        return None
    return values.T if settings.get("transB", 0) else values


def add_levels(graph):
    """The numbers that all products share."""
    for name, value in (
        ("int8/levels", np.float32(ACTIVATION_LEVELS)),
        ("int8/least", np.float32(1e-30)),
        ("int8/shift", np.float32(ZERO)),
        ("int8/zero", np.uint8(ZERO)),
    ):
        graph.initializer.append(numpy_helper.from_array(np.asarray(value), name))


def product(node, weights, graph, shared):
    """Scales the rows, multiplies integers, scales back, and adds a Gemm's bias."""
    prefix = node.output[0] + "/int8/"
    scales = np.maximum(np.abs(weights).max(0), np.finfo(np.float32).tiny) / WEIGHT_LEVELS
    integers = np.clip(np.rint(weights / scales), -WEIGHT_LEVELS, WEIGHT_LEVELS).astype(np.int8)
    home = (node.input[1] if shared else prefix) + "/weights"
    if not any(tensor.name == home for tensor in graph.initializer):
        graph.initializer.append(numpy_helper.from_array(integers, home))
    graph.initializer.append(numpy_helper.from_array(scales.astype(np.float32) / ACTIVATION_LEVELS, prefix + "scales"))

    def step(op_type, inputs, output, **attributes):
        return helper.make_node(op_type, inputs, [output], output, **attributes)

    bias = node.input[2] if len(node.input) > 2 else None
    result = prefix + "result" if bias else node.output[0]
    steps = [
        step("Abs", [node.input[0]], prefix + "sizes"),
        step("ReduceMax", [prefix + "sizes"], prefix + "maximum", axes=[-1], keepdims=1),
        step("Max", [prefix + "maximum", "int8/least"], prefix + "largest"),
        step("Div", ["int8/levels", prefix + "largest"], prefix + "factor"),
        step("Mul", [node.input[0], prefix + "factor"], prefix + "scaled"),
        step("Round", [prefix + "scaled"], prefix + "rounded"),
        step("Add", [prefix + "rounded", "int8/shift"], prefix + "shifted"),
        step("Cast", [prefix + "shifted"], prefix + "integers", to=TensorProto.UINT8),
        step("MatMulInteger", [prefix + "integers", home, "int8/zero"], prefix + "sums"),
        step("Cast", [prefix + "sums"], prefix + "floats", to=TensorProto.FLOAT),
        step("Mul", [prefix + "floats", prefix + "scales"], prefix + "columns"),
        step("Mul", [prefix + "columns", prefix + "largest"], result),
    ]
    return steps + ([step("Add", [result, bias], node.output[0])] if bias else [])
