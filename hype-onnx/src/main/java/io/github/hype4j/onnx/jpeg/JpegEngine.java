package io.github.hype4j.onnx.jpeg;

import java.util.function.IntFunction;

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
     * @param memory gives an array, of at least the length that it is asked for, whatever it holds
     * @return that array, with the samples of a pixel side by side, rows of the whole image from the top: grey; red, green
     *     and blue; or the inks of {@link Inks}
     * @throws UnusualJpegException if the file is left to another decoder
     */
    byte[] decode(byte[] file, JpegColour colour, Region needed, IntFunction<byte[]> memory)
            throws UnusualJpegException;

    /**
     * Decodes a file into an array of its own.
     *
     * @param file the bytes of the file; not modified
     * @param colour what its components stand for
     * @param needed the pixels that are wanted
     * @return the samples as above, and no more; those that are not wanted may be 0
     * @throws UnusualJpegException if the file is left to another decoder
     */
    default byte[] decode(byte[] file, JpegColour colour, Region needed) throws UnusualJpegException {
        return decode(file, colour, needed, byte[]::new);
    }
}
