package io.github.hype4j.onnx.image;

/**
 * An array that serves one image after the other: large arrays are costly to ask for, since they are cleared and every
 * few of them start a collection. Not thread-safe.
 */
final class PixelMemory {

    /** What is kept at most, in bytes. */
    static final int MOST_KEPT = 1 << 22;

    private byte[] kept = {};

    /** An array at least as long; what an earlier call gave is lost. It holds anything. */
    byte[] atLeast(int length) {
        if (length > MOST_KEPT) {
            return new byte[length];
        }
        if (kept.length < length) {
            kept = new byte[length];
        }
        return kept;
    }
}
