package io.github.hype4j.bench;

import io.github.hype4j.selection.Cut;
import io.github.hype4j.selection.Selector;
import io.github.hype4j.specificity.Parallelism;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The score that the best fifth of a pool is at or above: by our two passes, and by sorting, as DataComp does. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class ThresholdBenchmark {

    private static final double FRACTION = 0.2;

    /** Scores as a model gives them: around a mean, in no order. */
    @State(Scope.Benchmark)
    public static class Scores {

        @Param({"10000000", "100000000"})
        int size;

        private float[] values = {};

        /** Makes the scores. */
        @Setup
        public void makeScores() {
            Random random = new Random(1);
            values = new float[size];
            for (int i = 0; i < size; i++) {
                values[i] = (float) (0.3 + 0.1 * random.nextGaussian());
            }
        }
    }

    /** A copy to be sorted, made before each call and not timed. */
    @State(Scope.Benchmark)
    public static class Copy {
        private float[] values = {};

        /**
         * Copies.
         *
         * @param scores the scores
         */
        @Setup(Level.Invocation)
        public void copy(Scores scores) {
            if (values.length != scores.values.length) {
                values = new float[scores.values.length];
            }
            System.arraycopy(scores.values, 0, values, 0, values.length);
        }

        float threshold() {
            return values[values.length - (int) (values.length * FRACTION)];
        }
    }

    /**
     * Ours, on one thread.
     *
     * @param scores the scores
     * @return the threshold
     */
    @Benchmark
    public float findThreshold(Scores scores) {
        return Selector.findThreshold(new Cut.KeepFraction(FRACTION), scores.values, Parallelism.sequential());
    }

    /**
     * Ours, on all processors.
     *
     * @param scores the scores
     * @return the threshold
     */
    @Benchmark
    public float findThresholdParallel(Scores scores) {
        return Selector.findThreshold(new Cut.KeepFraction(FRACTION), scores.values, Parallelism.common());
    }

    /**
     * A sort, on one thread.
     *
     * @param copy the scores
     * @return the threshold
     */
    @Benchmark
    @Warmup(iterations = 2)
    @Measurement(iterations = 5)
    public float sort(Copy copy) {
        Arrays.sort(copy.values);
        return copy.threshold();
    }

    /**
     * A sort, on all processors.
     *
     * @param copy the scores
     * @return the threshold
     */
    @Benchmark
    @Warmup(iterations = 2)
    @Measurement(iterations = 5)
    public float parallelSort(Copy copy) {
        Arrays.parallelSort(copy.values);
        return copy.threshold();
    }
}
