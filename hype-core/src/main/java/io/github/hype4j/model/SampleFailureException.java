package io.github.hype4j.model;

/** Thrown inside an encoder or a reader where a single sample cannot be used; turned into a counted outcome. */
public final class SampleFailureException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The kind of failure. */
    private final FailureReason reason;

    /**
     * Creates the exception.
     *
     * @param reason the kind of failure
     * @param detail one line for a person
     */
    public SampleFailureException(FailureReason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /**
     * Creates the exception with its cause.
     *
     * @param reason the kind of failure
     * @param detail one line for a person
     * @param cause what was caught
     */
    public SampleFailureException(FailureReason reason, String detail, Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    /**
     * The failure as a value.
     *
     * @return reason and detail
     */
    public SampleFailure failure() {
        String message = getMessage();
        return new SampleFailure(reason, message == null ? "" : message);
    }
}
