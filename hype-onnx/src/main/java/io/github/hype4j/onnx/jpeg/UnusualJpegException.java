package io.github.hype4j.onnx.jpeg;

/**
 * A file is not taken by a decoder: it is damaged, or of a kind that this decoder leaves to another. Says nothing about
 * whether another decoder gets its pixels.
 */
public final class UnusualJpegException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * An exception without a stack trace, since it may be as frequent as bad files are.
     *
     * @param what what is unusual
     */
    public UnusualJpegException(String what) {
        super(what, null, false, false);
    }
}
