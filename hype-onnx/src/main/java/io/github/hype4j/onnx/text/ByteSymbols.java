package io.github.hype4j.onnx.text;

import java.nio.charset.StandardCharsets;

/**
 * The printable character that stands for each byte in the vocabulary of a byte-level tokenizer. Bytes that are printable
 * in Latin-1 stand for themselves; the others get the characters from U+0100 on, in order.
 */
final class ByteSymbols {

    private static final String[] SYMBOLS = symbols();

    private ByteSymbols() {}

    /** The symbol of a byte, 0 to 255. */
    static String of(int unsignedByte) {
        return SYMBOLS[unsignedByte];
    }

    /** The UTF-8 form of a text, with U+FFFD for each lone surrogate. */
    static byte[] utf8(String text) {
        return wellFormed(text).getBytes(StandardCharsets.UTF_8);
    }

    private static String wellFormed(String text) {
        StringBuilder repaired = null;
        for (int i = 0; i < text.length(); i++) {
            int codePoint = text.codePointAt(i);
            if (Character.isSupplementaryCodePoint(codePoint)) {
                i++;
            } else if (Character.isSurrogate((char) codePoint)) {
                if (repaired == null) {
                    repaired = new StringBuilder(text);
                }
                repaired.setCharAt(i, '\uFFFD');
            }
        }
        return repaired == null ? text : repaired.toString();
    }

    private static String[] symbols() {
        String[] symbols = new String[256];
        int others = 0;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b != 0xAD);
            symbols[b] = String.valueOf((char) (printable ? b : 0x100 + others++));
        }
        return symbols;
    }
}
