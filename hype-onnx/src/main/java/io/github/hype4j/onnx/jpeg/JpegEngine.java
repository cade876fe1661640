package io.github.hype4j.onnx.jpeg;

/** A decoder of JPEG files. Safe for use by several threads. */
public interface JpegEngine {

    /**
     * What the decoder is called in logs and by the system property {@code hype.jpeg}.
     *
     * @return the name
     */
    String name();

    /**
     * Decodes a file.
     *
     * @param file the bytes of the file; not modified
     * @param colour what its components stand for
     * @param needed the pixels that are wanted; others may be left as they are
     * @return the samples of a pixel side by side, rows of the whole image from the top: grey; red, green and blue; or the
     *     inks of {@link Inks}
     * @throws UnusualJpegException if the file is left to another decoder
     */
    byte[] decode(byte[] file, JpegColour colour, Region needed) throws UnusualJpegException;
}
