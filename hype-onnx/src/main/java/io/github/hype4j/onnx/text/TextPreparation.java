package io.github.hype4j.onnx.text;

import java.util.Objects;

/**
 * How a model wants its captions.
 *
 * @param contextLength how many ids a caption becomes, start token, end token and padding included; 2 to 4096
 * @param padId the id that fills the places after the end token, 0 or more
 * @param cleaning what is done to the text first
 */
public record TextPreparation(int contextLength, int padId, CaptionCleaning cleaning) {

    /** The shortest context: a start and an end token. */
    public static final int MIN_CONTEXT_LENGTH = 2;

    /** The longest context. */
    public static final int MAX_CONTEXT_LENGTH = 4096;

    /**
     * Checks the values.
     *
     * @param contextLength how many ids a caption becomes, 2 to 4096
     * @param padId the id that fills the places after the end token, 0 or more
     * @param cleaning what is done to the text first
     * @throws IllegalArgumentException if a number is out of its range
     */
    public TextPreparation {
        if (contextLength < MIN_CONTEXT_LENGTH || contextLength > MAX_CONTEXT_LENGTH) {
            throw new IllegalArgumentException("contextLength must be " + MIN_CONTEXT_LENGTH + " to "
                    + MAX_CONTEXT_LENGTH + ", got " + contextLength);
        }
        if (padId < 0) {
            throw new IllegalArgumentException("padId must be at least 0, got " + padId);
        }
        Objects.requireNonNull(cleaning, "cleaning");
    }

    /**
     * Makes a preparation from the values of a model's description.
     *
     * @param contextLength how many ids a caption becomes, 2 to 4096
     * @param padId the id that fills the places after the end token, 0 or more
     * @param clean {@code clip} or {@code none}
     * @return the preparation
     * @throws IllegalArgumentException if a value is not one of those allowed
     */
    public static TextPreparation of(int contextLength, int padId, String clean) {
        return new TextPreparation(contextLength, padId, CaptionCleaning.from(clean));
    }
}
