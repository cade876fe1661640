package io.github.hype4j.onnx.text;

/**
 * Goes through the words of a text as CLIP's pattern finds them. At each place the first that fits of: a special token,
 * an English contraction ({@code 's 't 're 've 'm 'll 'd}), a run of letters, a single number character, a run of
 * anything else but white space. Specials and contractions fit in either letter case, with the long s for s. A hand scanner:
 * {@code java.util.regex} is several times slower here.
 */
final class ClipWords {

    private final String text;
    private final String[] specials;
    private int position;
    private int start;

    ClipWords(String text, String... specials) {
        this.text = text;
        this.specials = specials;
    }

    /** Goes to the next word; false if there is none. */
    boolean next() {
        while (position < text.length()) {
            int codePoint = text.codePointAt(position);
            if (!isSpace(codePoint)) {
                start = position;
                position = endOfWord(codePoint);
                return true;
            }
            position++;
        }
        return false;
    }

    /** The word that {@link #next} found. */
    String word() {
        return text.substring(start, position);
    }

    private int endOfWord(int first) {
        for (String special : specials) {
            if (mayStart(first, special) && text.regionMatches(true, start, special, 0, special.length())) {
                return start + special.length();
            }
        }
        if (first == '\'') {
            int length = contraction();
            if (length > 0) {
                return start + length;
            }
        }
        int end = start + Character.charCount(first);
        if (isNumber(first)) {
            return end;
        }
        boolean letters = isLetter(first);
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            boolean goesOn =
                    letters ? isLetter(codePoint) : !isLetter(codePoint) && !isNumber(codePoint) && !isSpace(codePoint);
            if (!goesOn) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return end;
    }

    /** False only if the first characters differ, whatever their case. */
    private static boolean mayStart(int first, String special) {
        return first >= 0x80 || (first | 0x20) == (special.charAt(0) | 0x20) || special.charAt(0) >= 0x80;
    }

    private static boolean isLetter(int codePoint) {
        if (codePoint < 0x80) {
            int small = codePoint | 0x20;
            return small >= 'a' && small <= 'z';
        }
        return Character.isLetter(codePoint);
    }

    /** The length of a contraction that stands here, apostrophe included, or 0. */
    private int contraction() {
        char first = letter(start + 1);
        if (first == 's' || first == 't' || first == 'm' || first == 'd') {
            return 2;
        }
        char second = letter(start + 2);
        boolean two = ((first == 'r' || first == 'v') && second == 'e') || (first == 'l' && second == 'l');
        return two ? 3 : 0;
    }

    private char letter(int index) {
        if (index >= text.length()) {
            return '\0';
        }
        char c = text.charAt(index);
        if (c >= 'A' && c <= 'Z') {
            return (char) (c | 0x20);
        }
        return c == '\u017F' ? 's' : c;
    }

    /** A decimal digit, letter number or other number. */
    static boolean isNumber(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint >= '0' && codePoint <= '9';
        }
        int type = Character.getType(codePoint);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    /** Unicode's White_Space. */
    static boolean isSpace(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint == ' ' || (codePoint >= 0x09 && codePoint <= 0x0D);
        }
        return codePoint == 0x85 || Character.isSpaceChar(codePoint);
    }
}
