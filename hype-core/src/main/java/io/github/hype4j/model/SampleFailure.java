package io.github.hype4j.model;

/**
 * What is wrong with one sample.
 *
 * @param reason the kind of failure, under which it is counted
 * @param detail one line for a person, such as the decoder's own message
 */
public record SampleFailure(FailureReason reason, String detail) {

    /** The reason's label and the detail. */
    @Override
    public String toString() {
        return detail.isEmpty() ? reason.label() : reason.label() + ": " + detail;
    }
}
