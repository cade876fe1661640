package io.github.hype4j.bench;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An image encoder on the processor by ONNX Runtime, and the same weights by libtorch, from a TorchScript that {@code
 * tools/bench/trace_image.py} writes. The figures are batches.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(1)
public class EncoderBenchmark {

    /** What both are given. */
    @State(Scope.Benchmark)
    public static class Images {

        /** The length of a side. */
        @Param("224")
        int size;

        @Param({"1", "2", "4", "8", "32"})
        int batchSize;

        @Param("2")
        int threads;

        float[] pixels() {
            Random random = new Random(1);
            float[] pixels = new float[batchSize * 3 * size * size];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (float) random.nextGaussian();
            }
            return pixels;
        }

        long[] shape() {
            return new long[] {batchSize, 3, size, size};
        }
    }

    /** The graph of a bundle. */
    @State(Scope.Benchmark)
    public static class Onnx {

        /** An image graph. */
        @Param("image_encoder.onnx")
        String onnx = "";

        private @Nullable OrtSession session;
        private Map<String, OnnxTensor> inputs = Map.of();

        /**
         * Loads the graph.
         *
         * @param images its input
         * @throws OrtException if it cannot be loaded
         */
        @Setup
        public void load(Images images) throws OrtException {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(images.threads);
                OrtSession loaded = environment.createSession(onnx, options);
                String name = loaded.getInputNames().iterator().next();
                inputs = Map.of(
                        name, OnnxTensor.createTensor(environment, FloatBuffer.wrap(images.pixels()), images.shape()));
                session = loaded;
            }
        }

        float[][] run() throws OrtException {
            try (OrtSession.Result result = Objects.requireNonNull(session).run(inputs)) {
                return (float[][]) result.get(0).getValue();
            }
        }

        /**
         * Frees it.
         *
         * @throws OrtException if that fails
         */
        @TearDown
        public void close() throws OrtException {
            inputs.values().forEach(OnnxTensor::close);
            Objects.requireNonNull(session).close();
        }
    }

    /** The same as a TorchScript. */
    @State(Scope.Benchmark)
    public static class Torch {

        /** A traced encoder. */
        @Param("image_encoder.pt")
        String script = "";

        private final NDManager manager = NDManager.newBaseManager("PyTorch");
        private @Nullable ZooModel<NDList, NDList> model;
        private @Nullable Predictor<NDList, NDList> predictor;
        private NDArray pixels = manager.create(0f);

        /**
         * Loads the script, and checks that it gives what the graph does.
         *
         * @param images its input
         * @param onnx the graph
         * @throws IOException if the file cannot be read
         * @throws ModelNotFoundException if there is none
         * @throws MalformedModelException if it is no TorchScript
         * @throws TranslateException if it fails
         * @throws OrtException if the graph fails
         */
        @Setup
        public void load(Images images, Onnx onnx)
                throws IOException, ModelNotFoundException, MalformedModelException, TranslateException, OrtException {
            JniUtils.setNumThreads(images.threads);
            ZooModel<NDList, NDList> loaded = Criteria.builder()
                    .setTypes(NDList.class, NDList.class)
                    .optEngine("PyTorch")
                    .optDevice(Device.cpu())
                    .optModelPath(Path.of(script))
                    .optTranslator(new NoopTranslator())
                    .build()
                    .loadModel();
            model = loaded;
            predictor = loaded.newPredictor();
            pixels = manager.create(images.pixels(), new Shape(images.shape()));
            check(onnx.run(), run());
        }

        private static void check(float[][] ours, float[] theirs) {
            for (int row = 0; row < ours.length; row++) {
                for (int i = 0; i < ours[row].length; i++) {
                    if (!(Math.abs(ours[row][i] - theirs[row * ours[row].length + i]) < 1e-3)) {
                        throw new IllegalStateException("script and graph are not of the same weights");
                    }
                }
            }
        }

        float[] run() throws TranslateException {
            try (NDManager call = manager.newSubManager()) {
                NDList result =
                        Objects.requireNonNull(predictor).predict(new NDList(TorchHyperboloid.view(pixels, call)));
                try (result) {
                    return result.singletonOrThrow().toFloatArray();
                }
            }
        }

        /** Frees it. */
        @TearDown
        public void close() {
            Objects.requireNonNull(predictor).close();
            Objects.requireNonNull(model).close();
            manager.close();
        }
    }

    /**
     * ONNX Runtime.
     *
     * @param onnx the graph
     * @return the embeddings
     * @throws OrtException if the graph fails
     */
    @Benchmark
    public float[][] onnxRuntime(Onnx onnx) throws OrtException {
        return onnx.run();
    }

    /**
     * The script by libtorch.
     *
     * @param torch the script
     * @return the embeddings
     * @throws TranslateException if it fails
     */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = TorchHyperboloid.OFFLINE)
    public float[] libtorch(Torch torch) throws TranslateException {
        return torch.run();
    }
}
