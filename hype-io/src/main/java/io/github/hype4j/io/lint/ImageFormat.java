package io.github.hype4j.io.lint;

import java.util.List;
import java.util.Optional;

/** A format of image files: its extensions, and how its files begin. */
enum ImageFormat {
    JPEG("\u00ff\u00d8\u00ff", "jpg", "jpeg"),
    PNG("\u0089PNG\r\n\u001a\n", "png"),
    WEBP("RIFF????WEBP", "webp"),
    GIF("GIF8", "gif"),
    BMP("BM", "bmp"),
    TIFF("II*\0", "tif", "tiff");

    /** How much of a file must be read to know its format. */
    static final int MAGIC_BYTES = 12;

    private static final String BIG_ENDIAN_TIFF = "MM\0*";

    private final String magic;
    private final List<String> extensions;

    ImageFormat(String magic, String... extensions) {
        this.magic = magic;
        this.extensions = List.of(extensions);
    }

    static Optional<ImageFormat> ofExtension(String extension) {
        for (ImageFormat format : values()) {
            if (format.extensions.contains(extension)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    static Optional<ImageFormat> ofBytes(byte[] head) {
        for (ImageFormat format : values()) {
            if (begins(head, format.magic)) {
                return Optional.of(format);
            }
        }
        return begins(head, BIG_ENDIAN_TIFF) ? Optional.of(TIFF) : Optional.empty();
    }

    /** A character is a byte, a question mark any byte. */
    private static boolean begins(byte[] head, String magic) {
        if (head.length < magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if (magic.charAt(i) != '?' && magic.charAt(i) != (head[i] & 0xff)) {
                return false;
            }
        }
        return true;
    }
}
