package io.github.hype4j.onnx.encoder;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.platform.Fp16Conversions;
import io.github.hype4j.model.EncoderException;
import io.github.hype4j.onnx.OnnxDevice;
import io.github.hype4j.onnx.OnnxOptions;
import io.github.hype4j.onnx.bundle.BundleDescription.Graph;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.Map;

/**
 * An ONNX graph with one input, of which one output is wanted. Safe for use by several threads: all of them share one
 * session, and each call has a predictor of its own.
 */
final class OnnxGraph implements AutoCloseable {

    private final Model model;
    private final OrtSession.SessionOptions sessionOptions;
    private final Graph graph;
    private final String name;

    private OnnxGraph(Model model, OrtSession.SessionOptions sessionOptions, Graph graph, String name) {
        this.model = model;
        this.sessionOptions = sessionOptions;
        this.graph = graph;
        this.name = name;
    }

    /**
     * Loads a graph that has been {@linkplain GraphSignature checked} already.
     *
     * @param file the graph
     * @param name the file's name for messages
     */
    static OnnxGraph load(Path file, String name, Graph graph, OnnxOptions options) throws IOException {
        DjlEngine.start();
        Devices.require(options.device());
        OrtSession.SessionOptions sessionOptions = sessionOptions(options);
        Model model = Model.newInstance(graph.file(), device(options.device()), DjlEngine.NAME);
        try {
            model.load(file, null, Map.of("sessionOptions", sessionOptions));
            return new OnnxGraph(model, sessionOptions, graph, name);
        } catch (MalformedModelException e) {
            close(model, sessionOptions);
            throw new IllegalArgumentException(name + " cannot be loaded by ONNX Runtime: " + rootMessage(e), e);
        } catch (IOException | RuntimeException e) {
            close(model, sessionOptions);
            throw e;
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static OrtSession.SessionOptions sessionOptions(OnnxOptions options) {
        try {
            OrtSession.SessionOptions sessionOptions = new OrtSession.SessionOptions();
            sessionOptions.setIntraOpNumThreads(options.threads());
            sessionOptions.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            return sessionOptions;
        } catch (OrtException e) {
            throw new EncoderException("ONNX Runtime refused the session options", e);
        }
    }

    private static Device device(OnnxDevice device) {
        return device instanceof OnnxDevice.Cuda cuda ? Device.gpu(cuda.id()) : Device.cpu();
    }

    /**
     * Runs the graph.
     *
     * @param input a direct buffer in native byte order that holds the rows of the input and nothing else
     * @param rowShape the shape of one of them
     * @param rows how many there are
     * @param dimension the length of a row of the output
     * @return the rows of the output, multiplied by the graph's scale
     */
    float[] run(ByteBuffer input, Shape rowShape, DataType type, int rows, int dimension) {
        RowsTranslator translator = new RowsTranslator(new Shape(rows).addAll(rowShape), type, dimension);
        try (Predictor<ByteBuffer, float[]> predictor = model.newPredictor(translator)) {
            return predictor.predict(input);
        } catch (TranslateException e) {
            throw new EncoderException(name + " failed on a batch of " + rows + ": " + rootMessage(e), e);
        }
    }

    @Override
    public void close() {
        close(model, sessionOptions);
    }

    private static void close(Model model, OrtSession.SessionOptions sessionOptions) {
        // DJL closes options of its own only.
        model.close();
        sessionOptions.close();
    }

    /** Hands a direct buffer to the graph as it is and copies the wanted output. */
    private final class RowsTranslator implements NoBatchifyTranslator<ByteBuffer, float[]> {
        private final Shape shape;
        private final DataType type;
        private final int dimension;

        RowsTranslator(Shape shape, DataType type, int dimension) {
            this.shape = shape;
            this.type = type;
            this.dimension = dimension;
        }

        @Override
        public NDList processInput(TranslatorContext context, ByteBuffer input) {
            NDArray array = context.getNDManager().create(input, shape, type);
            array.setName(graph.input());
            return new NDList(array);
        }

        @Override
        public float[] processOutput(TranslatorContext context, NDList outputs) {
            NDArray output = outputs.get(graph.output());
            Shape expected = new Shape(shape.get(0), dimension);
            if (!output.getShape().equals(expected)) {
                throw new EncoderException(name + ": output \"" + graph.output() + "\" has shape " + output.getShape()
                        + " but " + expected + " was expected");
            }
            float[] rows = floats(output);
            if (graph.scale() != 1) {
                for (int i = 0; i < rows.length; i++) {
                    rows[i] *= graph.scale();
                }
            }
            return rows;
        }

        private float[] floats(NDArray output) {
            ByteBuffer bytes = output.toByteBuffer().order(ByteOrder.nativeOrder());
            float[] values = new float[Math.toIntExact(output.getShape().size())];
            if (output.getDataType() == DataType.FLOAT16) {
                ShortBuffer halves = bytes.asShortBuffer();
                for (int i = 0; i < values.length; i++) {
                    values[i] = Fp16Conversions.fp16ToFloat(halves.get(i));
                }
            } else {
                bytes.asFloatBuffer().get(values);
            }
            return values;
        }
    }
}
