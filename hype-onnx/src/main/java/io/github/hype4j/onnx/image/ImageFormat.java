package io.github.hype4j.onnx.image;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The formats that are read, told apart by their first bytes and never by a file's name. */
enum ImageFormat {
    JPEG,
    PNG,
    WEBP,
    GIF,
    BMP,
    TIFF;

    private static final int SHOWN_CHARACTERS = 24;
    private static final int SHOWN_BYTES = 8;

    static Optional<ImageFormat> of(byte[] file) {
        String start = start(file, 12);
        if (start.startsWith("\u00FF\u00D8\u00FF")) {
            return Optional.of(JPEG);
        }
        if (start.startsWith("\u0089PNG\r\n\u001A\n")) {
            return Optional.of(PNG);
        }
        if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
            return Optional.of(WEBP);
        }
        if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
            return Optional.of(GIF);
        }
        if (start.startsWith("BM")) {
            return Optional.of(BMP);
        }
        if (start.startsWith("II*\0") || start.startsWith("MM\0*")) {
            return Optional.of(TIFF);
        }
        return Optional.empty();
    }

    /** What a file that is no image of these looks like, for a person. */
    static String describe(byte[] file) {
        String start = start(file, SHOWN_CHARACTERS);
        if (start.startsWith("ftyp", 4) && start.length() >= 12) {
            return "an ISO media file of brand \"" + printable(start.substring(8, 12)) + "\"";
        }
        String text = start.strip();
        if (!text.isEmpty() && text.equals(printable(text))) {
            return "starts with \"" + text.lines().findFirst().orElse(text) + "\"";
        }
        HexFormat hex = HexFormat.ofDelimiter(" ");
        return "starts with bytes " + hex.formatHex(file, 0, Math.min(file.length, SHOWN_BYTES));
    }

    /** The name that an ImageIO plug-in goes by. */
    String formatName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String start(byte[] file, int count) {
        return new String(file, 0, Math.min(file.length, count), StandardCharsets.ISO_8859_1);
    }

    private static String printable(String text) {
        return text.codePoints()
                .filter(c -> (c >= ' ' && c < 127) || c == '\n' || c == '\r' || c == '\t')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
