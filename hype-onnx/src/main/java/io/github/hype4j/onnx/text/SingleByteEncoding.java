package io.github.hype4j.onnx.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the encodings that UTF-8 is decoded with by mistake. Those of Windows are taken sloppily, as browsers do: a byte
 * without a meaning is the control character of the same number, and U+FFFD, which stands for some such byte, is
 * {@link #LOST}.
 */
final class SingleByteEncoding {

    /** The byte of a character that was lost: the control character SUBSTITUTE. */
    static final byte LOST = 0x1A;

    static final SingleByteEncoding LATIN_1 = of(StandardCharsets.ISO_8859_1);
    static final SingleByteEncoding WINDOWS_1252 = sloppy("windows-1252");

    private static final SingleByteEncoding MAC_ROMAN = macRoman();

    /** In the order in which they are tried. */
    static final List<SingleByteEncoding> ALL = List.of(
            LATIN_1,
            WINDOWS_1252,
            sloppy("windows-1251"),
            sloppy("windows-1250"),
            sloppy("windows-1253"),
            sloppy("windows-1254"),
            sloppy("windows-1257"),
            of(Charset.forName("ISO-8859-2")),
            MAC_ROMAN,
            of(Charset.forName("IBM437")));

    /** The first that are clear enough to be looked for in pieces of a text. */
    static final List<SingleByteEncoding> CLEAR = ALL.subList(0, 8);

    private final String upperHalf;
    private final char[] sorted;
    private final byte[] bytes;
    private final boolean sloppy;

    private SingleByteEncoding(String upperHalf, boolean sloppy) {
        this.upperHalf = upperHalf;
        this.sloppy = sloppy;
        this.sorted = upperHalf.toCharArray();
        Arrays.sort(sorted);
        this.bytes = new byte[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            bytes[i] = (byte) (0x80 + upperHalf.indexOf(sorted[i]));
        }
    }

    private static SingleByteEncoding of(Charset charset) {
        return new SingleByteEncoding(upperHalf(charset), false);
    }

    private static SingleByteEncoding sloppy(String name) {
        StringBuilder filled = new StringBuilder(upperHalf(Charset.forName(name)));
        for (int i = 0; i < filled.length(); i++) {
            if (filled.charAt(i) == '\uFFFD') {
                filled.setCharAt(i, (char) (0x80 + i));
            }
        }
        return new SingleByteEncoding(filled.toString(), true);
    }

    /** Spelt out, since a Java runtime without the module {@code jdk.charsets} does not know it. */
    private static SingleByteEncoding macRoman() {
        return new SingleByteEncoding(
                "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
                        + "¿¡¬√ƒ≈∆«»…\u00A0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uF8FFÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ",
                false);
    }

    private static String upperHalf(Charset charset) {
        byte[] all = new byte[128];
        for (int i = 0; i < 128; i++) {
            all[i] = (byte) (0x80 + i);
        }
        return new String(all, charset);
    }

    /** Whether the bytes may hold {@link #LOST} for U+FFFD. */
    boolean isSloppy() {
        return sloppy;
    }

    /**
     * Whether a space may have been byte A0, a no-break space. Not in Mac Roman, where dashes, which a space follows, are
     * bytes that UTF-8 sequences begin with.
     */
    boolean allowsForSpaces() {
        return this != MAC_ROMAN;
    }

    /** What a byte from 0x80 to 0xFF means. */
    char decode(int unsignedByte) {
        return upperHalf.charAt(unsignedByte - 0x80);
    }

    /** The bytes of a text, null if it has a character that none is for. */
    byte @Nullable [] encode(String text) {
        byte[] out = new byte[text.length()];
        for (int i = 0; i < out.length; i++) {
            char c = text.charAt(i);
            if (c < 0x80 && (c != LOST || !sloppy)) {
                out[i] = (byte) c;
            } else if (c == '\uFFFD' && sloppy) {
                out[i] = LOST;
            } else {
                int found = Arrays.binarySearch(sorted, c);
                if (found < 0) {
                    return null;
                }
                out[i] = bytes[found];
            }
        }
        return out;
    }
}
