package io.github.hype4j.onnx.text;

/** String operations with the rules of Python's {@code str}, where Java's own differ or take quadratic time. */
final class PythonText {

    private PythonText() {}

    /** White space as {@code str.isspace()}: Unicode's White_Space, and U+001C to U+001F. */
    static boolean isSpace(int codePoint) {
        return ClipWords.isSpace(codePoint) || (codePoint >= 0x1C && codePoint <= 0x1F);
    }

    /** No white space at the ends, and a single space for each run of it inside. */
    static String collapseSpace(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean pending = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                pending = true;
            } else {
                if (pending && out.length() > 0) {
                    out.append(' ');
                }
                pending = false;
                out.append(c);
            }
        }
        return out.toString();
    }

    /** {@link #collapseSpace} and {@link #lower} at once, in one pass over the ASCII text that most captions are. */
    static String collapseSpaceAndLower(String text) {
        char[] out = new char[text.length()];
        int length = 0;
        boolean pending = false;
        for (int i = 0; i < out.length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return lower(collapseSpace(text));
            }
            if (c <= ' ' && isSpace(c)) {
                pending = length > 0;
            } else {
                if (pending) {
                    out[length++] = ' ';
                    pending = false;
                }
                out[length++] = c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
            }
        }
        return new String(out, 0, length);
    }

    /** Lower case as {@code str.lower()}: full mappings, the final sigma, no locale. */
    static String lower(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            if (codePoint == 'Σ') {
                out.append(isFinalSigma(text, i) ? 'ς' : 'σ');
            } else {
                appendLower(out, codePoint);
            }
            i += Character.charCount(codePoint);
        }
        return out.toString();
    }

    /** Lower case a character at a time, without regard to what stands beside it. */
    static String lowerEach(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            appendLower(out, codePoint);
            i += Character.charCount(codePoint);
        }
        return out.toString();
    }

    private static void appendLower(StringBuilder out, int codePoint) {
        if (codePoint < 0x80) {
            out.append((char) (codePoint >= 'A' && codePoint <= 'Z' ? codePoint | 0x20 : codePoint));
        } else if (codePoint == 'İ') {
            // The only character whose lower case is always two.
            out.append("i\u0307");
        } else {
            out.appendCodePoint(Character.toLowerCase(codePoint));
        }
    }

    /** Unicode's Final_Sigma: a cased letter before and none after, over what is ignored for case. */
    private static boolean isFinalSigma(String text, int sigma) {
        int before = sigma;
        int codePoint = 0;
        while (before > 0) {
            codePoint = text.codePointBefore(before);
            if (!isCaseIgnorable(codePoint)) {
                break;
            }
            before -= Character.charCount(codePoint);
        }
        if (before == 0 || !isCased(codePoint)) {
            return false;
        }
        int after = sigma + 1;
        while (after < text.length()) {
            codePoint = text.codePointAt(after);
            if (!isCaseIgnorable(codePoint)) {
                return !isCased(codePoint);
            }
            after += Character.charCount(codePoint);
        }
        return true;
    }

    private static boolean isCased(int codePoint) {
        return Character.isLowerCase(codePoint) || Character.isUpperCase(codePoint) || Character.isTitleCase(codePoint);
    }

    private static boolean isCaseIgnorable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT,
                    Character.MODIFIER_LETTER,
                    Character.MODIFIER_SYMBOL -> true;
            default -> "'.:·\u0387\u055F\u05F4‘’․‧\uFE13\uFE52\uFE55＇．：".indexOf(codePoint) >= 0;
        };
    }
}
