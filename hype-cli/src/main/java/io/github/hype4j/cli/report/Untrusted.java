package io.github.hype4j.cli.report;

import java.util.Locale;

/** Texts of a pool, made fit to be shown: what cannot be seen becomes visible. Escaping for HTML is the page's business. */
public final class Untrusted {

    /** What is shown of a text, in characters, at most. */
    static final int LONGEST = 2000;

    private Untrusted() {}

    /**
     * The text with every control character, direction override and lone surrogate replaced by its code point in
     * brackets, line breaks by spaces, and cut at a length.
     *
     * @param text any text
     * @param longest how many characters of it are shown at most
     * @return one line
     */
    public static String visible(String text, int longest) {
        StringBuilder visible = new StringBuilder();
        int[] points = text.codePoints().limit(longest).toArray();
        for (int point : points) {
            if (point == '\n' || point == '\r' || point == '\t') {
                visible.append(' ');
            } else if (isHidden(point)) {
                visible.append(String.format(Locale.ROOT, "[U+%04X]", point));
            } else {
                visible.appendCodePoint(point);
            }
        }
        if (text.codePointCount(0, text.length()) > longest) {
            visible.append("…");
        }
        return visible.toString();
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            // Zero-width joiners make emoji and are left alone.
            case Character.FORMAT -> point != 0x200C && point != 0x200D;
            default -> false;
        };
    }
}
