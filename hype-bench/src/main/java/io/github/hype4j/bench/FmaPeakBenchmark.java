package io.github.hype4j.bench;

import io.github.hype4j.specificity.Parallelism;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many fused multiply-adds this machine does at most, on all processors: twelve sums in registers, nothing else. A call
 * does {@value #ROUNDS} times 12 vectors of them a processor.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FmaPeakBenchmark {

    static final int ROUNDS = 10_000_000;

    private static final String VECTORS = "--add-modules=jdk.incubator.vector";

    /** One width a JVM: the compiler must know it. */
    private static final VectorSpecies<Float> FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(Integer.getInteger("fma.bits", 512)));

    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private final float[] factor = new float[16];
    private final float[] results = new float[THREADS * 16];

    /**
     * Vectors of 512 bits.
     *
     * @return what was computed
     */
    @Benchmark
    @Fork(
            value = 1,
            jvmArgsAppend = {VECTORS, "-Dfma.bits=512"})
    public float[] fma512() {
        return run();
    }

    /**
     * Vectors of 256 bits.
     *
     * @return what was computed
     */
    @Benchmark
    @Fork(
            value = 1,
            jvmArgsAppend = {VECTORS, "-Dfma.bits=256"})
    public float[] fma256() {
        return run();
    }

    private float[] run() {
        Parallelism.common().run(THREADS, thread -> sums(factor, results, thread * 16));
        return results;
    }

    private static void sums(float[] factor, float[] results, int offset) {
        FloatVector f = FloatVector.fromArray(FLOATS, factor, 0);
        FloatVector s0 = f.add(0);
        FloatVector s1 = f.add(1);
        FloatVector s2 = f.add(2);
        FloatVector s3 = f.add(3);
        FloatVector s4 = f.add(4);
        FloatVector s5 = f.add(5);
        FloatVector s6 = f.add(6);
        FloatVector s7 = f.add(7);
        FloatVector s8 = f.add(8);
        FloatVector s9 = f.add(9);
        FloatVector s10 = f.add(10);
        FloatVector s11 = f.add(11);
        for (int i = 0; i < ROUNDS; i++) {
            s0 = f.fma(f, s0);
            s1 = f.fma(f, s1);
            s2 = f.fma(f, s2);
            s3 = f.fma(f, s3);
            s4 = f.fma(f, s4);
            s5 = f.fma(f, s5);
            s6 = f.fma(f, s6);
            s7 = f.fma(f, s7);
            s8 = f.fma(f, s8);
            s9 = f.fma(f, s9);
            s10 = f.fma(f, s10);
            s11 = f.fma(f, s11);
        }
        s0.add(s1)
                .add(s2)
                .add(s3)
                .add(s4)
                .add(s5)
                .add(s6)
                .add(s7)
                .add(s8)
                .add(s9)
                .add(s10)
                .add(s11)
                .intoArray(results, offset);
    }
}
