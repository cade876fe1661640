package io.github.hype4j.onnx.check;

import java.util.Optional;

/**
 * How far one part of a bundle is from what was stored.
 *
 * @param part what was compared
 * @param samples how many samples, at least 1
 * @param differing how many of them are further off than is allowed
 * @param worstError the largest error; infinite where a sample could not be computed or a value is not finite
 * @param worstSample the sample that has it, the first of several: {@code caption 3 "a red circle"}, counted from 0, or an
 *     image's name
 * @param firstDifference the first sample that is further off than allowed, and how; empty if there is none
 */
public record PartReport(
        CheckPart part,
        int samples,
        int differing,
        double worstError,
        String worstSample,
        Optional<String> firstDifference) {

    /**
     * Whether all samples are as near as they must be.
     *
     * @return true if none differs
     */
    public boolean passed() {
        return differing == 0;
    }
}
