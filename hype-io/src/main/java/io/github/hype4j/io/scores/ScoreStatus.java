package io.github.hype4j.io.scores;

import java.util.Locale;

/** What became of a sample when it was scored. Every sample of a pool has exactly one status. */
public enum ScoreStatus {
    /** It has a score, which may still be NaN where a component has no value. */
    SCORED,
    /** A part of it is bad; the reason says which. */
    FAILED,
    /** It lacks its image or its caption. */
    MISSING,
    /** A sample of the same uid came before it. */
    DUPLICATE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /**
     * The name in score files.
     *
     * @return the constant's name in lower case, such as {@code scored}
     */
    public String label() {
        return label;
    }

    /**
     * Finds a status by its label.
     *
     * @param label a label, in lower case
     * @return the status
     * @throws IllegalArgumentException if there is none of that label
     */
    public static ScoreStatus fromLabel(String label) {
        for (ScoreStatus status : values()) {
            if (status.label.equals(label)) {
                return status;
            }
        }
        throw new IllegalArgumentException(
                "status must be one of scored, failed, missing, duplicate, got \"" + label + "\"");
    }
}
