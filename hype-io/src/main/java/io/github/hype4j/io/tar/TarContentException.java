package io.github.hype4j.io.tar;

/** The bytes of a tar do not hold what the header of a member promises. Another attempt gives the same result. */
public final class TarContentException extends Exception {

    private static final long serialVersionUID = 1L;

    TarContentException(String message, Throwable cause) {
        super(message, cause);
    }
}
