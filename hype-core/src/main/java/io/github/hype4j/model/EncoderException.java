package io.github.hype4j.model;

/** The encoder itself failed: its runtime, its device or its graph, not a single sample. */
public final class EncoderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what is wrong
     */
    public EncoderException(String message) {
        super(message);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what was being done
     * @param cause what went wrong
     */
    public EncoderException(String message, Throwable cause) {
        super(message, cause);
    }
}
