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

/** A graph on one device. Safe for use by several threads: each call has a predictor of its own. */
final class GraphSession implements AutoCloseable {

    private final Model model;
    private final OrtSession.SessionOptions sessionOptions;
    private final Graph graph;
    private final String name;
    private final GraphInput<?> input;
    private final int dimension;

    private GraphSession(
            Model model,
            OrtSession.SessionOptions sessionOptions,
            Graph graph,
            String name,
            GraphInput<?> input,
            int dimension) {
        this.model = model;
        this.sessionOptions = sessionOptions;
        this.graph = graph;
        this.name = name;
        this.input = input;
        this.dimension = dimension;
    }

    /**
     * Loads a graph that has been {@linkplain GraphSignature checked} already.
     *
     * @param file the graph
     * @param name the file's name for messages
     * @param dimension the length of a row of the output
     * @throws IllegalArgumentException if the graph cannot be loaded, or the device is not there
     */
    static GraphSession load(
            Path file,
            String name,
            Graph graph,
            GraphInput<?> input,
            int dimension,
            OnnxDevice device,
            OnnxOptions options)
            throws IOException {
        DjlEngine.start();
        OrtSession.SessionOptions sessionOptions = SessionSettings.of(device, options, graph.input(), input.rowShape());
        // To DJL every device is the processor: it would add a CUDA provider of its own, without options.
        Model model = Model.newInstance(graph.file(), Device.cpu(), DjlEngine.NAME);
        try {
            model.load(file, null, Map.of("sessionOptions", sessionOptions));
            return new GraphSession(model, sessionOptions, graph, name, input, dimension);
        } catch (MalformedModelException e) {
            close(model, sessionOptions);
            throw new IllegalArgumentException(
                    name + " cannot be loaded by ONNX Runtime on device " + device + ": " + rootMessage(e)
                            + SessionSettings.needs(device),
                    e);
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
        return String.valueOf(root.getMessage()).strip();
    }

    /**
     * Runs the graph.
     *
     * @param rows a direct buffer in native byte order that holds the rows of the input and nothing else
     * @param count how many there are
     * @return the rows of the output, multiplied by the graph's scale
     */
    float[] run(ByteBuffer rows, int count) {
        try (Predictor<ByteBuffer, float[]> predictor = model.newPredictor(new RowsTranslator(count))) {
            return predictor.predict(rows);
        } catch (TranslateException e) {
            throw new EncoderException(name + " failed on a batch of " + count + ": " + rootMessage(e), e);
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

        RowsTranslator(int count) {
            this.shape = new Shape(count).addAll(input.rowShape());
        }

        @Override
        public NDList processInput(TranslatorContext context, ByteBuffer rows) {
            NDArray array = context.getNDManager().create(rows, shape, input.type());
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
