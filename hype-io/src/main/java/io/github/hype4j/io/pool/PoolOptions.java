package io.github.hype4j.io.pool;

import org.jspecify.annotations.Nullable;

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
 *     else {@code text} of its {@code json}, or of the Parquet file of img2dataset's
 * @param format how the samples lie in files; null to find out by looking
 * @param columns the columns of pools and metadata in Parquet
 * @param metadata Parquet files that are joined by uid; null for none
 */
public record PoolOptions(
        long maxImageBytes,
        long maxCaptionBytes,
        boolean replaceMalformed,
        boolean captionFromMetadata,
        @Nullable PoolFormat format,
        ParquetColumns columns,
        @Nullable MetadataSource metadata) {

    private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8L;

    /**
     * Checks the limits.
     *
     * @param maxImageBytes the longest image file that is loaded
     * @param maxCaptionBytes the longest caption
     * @param replaceMalformed whether bytes of a caption that are not UTF-8 are replaced
     * @param captionFromMetadata whether the caption may come from the {@code json}
     * @param format how the samples lie in files, or null
     * @param columns the columns in Parquet
     * @param metadata what is joined, or null
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
        return new PoolOptions(512L << 20, 16L << 20, false, false, null, ParquetColumns.defaults(), null);
    }

    /**
     * Sets the longest image file.
     *
     * @param bytes from 1 to 2,147,483,639
     * @return the changed options
     * @throws IllegalArgumentException if {@code bytes} is out of range
     */
    public PoolOptions withMaxImageBytes(long bytes) {
        return new PoolOptions(
                bytes, maxCaptionBytes, replaceMalformed, captionFromMetadata, format, columns, metadata);
    }

    /**
     * Sets the longest caption.
     *
     * @param bytes from 1 to 2,147,483,639
     * @return the changed options
     * @throws IllegalArgumentException if {@code bytes} is out of range
     */
    public PoolOptions withMaxCaptionBytes(long bytes) {
        return new PoolOptions(maxImageBytes, bytes, replaceMalformed, captionFromMetadata, format, columns, metadata);
    }

    /**
     * Sets whether captions that are not UTF-8 are mended rather than failed.
     *
     * @param replace whether malformed bytes become U+FFFD
     * @return the changed options
     */
    public PoolOptions withReplaceMalformed(boolean replace) {
        return new PoolOptions(maxImageBytes, maxCaptionBytes, replace, captionFromMetadata, format, columns, metadata);
    }

    /**
     * Sets whether the metadata may supply the caption.
     *
     * @param allowed whether a sample without a {@code txt} looks into its {@code json}
     * @return the changed options
     */
    public PoolOptions withCaptionFromMetadata(boolean allowed) {
        return new PoolOptions(maxImageBytes, maxCaptionBytes, replaceMalformed, allowed, format, columns, metadata);
    }

    /**
     * Sets how the samples lie in files, rather than finding out by looking.
     *
     * @param wanted the format
     * @return the changed options
     */
    public PoolOptions withFormat(PoolFormat wanted) {
        return new PoolOptions(
                maxImageBytes, maxCaptionBytes, replaceMalformed, captionFromMetadata, wanted, columns, metadata);
    }

    /**
     * Names the columns of pools and metadata in Parquet.
     *
     * @param names the columns
     * @return the changed options
     */
    public PoolOptions withColumns(ParquetColumns names) {
        return new PoolOptions(
                maxImageBytes, maxCaptionBytes, replaceMalformed, captionFromMetadata, format, names, metadata);
    }

    /**
     * Joins metadata by uid. The samples' own numbers go before those of the metadata.
     *
     * @param source where it lies and what of it is taken
     * @return the changed options
     */
    public PoolOptions withMetadata(MetadataSource source) {
        return new PoolOptions(
                maxImageBytes, maxCaptionBytes, replaceMalformed, captionFromMetadata, format, columns, source);
    }
}
