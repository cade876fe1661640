package io.github.hype4j.onnx.encoder;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.hype4j.onnx.bundle.BundleDescription.Graph;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a graph takes and gives, read from the file and checked against the model's description.
 *
 * @param inputType the type of the input's elements
 */
record GraphSignature(OnnxJavaType inputType) {

    private static final long DYNAMIC = -1;

    /**
     * Reads and checks a graph.
     *
     * @param file the graph
     * @param name the file's name for messages
     * @param graph what the description says of it
     * @param inputTypes the types that the input may have
     * @param inputShape the shape that the input must have; the rows are dynamic
     * @param dimension the length of a row of the output
     * @throws IllegalArgumentException if graph and description disagree, with both in the message
     */
    static GraphSignature check(
            Path file, String name, Graph graph, List<OnnxJavaType> inputTypes, long[] inputShape, int dimension) {
        DjlEngine.start();
        // DJL does not tell types and shapes. Read without optimising and without a second copy of the weights, this
        // costs little more than reading the file.
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            options.addConfigEntry("session.disable_prepacking", "1");
            try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString(), options)) {
                if (session.getInputInfo().size() != 1) {
                    throw new IllegalArgumentException(name + " must have one input, \"" + graph.input()
                            + "\", but has " + session.getInputNames());
                }
                TensorInfo input = tensor(name, "input", graph.input(), session.getInputInfo());
                TensorInfo output = tensor(name, "output", graph.output(), session.getOutputInfo());
                checkType(name, "input", graph.input(), input, inputTypes);
                checkShape(name, "input", graph.input(), input, inputShape);
                checkType(name, "output", graph.output(), output, List.of(OnnxJavaType.FLOAT, OnnxJavaType.FLOAT16));
                checkShape(name, "output", graph.output(), output, new long[] {DYNAMIC, dimension});
                return new GraphSignature(input.type);
            }
        } catch (OrtException e) {
            throw new IllegalArgumentException(name + " cannot be read by ONNX Runtime: " + e.getMessage(), e);
        }
    }

    private static TensorInfo tensor(String file, String kind, String wanted, Map<String, NodeInfo> nodes) {
        NodeInfo node = nodes.get(wanted);
        if (node == null || !(node.getInfo() instanceof TensorInfo info)) {
            throw new IllegalArgumentException(
                    file + " has no " + kind + " \"" + wanted + "\"; there are " + nodes.keySet());
        }
        return info;
    }

    private static void checkType(String file, String kind, String name, TensorInfo info, List<OnnxJavaType> allowed) {
        if (!allowed.contains(info.type)) {
            throw new IllegalArgumentException(
                    file + ": " + kind + " \"" + name + "\" must be of type " + allowed + ", got " + info.type);
        }
    }

    private static void checkShape(String file, String kind, String name, TensorInfo info, long[] expected) {
        long[] actual = info.getShape();
        boolean fits = actual.length == expected.length && actual[0] == DYNAMIC;
        for (int i = 1; fits && i < expected.length; i++) {
            fits = actual[i] == expected[i] || actual[i] == DYNAMIC;
        }
        if (!fits) {
            throw new IllegalArgumentException(file + ": " + kind + " \"" + name + "\" has shape " + text(actual)
                    + " but the description asks for " + text(expected)
                    + " (-1 is any number, which the first must be)");
        }
    }

    private static String text(long[] shape) {
        return Arrays.toString(shape);
    }
}
