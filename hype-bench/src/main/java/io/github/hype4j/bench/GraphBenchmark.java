package io.github.hype4j.bench;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.onnx.image.ImagePreparation;
import io.github.hype4j.onnx.image.ImagePreparer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
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
 * An image graph on the processor, alone and beside threads that prepare images: how many threads it should have, whether
 * they should spin while they wait, and how large a batch should be. Compare {@code encoded}, images a second, and beside it
 * {@code prepare}, which is images a second too.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class GraphBenchmark {

    /** A session with its settings. */
    @State(Scope.Group)
    public static class Graph {

        /** An image graph with one input, from the repository's root. */
        @Param("hype-model-mini/src/main/resources/io/github/hype4j/mini/bundle/image_encoder.onnx")
        String file = "";

        /** The threads that one run of the graph uses. */
        @Param("2")
        int threads;

        @Param({"true", "false"})
        boolean spinning;

        @Param("32")
        int batchSize;

        private @Nullable OrtSession session;
        private String input = "";
        private long[] shape = {};

        /**
         * Loads the graph.
         *
         * @throws OrtException if it cannot be loaded
         */
        @Setup
        public void load() throws OrtException {
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(threads);
                options.addConfigEntry("session.intra_op.allow_spinning", spinning ? "1" : "0");
                OrtSession loaded = OrtEnvironment.getEnvironment().createSession(file, options);
                NodeInfo node = loaded.getInputInfo().values().iterator().next();
                input = node.getName();
                shape = ((TensorInfo) node.getInfo()).getShape();
                session = loaded;
            }
            shape[0] = batchSize;
        }

        OrtSession session() {
            return Objects.requireNonNull(session);
        }

        /**
         * Frees the graph.
         *
         * @throws OrtException if that fails
         */
        @TearDown
        public void close() throws OrtException {
            session().close();
        }
    }

    /** A batch of grey images. */
    @State(Scope.Thread)
    public static class Batch {
        private @Nullable OnnxTensor pixels;

        /**
         * Makes the batch.
         *
         * @param graph the graph that reads it
         * @throws OrtException if there is no memory for it
         */
        @Setup
        public void make(Graph graph) throws OrtException {
            long size = 1;
            for (long length : graph.shape) {
                size *= length;
            }
            FloatBuffer values = ByteBuffer.allocateDirect(Math.toIntExact(size * Float.BYTES))
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            pixels = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, graph.shape);
        }

        OnnxTensor pixels() {
            return Objects.requireNonNull(pixels);
        }

        /** Frees the batch. */
        @TearDown
        public void close() {
            pixels().close();
        }
    }

    /** A JPEG of noise, and what prepares it. */
    @State(Scope.Thread)
    public static class Photo {
        private final ImagePreparer preparer = ImagePreparer.of(ImagePreparation.clip(224));
        private final FloatBuffer prepared =
                FloatBuffer.allocate(preparer.preparation().tensorLength());
        private byte[] file = {};

        /**
         * Draws the image.
         *
         * @throws IOException if the JDK has no writer of JPEG
         */
        @Setup
        public void draw() throws IOException {
            BufferedImage image = new BufferedImage(500, 375, BufferedImage.TYPE_INT_RGB);
            Random random = new Random(1);
            for (int y = 0; y < 375; y++) {
                for (int x = 0; x < 500; x++) {
                    image.setRGB(x, y, (x / 2 + random.nextInt(64)) << 16 | (y / 2) << 8 | random.nextInt(64));
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (!ImageIO.write(image, "jpg", out)) {
                throw new IOException("no writer of JPEG");
            }
            file = out.toByteArray();
        }
    }

    /** What is counted beside the calls of the graph. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Count {
        /** Images that went through the graph. */
        public long encoded;
    }

    private static int run(Graph graph, Batch batch, Count count) throws OrtException {
        try (OrtSession.Result result = graph.session().run(Map.of(graph.input, batch.pixels()))) {
            count.encoded += graph.batchSize;
            return result.size();
        }
    }

    /**
     * The graph alone.
     *
     * @param graph the graph
     * @param batch its input
     * @param count the images encoded
     * @return the number of outputs
     * @throws OrtException if the graph fails
     */
    @Benchmark
    @Group("alone")
    @GroupThreads(1)
    public int alone(Graph graph, Batch batch, Count count) throws OrtException {
        return run(graph, batch, count);
    }

    /**
     * The graph while two threads prepare images.
     *
     * @param graph the graph
     * @param batch its input
     * @param count the images encoded
     * @return the number of outputs
     * @throws OrtException if the graph fails
     */
    @Benchmark
    @Group("together")
    @GroupThreads(1)
    public int encode(Graph graph, Batch batch, Count count) throws OrtException {
        return run(graph, batch, count);
    }

    /**
     * The two threads.
     *
     * @param photo what they prepare
     * @return the tensor
     * @throws SampleFailureException if the image cannot be read
     */
    @Benchmark
    @Group("together")
    @GroupThreads(2)
    public FloatBuffer prepare(Photo photo) throws SampleFailureException {
        photo.preparer.prepare(photo.file, photo.prepared, 0);
        return photo.prepared;
    }
}
