package io.github.hype4j.score;

/**
 * Mean and standard deviation of one component over clean pairs.
 *
 * @param mean the mean, finite, in the unit of the component
 * @param std the standard deviation, above 0 and finite
 */
public record ComponentStatistics(double mean, double std) {

    /**
     * Checks the parts.
     *
     * @param mean the mean, finite, in the unit of the component
     * @param std the standard deviation, above 0 and finite
     * @throws IllegalArgumentException if a part is out of range
     */
    public ComponentStatistics {
        if (!Double.isFinite(mean)) {
            throw new IllegalArgumentException("mean must be finite, got " + mean);
        }
        if (!(std > 0 && std < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("std must be above 0 and finite, got " + std);
        }
    }
}
