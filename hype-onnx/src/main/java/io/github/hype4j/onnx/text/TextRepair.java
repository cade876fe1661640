package io.github.hype4j.onnx.text;

import java.text.Normalizer;

/**
 * Makes text less broken, as {@code fix_text} of the Python library ftfy does (6.3.1): a line at a time, its steps again and
 * again until nothing changes (at most {@value #MAX_ROUNDS} times, against text that was escaped a thousand times over).
 */
final class TextRepair {

    static final int MAX_ROUNDS = 16;

    /** Longer lines are repaired in pieces of so many characters. */
    static final int LONGEST_LINE = 1_000_000;

    private static final char ESCAPE = '\u001B';

    private TextRepair() {}

    /** The repaired text. */
    static String repair(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        boolean unescape = true;
        for (int start = 0; start < text.length(); ) {
            int end = endOfLine(text, start);
            String line = text.substring(start, end);
            // Where there is markup, references may be meant; from then on they are left alone.
            unescape &= line.indexOf('<') < 0;
            out.append(repairLine(line, unescape));
            start = end;
        }
        return out.toString();
    }

    private static int endOfLine(String text, int start) {
        int lineFeed = text.indexOf('\n', start);
        int end = lineFeed < 0 ? text.length() : lineFeed + 1;
        boolean tooLong = end - start > LONGEST_LINE && text.codePointCount(start, end) > LONGEST_LINE;
        return tooLong ? text.offsetByCodePoints(start, LONGEST_LINE) : end;
    }

    private static String repairLine(String line, boolean unescape) {
        String now = line;
        for (int round = 0; round < MAX_ROUNDS && !isPlain(now); round++) {
            String before = now;
            if (unescape) {
                now = HtmlReferences.unescapeTerminated(now);
            }
            now = EncodingRepair.repair(now);
            if (!isSettled(now)) {
                now = removeControls(removeTerminalEscapes(repairCharacters(now)));
                now = BoundedNormalizer.normalize(now, Normalizer.Form.NFC);
            }
            if (now.equals(before)) {
                break;
            }
        }
        return now;
    }

    /** Whether no step can change the text: printable ASCII without references. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t' && c != '\n' && c != '\f') || c > '~' || c == '&') {
                return false;
            }
        }
        return true;
    }

    /** Whether no step but the first two can change the text, as far as a quick look tells: Latin letters and signs. */
    private static boolean isSettled(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean settled =
                    (c >= ' ' && c <= '~') || c == '\t' || c == '\n' || c == '\f' || (c >= 0xA0 && c < '\u0132');
            if (!settled) {
                return false;
            }
        }
        return true;
    }

    private static String repairCharacters(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                if (c != '\r') {
                    out.append(c);
                } else if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                    out.append('\n');
                }
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                appendRepaired(out, c);
            }
        }
        return out.toString();
    }

    private static void appendRepaired(StringBuilder out, char c) {
        if (c <= 0x9F) {
            out.append(straight(HtmlReferences.windows1252(c)));
        } else if (Character.isSurrogate(c)) {
            out.append('\uFFFD');
        } else if (c >= '\uFF01' && c <= '\uFFEF') {
            out.append(Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC));
        } else {
            String letters = ligature(c);
            if (letters.isEmpty()) {
                out.append(straight(c));
            } else {
                out.append(letters);
            }
        }
    }

    /** The straight quote, the line feed or the space for the characters that stand for one; else the character itself. */
    private static char straight(char c) {
        return switch (c) {
            case '\u02BC', '\u2018', '\u2019', '\u201A', '\u201B' -> '\'';
            case '\u201C', '\u201D', '\u201E', '\u201F' -> '"';
            case '\u2028', '\u2029' -> '\n';
            case '\u3000' -> ' ';
            default -> c;
        };
    }

    /** The letters of a Latin ligature or digraph; empty for all else. */
    private static String ligature(char c) {
        return switch (c) {
            case '\u0132' -> "IJ";
            case '\u0133' -> "ij";
            case '\u0149' -> "'n";
            case '\u01C4' -> "D\u017D";
            case '\u01C5' -> "D\u017E";
            case '\u01C6' -> "d\u017E";
            case '\u01C7' -> "LJ";
            case '\u01C8' -> "Lj";
            case '\u01C9' -> "lj";
            case '\u01CA' -> "NJ";
            case '\u01CB' -> "Nj";
            case '\u01CC' -> "nj";
            case '\u01F1' -> "DZ";
            case '\u01F2' -> "Dz";
            case '\u01F3' -> "dz";
            case '\uFB00' -> "ff";
            case '\uFB01' -> "fi";
            case '\uFB02' -> "fl";
            case '\uFB03' -> "ffi";
            case '\uFB04' -> "ffl";
            case '\uFB05' -> "\u017Ft";
            case '\uFB06' -> "st";
            default -> "";
        };
    }

    /** Without the sequences that set colours on a terminal: escape, {@code [}, digits and semicolons, an ASCII letter. */
    private static String removeTerminalEscapes(String text) {
        int escape = text.indexOf(ESCAPE);
        if (escape < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        while (escape >= 0) {
            int end = endOfTerminalEscape(text, escape);
            if (end > escape) {
                out.append(text, done, escape);
                done = end;
            }
            escape = text.indexOf(ESCAPE, Math.max(done, escape + 1));
        }
        return out.append(text, done, text.length()).toString();
    }

    private static int endOfTerminalEscape(String text, int escape) {
        int i = escape + 1;
        if (i >= text.length() || text.charAt(i) != '[') {
            return escape;
        }
        i++;
        while (i < text.length() && (text.charAt(i) == ';' || Character.isDigit(text.codePointAt(i)))) {
            i += Character.charCount(text.codePointAt(i));
        }
        boolean letter = i < text.length()
                && ((text.charAt(i) >= 'a' && text.charAt(i) <= 'z')
                        || (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z'));
        return letter ? i + 1 : escape;
    }

    private static String removeControls(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!isUnwanted(text.charAt(i))) {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    private static boolean isUnwanted(char c) {
        if (c < 0x80) {
            return (c < ' ' && c != '\t' && c != '\n' && c != '\f' && c != '\r') || c == 0x7F;
        }
        return (c >= '\u206A' && c <= '\u206F') || c == '\uFEFF' || (c >= '\uFFF9' && c <= '\uFFFC');
    }
}
