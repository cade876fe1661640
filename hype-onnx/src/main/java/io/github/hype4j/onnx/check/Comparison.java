package io.github.hype4j.onnx.check;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects the errors of the samples of one part, in order. */
final class Comparison {

    private final CheckPart part;
    private final double limit;
    private int samples;
    private int differing;
    private double worstError = -1;
    private String worstSample = "";
    private @Nullable String firstDifference;

    /**
     * A comparison without samples.
     *
     * @param limit the largest error that is allowed
     */
    Comparison(CheckPart part, double limit) {
        this.part = part;
        this.limit = limit;
    }

    /**
     * Takes a sample.
     *
     * @param error how far off it is; NaN is as far as can be
     * @param difference what to say of it if that is too far
     */
    void add(String sample, double error, Supplier<String> difference) {
        samples++;
        double known = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        if (known > worstError) {
            worstError = known;
            worstSample = sample;
        }
        if (known > limit) {
            differing++;
            if (firstDifference == null) {
                firstDifference = sample + ": " + difference.get();
            }
        }
    }

    /** Takes a sample that could not be computed. */
    void fail(String sample, String reason) {
        add(sample, Double.POSITIVE_INFINITY, () -> reason);
    }

    PartReport report() {
        return new PartReport(part, samples, differing, worstError, worstSample, Optional.ofNullable(firstDifference));
    }
}
