package io.github.hype4j.io.pool;

/**
 * How a pool is read. Immutable; start from {@link #defaults()}.
 *
 * @param maxImageBytes the longest image file that is loaded, from 1 to 2,147,483,639; a longer one fails as
 *     {@link io.github.hype4j.model.FailureReason#IMAGE_TOO_LARGE}
 * @param maxCaptionBytes the longest caption in UTF-8, from 1 to 2,147,483,639; a longer one fails as
 *     {@link io.github.hype4j.model.FailureReason#CAPTION_TOO_LONG}
 * @param replaceMalformed whether bytes of a caption that are not UTF-8 become U+FFFD; if not, the caption fails as
 *     {@link io.github.hype4j.model.FailureReason#CAPTION_NOT_UTF8}
 * @param captionFromMetadata whether a sample without a {@code txt} takes its caption from the field {@code caption} or
 *     else {@code text} of its {@code json}
 */
public record PoolOptions(
        long maxImageBytes, long maxCaptionBytes, boolean replaceMalformed, boolean captionFromMetadata) {

    private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8L;

    /**
     * Checks the limits.
     *
     * @param maxImageBytes the longest image file that is loaded
     * @param maxCaptionBytes the longest caption
     * @param replaceMalformed whether bytes of a caption that are not UTF-8 are replaced
     * @param captionFromMetadata whether the caption may come from the {@code json}
     * @throws IllegalArgumentException if a limit is out of range
     */
    public PoolOptions {
        checkLimit("maxImageBytes", maxImageBytes);
        checkLimit("maxCaptionBytes", maxCaptionBytes);
    }

    private static void checkLimit(String name, long value) {
        if (value < 1 || value > LONGEST_ARRAY) {
            throw new IllegalArgumentException(name + " must lie in [1, " + LONGEST_ARRAY + "], got " + value);
        }
    }

    /**
     * Images up to 512 MiB, captions up to 16 MiB, malformed captions fail, captions come from {@code txt} files only.
     *
     * @return the defaults
     */
    public static PoolOptions defaults() {
        return new PoolOptions(512L << 20, 16L << 20, false, false);
    }

    /**
     * Sets the longest image file.
     *
     * @param bytes from 1 to 2,147,483,639
     * @return the changed options
     * @throws IllegalArgumentException if {@code bytes} is out of range
     */
    public PoolOptions withMaxImageBytes(long bytes) {
        return new PoolOptions(bytes, maxCaptionBytes, replaceMalformed, captionFromMetadata);
    }

    /**
     * Sets the longest caption.
     *
     * @param bytes from 1 to 2,147,483,639
     * @return the changed options
     * @throws IllegalArgumentException if {@code bytes} is out of range
     */
    public PoolOptions withMaxCaptionBytes(long bytes) {
        return new PoolOptions(maxImageBytes, bytes, replaceMalformed, captionFromMetadata);
    }

    /**
     * Sets whether captions that are not UTF-8 are mended rather than failed.
     *
     * @param replace whether malformed bytes become U+FFFD
     * @return the changed options
     */
    public PoolOptions withReplaceMalformed(boolean replace) {
        return new PoolOptions(maxImageBytes, maxCaptionBytes, replace, captionFromMetadata);
    }

    /**
     * Sets whether the metadata may supply the caption.
     *
     * @param allowed whether a sample without a {@code txt} looks into its {@code json}
     * @return the changed options
     */
    public PoolOptions withCaptionFromMetadata(boolean allowed) {
        return new PoolOptions(maxImageBytes, maxCaptionBytes, replaceMalformed, allowed);
    }
}
