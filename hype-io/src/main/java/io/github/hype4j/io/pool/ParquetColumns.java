package io.github.hype4j.io.pool;

/**
 * The columns of pools and metadata in Parquet. Immutable; start from {@link #defaults()}.
 *
 * @param image the images: bytes, or a struct with {@code bytes} and, in place of those, {@code path} of a file in the folder
 *     of the Parquet file
 * @param text the captions: strings. Where this is the default and there is no such column, {@code caption} is taken
 * @param uid the uids: strings of 32 hexadecimal digits, or 16 bytes
 */
public record ParquetColumns(String image, String text, String uid) {

    static final String DEFAULT_TEXT = "text";
    static final String DEFAULT_UID = "uid";

    /**
     * Checks the names.
     *
     * @param image the column of the images
     * @param text the column of the captions
     * @param uid the column of the uids
     * @throws IllegalArgumentException if a name is empty
     */
    public ParquetColumns {
        check("image", image);
        check("text", text);
        check("uid", uid);
    }

    private static void check(String field, String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException(field + " must be the name of a column, got an empty string");
        }
    }

    /**
     * The columns {@code image}, {@code text} (or else {@code caption}) and {@code uid}.
     *
     * @return the defaults
     */
    public static ParquetColumns defaults() {
        return new ParquetColumns("image", DEFAULT_TEXT, DEFAULT_UID);
    }
}
