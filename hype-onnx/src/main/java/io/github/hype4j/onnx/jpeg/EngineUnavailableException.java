package io.github.hype4j.onnx.jpeg;

/** A decoder cannot be used on this machine; the message says why, as the end of a sentence. */
public final class EngineUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    EngineUnavailableException(String why) {
        super(why);
    }

    EngineUnavailableException(String why, Throwable cause) {
        super(why, cause);
    }
}
