package io.github.hype4j.selection;

/**
 * How near to a cut samples lie whose fate may depend on the specificity kernel.
 *
 * <p>A kernel of single precision moves a score by at most its error times the weights of the specificities (divided by
 * their deviations in a standardized score), and the score at the cut by as much: samples further from the threshold than
 * twice that are kept or dropped whichever kernel computes. A sample near a minimum of a specificity counts too.
 *
 * @param width how far from the threshold that is, as a difference of scores; 0 for the scalar kernel
 * @param samples how many scored samples lie within it; 0 where the width is 0
 */
public record CutMargin(double width, long samples) {

    /**
     * Checks the parts.
     *
     * @param width how far from the threshold
     * @param samples how many samples lie within it
     * @throws IllegalArgumentException if a part is negative or NaN
     */
    public CutMargin {
        if (!(width >= 0)) {
            throw new IllegalArgumentException("width must be at least 0, got " + width);
        }
        if (samples < 0) {
            throw new IllegalArgumentException("samples must be at least 0, got " + samples);
        }
    }
}
