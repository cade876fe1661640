package io.github.hype4j.bench;

import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.specificity.Parallelism;
import io.github.hype4j.specificity.ReferenceSet;
import io.github.hype4j.specificity.Specificity;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** Specificity of 256 samples against a reference set, on one thread; the figures are samples. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(SpecificityBenchmark.SAMPLES)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SpecificityBenchmark {

    static final int SAMPLES = 256;

    @Param({"128", "768"})
    int dimension;

    @Param({"1024", "8192"})
    int referenceSize;

    private final Lorentz space = Lorentz.ofCurvature(1.0);
    private LorentzPoints samples = RandomPoints.of(space, 1, 1, 1);
    private Specificity specificity = Specificity.against(new ReferenceSet(samples, samples), 0.1);

    /** Makes samples and reference set. */
    @Setup
    public void makePoints() {
        samples = RandomPoints.of(space, SAMPLES, dimension, 1);
        LorentzPoints images = RandomPoints.of(space, referenceSize, dimension, 2);
        LorentzPoints texts = RandomPoints.of(space, referenceSize, dimension, 3);
        specificity =
                Specificity.against(new ReferenceSet(images, texts), 0.1).withParallelism(Parallelism.sequential());
    }

    /**
     * Specificity of images.
     *
     * @return one value a sample
     */
    @Benchmark
    public double[] ofImages() {
        return specificity.ofImages(samples);
    }

    /**
     * Specificity of texts.
     *
     * @return one value a sample
     */
    @Benchmark
    public double[] ofTexts() {
        return specificity.ofTexts(samples);
    }
}
