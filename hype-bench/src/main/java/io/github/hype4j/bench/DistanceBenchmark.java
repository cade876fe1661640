package io.github.hype4j.bench;

import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
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

/** Operations on pairs, row by row; the figures are pairs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@OperationsPerInvocation(DistanceBenchmark.ROWS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DistanceBenchmark {

    static final int ROWS = 1024;

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

    /**
     * Lorentzian distance.
     *
     * @return the distances
     */
    @Benchmark
    public double[] distance() {
        return space.distances(images, texts);
    }

    /**
     * Exterior angle.
     *
     * @return the angles
     */
    @Benchmark
    public double[] exteriorAngle() {
        return space.exteriorAngles(texts, images);
    }

    /**
     * Exponential map.
     *
     * @return the points
     */
    @Benchmark
    public LorentzPoints expMap0() {
        return space.expMap0(images.spaceComponents());
    }
}
