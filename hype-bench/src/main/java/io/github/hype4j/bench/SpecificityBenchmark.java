package io.github.hype4j.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.specificity.Parallelism;
import io.github.hype4j.specificity.ReferenceSet;
import io.github.hype4j.specificity.Specificity;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
 * Specificity of samples against a reference set, on all processors, by our kernels and by libtorch; the
 * bare matrix product of that shape by libtorch, which is MKL's, is a peer too. The figures are calls.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SpecificityBenchmark {

    /** How many samples are computed by both before libtorch is measured. */
    private static final int CHECKED = 16;

    private static final String VECTORS = "--add-modules=jdk.incubator.vector";

    /** The points that all peers are given. */
    @State(Scope.Benchmark)
    public static class Points {

        @Param({"images", "texts"})
        String side = "";

        @Param({"128", "512", "768"})
        int dimension;

        @Param({"1024", "8192", "65536"})
        int referenceSize;

        @Param("2048")
        int sampleCount;

        final Lorentz space = Lorentz.ofCurvature(1.0);

        LorentzPoints samples() {
            return RandomPoints.of(space, sampleCount, dimension, 1);
        }

        LorentzPoints reference() {
            return RandomPoints.of(space, referenceSize, dimension, 2);
        }

        boolean isOfImages() {
            return side.equals("images");
        }
    }

    /** What our kernels need. */
    @State(Scope.Benchmark)
    public static class Ours {
        private double[] results = {};
        private LorentzPoints samples = RandomPoints.of(Lorentz.ofCurvature(1), 1, 1, 1);
        private Specificity specificity = Specificity.against(new ReferenceSet(samples, samples), 0.1);
        private boolean isOfImages;

        /**
         * Makes samples and reference set.
         *
         * @param points what to make
         */
        @Setup
        public void prepare(Points points) {
            samples = points.samples();
            results = new double[points.sampleCount];
            // A few points stand for the side that is not measured: packing it would take time and memory for nothing.
            LorentzPoints reference = points.reference();
            LorentzPoints few = RandomPoints.of(points.space, 8, points.dimension, 3);
            isOfImages = points.isOfImages();
            specificity = Specificity.against(
                            isOfImages ? new ReferenceSet(few, reference) : new ReferenceSet(reference, few), 0.1)
                    .withParallelism(Parallelism.common());
        }

        double[] run() {
            if (isOfImages) {
                specificity.ofImages(samples, results);
            } else {
                specificity.ofTexts(samples, results);
            }
            return results;
        }
    }

    /** What libtorch needs. */
    @State(Scope.Benchmark)
    public static class Torch {
        private NDManager manager = NDManager.newBaseManager("PyTorch");
        private NDArray samples = manager.create(0f);
        private NDArray reference = samples;
        private boolean isOfImages;

        /**
         * Hands the points to libtorch.
         *
         * @param points what to make
         */
        @Setup
        public void prepare(Points points) {
            JniUtils.setNumThreads(Runtime.getRuntime().availableProcessors());
            samples = TorchHyperboloid.upload(manager, points.samples());
            reference = TorchHyperboloid.upload(manager, points.reference());
            isOfImages = points.isOfImages();
            checkAgainstOurs(points);
        }

        /** A peer that computed something else would be no peer. */
        private void checkAgainstOurs(Points points) {
            float[] theirs = specificity();
            LorentzPoints reference = points.reference();
            Specificity specificity = Specificity.against(new ReferenceSet(reference, reference), 0.1);
            LorentzPoints first =
                    points.samples().select(IntStream.range(0, CHECKED).toArray());
            double[] ours = isOfImages ? specificity.ofImages(first) : specificity.ofTexts(first);
            for (int i = 0; i < CHECKED; i++) {
                if (!(Math.abs(ours[i] - theirs[i]) < 1e-4)) {
                    throw new IllegalStateException(
                            "sample " + i + ": " + ours[i] + " by ours, " + theirs[i] + " by libtorch");
                }
            }
        }

        /** Frees them. */
        @TearDown
        public void close() {
            manager.close();
        }

        float[] specificity() {
            try (NDManager call = manager.newSubManager()) {
                NDArray x = TorchHyperboloid.view(samples, call);
                NDArray y = TorchHyperboloid.view(reference, call);
                NDArray result =
                        isOfImages ? TorchHyperboloid.imageSpecificity(x, y) : TorchHyperboloid.textSpecificity(x, y);
                return result.toFloatArray();
            }
        }

        long product() {
            try (NDManager call = manager.newSubManager()) {
                NDArray x = TorchHyperboloid.view(samples, call);
                NDArray y = TorchHyperboloid.view(reference, call);
                return x.matMul(y.transpose()).size();
            }
        }
    }

    /**
     * The kernel that runs by itself.
     *
     * @param ours the points
     * @return one value a sample
     */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = VECTORS)
    public double[] simd(Ours ours) {
        return ours.run();
    }

    /**
     * The kernel with vectors of 256 bits.
     *
     * @param ours the points
     * @return one value a sample
     */
    @Benchmark
    @Fork(
            value = 1,
            jvmArgsAppend = {VECTORS, "-Dhype.kernel=simd-256"})
    public double[] simd256(Ours ours) {
        return ours.run();
    }

    /**
     * The scalar kernel.
     *
     * @param ours the points
     * @return one value a sample
     */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = "-Dhype.kernel=scalar")
    public double[] scalar(Ours ours) {
        return ours.run();
    }

    /**
     * The papers' formulas by libtorch.
     *
     * @param torch the points
     * @return one value a sample
     */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = TorchHyperboloid.OFFLINE)
    public float[] libtorch(Torch torch) {
        return torch.specificity();
    }

    /**
     * The matrix product alone, by libtorch.
     *
     * @param torch the points
     * @return the size of the product
     */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = TorchHyperboloid.OFFLINE)
    public long sgemm(Torch torch) {
        return torch.product();
    }
}
