package io.github.hype4j.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Operations on pairs, row by row, on one thread; the figures are pairs. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@OperationsPerInvocation(PairBenchmark.ROWS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PairBenchmark {

    static final int ROWS = 1024;

    private static final String VECTORS = "--add-modules=jdk.incubator.vector";
    private static final String SCALAR = "-Dhype.kernel=scalar";

    /** What our code is given. */
    @State(Scope.Benchmark)
    public static class Ours {

        @Param({"128", "512", "768"})
        int dimension;

        private final Lorentz space = Lorentz.ofCurvature(1.0);
        private LorentzPoints images = RandomPoints.of(space, 1, 1, 1);
        private LorentzPoints texts = images;

        /** Makes the points. */
        @Setup
        public void makePoints() {
            images = RandomPoints.of(space, ROWS, dimension, 1);
            texts = RandomPoints.of(space, ROWS, dimension, 2);
        }
    }

    /** What libtorch is given. */
    @State(Scope.Benchmark)
    public static class Torch {

        @Param({"128", "512", "768"})
        int dimension;

        private final NDManager manager = NDManager.newBaseManager("PyTorch");
        private NDArray images = manager.create(0f);
        private NDArray texts = images;

        /** Makes the points. */
        @Setup
        public void makePoints() {
            JniUtils.setNumThreads(1);
            Lorentz space = Lorentz.ofCurvature(1.0);
            images = TorchHyperboloid.upload(manager, RandomPoints.of(space, ROWS, dimension, 1));
            texts = TorchHyperboloid.upload(manager, RandomPoints.of(space, ROWS, dimension, 2));
        }

        /** Frees them. */
        @TearDown
        public void close() {
            manager.close();
        }

        float[] run(BinaryOperator<NDArray> operation) {
            try (NDManager call = manager.newSubManager()) {
                return operation
                        .apply(TorchHyperboloid.view(images, call), TorchHyperboloid.view(texts, call))
                        .toFloatArray();
            }
        }
    }

    /**
     * Lorentzian distance.
     *
     * @param ours the points
     * @return the results
     */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = VECTORS)
    public double[] distanceSimd(Ours ours) {
        return ours.space.distances(ours.images, ours.texts);
    }

    /**
     * Lorentzian distance without vectors.
     *
     * @param ours the points
     * @return the results
     */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = SCALAR)
    public double[] distanceScalar(Ours ours) {
        return ours.space.distances(ours.images, ours.texts);
    }

    /**
     * Lorentzian distance by libtorch.
     *
     * @param torch the points
     * @return the results
     */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = TorchHyperboloid.OFFLINE)
    public float[] distanceLibtorch(Torch torch) {
        return torch.run(TorchHyperboloid::distancesRowByRow);
    }

    /**
     * Exterior angle.
     *
     * @param ours the points
     * @return the results
     */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = VECTORS)
    public double[] exteriorAngleSimd(Ours ours) {
        return ours.space.exteriorAngles(ours.texts, ours.images);
    }

    /**
     * Exterior angle without vectors.
     *
     * @param ours the points
     * @return the results
     */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = SCALAR)
    public double[] exteriorAngleScalar(Ours ours) {
        return ours.space.exteriorAngles(ours.texts, ours.images);
    }

    /**
     * Exterior angle by libtorch.
     *
     * @param torch the points
     * @return the results
     */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = TorchHyperboloid.OFFLINE)
    public float[] exteriorAngleLibtorch(Torch torch) {
        return torch.run((images, texts) -> TorchHyperboloid.exteriorAnglesRowByRow(texts, images));
    }

    /**
     * Exponential map.
     *
     * @param ours the points
     * @return the results
     */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = VECTORS)
    public LorentzPoints expMap0Simd(Ours ours) {
        return ours.space.expMap0(ours.images.spaceComponents());
    }

    /**
     * Exponential map without vectors.
     *
     * @param ours the points
     * @return the results
     */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = SCALAR)
    public LorentzPoints expMap0Scalar(Ours ours) {
        return ours.space.expMap0(ours.images.spaceComponents());
    }

    /**
     * Exponential map by libtorch.
     *
     * @param torch the points
     * @return the results
     */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = TorchHyperboloid.OFFLINE)
    public float[] expMap0Libtorch(Torch torch) {
        return torch.run((images, texts) -> TorchHyperboloid.expMap0(images));
    }
}
