package io.github.hype4j.onnx.text;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** HTML character references, named and numeric, decoded by the rules of two Python libraries. */
final class HtmlReferences {

    private static final int LONGEST_STRICT = 24;
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private HtmlReferences() {}

    /**
     * As {@code html.unescape}: all names with their semicolon, the old names also without it and as the beginning of
     * longer ones, numbers with or without it. A number that is not a character gives U+FFFD or nothing.
     */
    static String unescape(String text) {
        return decode(text, HtmlReferences::lenient);
    }

    /**
     * As ftfy: only what ends in a semicolon, and names in capitals where that is clear ({@code EACUTE}).
     */
    static String unescapeTerminated(String text) {
        return decode(text, HtmlReferences::strict);
    }

    /** What a reference stands for, and where the text goes on. */
    private record Decoded(String characters, int end) {}

    @FunctionalInterface
    private interface Rule {
        /** Decodes the reference whose ampersand is before {@code start}; null if there is none. */
        @Nullable
        Decoded decode(String text, int start);
    }

    private static String decode(String text, Rule rule) {
        int ampersand = text.indexOf('&');
        if (ampersand < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        while (ampersand >= 0) {
            Decoded decoded = rule.decode(text, ampersand + 1);
            if (decoded != null) {
                out.append(text, done, ampersand).append(decoded.characters);
                done = decoded.end;
            }
            ampersand = text.indexOf('&', Math.max(done, ampersand + 1));
        }
        return out.append(text, done, text.length()).toString();
    }

    private static @Nullable Decoded lenient(String text, int start) {
        if (isAt(text, start, '#')) {
            return number(text, start + 1);
        }
        int end = endOfName(text, start, HtmlNames.LONGEST + 1);
        if (isAt(text, end, ';')) {
            String characters = HtmlNames.terminated(text.substring(start, end));
            if (characters != null) {
                return new Decoded(characters, end + 1);
            }
        }
        int bare = start + HtmlNames.bareLength(text, start, end);
        String characters = HtmlNames.bare(text.substring(start, bare));
        return characters == null ? null : new Decoded(characters, bare);
    }

    private static @Nullable Decoded strict(String text, int start) {
        boolean numeric = isAt(text, start, '#');
        int nameStart = numeric ? start + 1 : start;
        int end = endOfName(text, nameStart, LONGEST_STRICT + 1);
        if (end == nameStart || end - nameStart > LONGEST_STRICT || !isAt(text, end, ';')) {
            return null;
        }
        if (numeric) {
            Decoded decoded = number(text, nameStart);
            // A semicolon that is left over, or comes out, means that this was not all of one reference.
            boolean whole = decoded != null && decoded.end == end + 1 && !decoded.characters.equals(";");
            return whole ? decoded : null;
        }
        String name = text.substring(start, end);
        String characters = HtmlNames.terminated(name);
        if (characters == null) {
            characters = HtmlNames.shouted(name);
        }
        return characters == null ? null : new Decoded(characters, end + 1);
    }

    /** Decodes the number that starts after the hash, with the semicolon if there is one. */
    private static @Nullable Decoded number(String text, int start) {
        boolean hexadecimal = isAt(text, start, 'x') || isAt(text, start, 'X');
        int radix = hexadecimal ? 16 : 10;
        int digits = hexadecimal ? start + 1 : start;
        int end = digits;
        int value = 0;
        while (end < text.length() && text.charAt(end) < 0x80 && Character.digit(text.charAt(end), radix) >= 0) {
            // Stays at some value above all characters, however long the number.
            value = Math.min(value * radix + Character.digit(text.charAt(end), radix), Character.MAX_CODE_POINT + 1);
            end++;
        }
        if (end == digits) {
            return null;
        }
        return new Decoded(character(value), isAt(text, end, ';') ? end + 1 : end);
    }

    /** The character that browsers, and Python with them, show for a number. */
    private static String character(int value) {
        if (value == 0 || value > Character.MAX_CODE_POINT || (value >= 0xD800 && value <= 0xDFFF)) {
            return "\uFFFD";
        }
        if (value >= 0x80 && value <= 0x9F) {
            return String.valueOf(windows1252((char) value));
        }
        boolean control = value < 0x20 && value != '\t' && value != '\n' && value != '\f' && value != '\r';
        boolean noncharacter = (value & 0xFFFE) == 0xFFFE || (value >= 0xFDD0 && value <= 0xFDEF);
        return control || value == 0x7F || noncharacter ? "" : Character.toString(value);
    }

    /** What the byte of a C1 control means in Windows-1252; the control itself where it means nothing. */
    static char windows1252(char control) {
        char meant = new String(new byte[] {(byte) control}, WINDOWS_1252).charAt(0);
        return meant == '\uFFFD' ? control : meant;
    }

    private static int endOfName(String text, int start, int limit) {
        int end = start;
        while (end < text.length() && end - start < limit && isNameCharacter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isNameCharacter(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static boolean isAt(String text, int index, char c) {
        return index < text.length() && text.charAt(index) == c;
    }
}
