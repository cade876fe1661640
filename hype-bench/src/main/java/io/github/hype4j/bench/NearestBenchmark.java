package io.github.hype4j.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.nearest.NearestRows;
import io.github.hype4j.specificity.Parallelism;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
 * The nearest of many centroids for each image, as the cluster score needs it: by our kernels, by a loop in Java, and by
 * libtorch (MKL's matrix product, then the largest of each row). On all processors but the loop, which is on one. The
 * figures are calls.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class NearestBenchmark {

    private static final String VECTORS = "--add-modules=jdk.incubator.vector";

    /** Unit vectors at random. */
    @State(Scope.Benchmark)
    public static class Vectors {

        @Param({"512", "768"})
        int dimension;

        @Param({"10000", "100000"})
        int centroidCount;

        @Param("2048")
        int pointCount;

        private Embeddings points = Embeddings.empty(1);
        private Embeddings centroids = points;

        /** Makes both sides. */
        @Setup
        public void prepare() {
            points = unitVectors(pointCount, 1);
            centroids = unitVectors(centroidCount, 2);
        }

        private Embeddings unitVectors(int rows, long seed) {
            Random random = new Random(seed);
            float[] values = new float[rows * dimension];
            for (int row = 0; row < rows; row++) {
                double squares = 0;
                for (int i = row * dimension; i < (row + 1) * dimension; i++) {
                    values[i] = (float) random.nextGaussian();
                    squares += (double) values[i] * values[i];
                }
                for (int i = row * dimension; i < (row + 1) * dimension; i++) {
                    values[i] /= (float) Math.sqrt(squares);
                }
            }
            return Embeddings.of(values, dimension);
        }
    }

    /** Our search, with the centroids packed. */
    @State(Scope.Benchmark)
    public static class Ours {
        private NearestRows search = NearestRows.among(Embeddings.of(new float[1], 1));

        /**
         * Packs the centroids.
         *
         * @param vectors both sides
         */
        @Setup
        public void prepare(Vectors vectors) {
            search = NearestRows.among(vectors.centroids);
        }

        int[] run(Vectors vectors) {
            return search.find(vectors.points, Parallelism.common());
        }
    }

    /** What libtorch needs. */
    @State(Scope.Benchmark)
    public static class Torch {
        private final NDManager manager = NDManager.newBaseManager("PyTorch");
        private NDArray points = manager.create(0f);
        private NDArray centroids = points;

        /**
         * Hands both sides to libtorch, and checks that it finds what ours does.
         *
         * @param vectors both sides
         */
        @Setup
        public void prepare(Vectors vectors) {
            JniUtils.setNumThreads(Runtime.getRuntime().availableProcessors());
            points = upload(vectors.points);
            centroids = upload(vectors.centroids);
            int[] ours = NearestRows.among(vectors.centroids).find(vectors.points, Parallelism.common());
            int[] theirs = Arrays.stream(nearest()).mapToInt(Math::toIntExact).toArray();
            if (!Arrays.equals(ours, theirs)) {
                throw new IllegalStateException("libtorch and ours disagree");
            }
        }

        private NDArray upload(Embeddings rows) {
            return manager.create(rows.values(), new Shape(rows.rows(), rows.dimension()));
        }

        long[] nearest() {
            try (NDManager call = manager.newSubManager()) {
                NDArray x = TorchHyperboloid.view(points, call);
                NDArray y = TorchHyperboloid.view(centroids, call);
                return x.matMul(y.transpose()).argMax(1).toLongArray();
            }
        }

        /** Frees them. */
        @TearDown
        public void close() {
            manager.close();
        }
    }

    /**
     * The kernel that runs by itself.
     *
     * @param vectors both sides
     * @param ours the search
     * @return the nearest of each
     */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = VECTORS)
    public int[] simd(Vectors vectors, Ours ours) {
        return ours.run(vectors);
    }

    /**
     * The scalar kernel, in double precision.
     *
     * @param vectors both sides
     * @param ours the search
     * @return the nearest of each
     */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = "-Dhype.kernel=scalar")
    public int[] scalar(Vectors vectors, Ours ours) {
        return ours.run(vectors);
    }

    /**
     * Matrix product and largest of each row by libtorch.
     *
     * @param torch both sides
     * @return the nearest of each
     */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = TorchHyperboloid.OFFLINE)
    public long[] libtorch(Torch torch) {
        return torch.nearest();
    }

    /**
     * Three nested loops over floats on one thread, as one would write them first.
     *
     * @param vectors both sides
     * @return the nearest of each
     */
    @Benchmark
    public int[] loop(Vectors vectors) {
        float[] points = vectors.points.values();
        float[] centroids = vectors.centroids.values();
        int dimension = vectors.dimension;
        int[] nearest = new int[vectors.pointCount];
        for (int point = 0; point < nearest.length; point++) {
            float largest = Float.NEGATIVE_INFINITY;
            for (int row = 0; row < vectors.centroidCount; row++) {
                float product = product(points, point * dimension, centroids, row * dimension, dimension);
                if (product > largest) {
                    largest = product;
                    nearest[point] = row;
                }
            }
        }
        return nearest;
    }

    private static float product(float[] x, int xFrom, float[] y, int yFrom, int count) {
        float sum = 0;
        for (int i = 0; i < count; i++) {
            sum += x[xFrom + i] * y[yFrom + i];
        }
        return sum;
    }
}
