package io.github.hype4j.onnx.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Bytes that would be UTF-8 but for what was done to them while they were taken for something else. */
final class DamagedUtf8 {

    private static final byte SPACE = 0x20;
    private static final byte NO_BREAK_SPACE = (byte) 0xA0;
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    /** How words go on in Portuguese that begin with {@code à}, which a space after them does not part from it. */
    private static final String[] AFTER_A_GRAVE = {" ", "quele", "quela", "quilo", "s "};

    private DamagedUtf8() {}

    /**
     * The text that the bytes of {@code encoding} are as UTF-8, with damage repaired where that encoding allows for it:
     * spaces that were no-break spaces, and sequences with a lost byte, which become U+FFFD. Null if they are not UTF-8 even
     * so.
     */
    static @Nullable String decode(byte[] bytes, SingleByteEncoding encoding) {
        byte[] restored = encoding.allowsForSpaces() ? restoreSpaces(bytes) : bytes;
        return decodeVariants(encoding.isSloppy() ? replaceLost(restored) : restored);
    }

    /** With byte A0 for each space that stands where a sequence wants it. */
    private static byte[] restoreSpaces(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 16);
        for (int i = 0; i < bytes.length; ) {
            int length = lengthWithSpace(bytes, i);
            for (int end = i + length; i < end; i++) {
                out.write(length > 1 && bytes[i] == SPACE ? NO_BREAK_SPACE : bytes[i]);
            }
            // The letter à and the space after it, of which one was taken for the other.
            if (length == 2 && bytes[i - 2] == (byte) 0xC3 && !isWordAfterGrave(bytes, i)) {
                out.write(SPACE);
            }
        }
        return out.toByteArray();
    }

    /** The length of a sequence that starts here and has a space for byte A0; else 1. */
    private static int lengthWithSpace(byte[] bytes, int start) {
        int lead = bytes[start] & 0xFF;
        boolean second = isAt(bytes, start + 1, SPACE);
        boolean third = isAt(bytes, start + 2, SPACE);
        switch (lead) {
            case 0xC2, 0xC3, 0xC5, 0xCE, 0xD0, 0xD9 -> {
                return second ? 2 : 1;
            }
            case 0xE0, 0xE1 -> {
                return third && isClearContinuation(bytes, start + 1) ? 3 : 1;
            }
            case 0xE2, 0xE3 -> {
                boolean one =
                        third ? isClearContinuation(bytes, start + 1) : second && isClearContinuation(bytes, start + 2);
                return one ? 3 : 1;
            }
            case 0xF0 -> {
                int spaces = 0;
                for (int i = 1; i <= 3; i++) {
                    if (isAt(bytes, start + i, SPACE)) {
                        spaces++;
                    } else if (!isContinuation(bytes, start + i)) {
                        return 1;
                    }
                }
                return spaces == 1 ? 4 : 1;
            }
            default -> {
                return 1;
            }
        }
    }

    private static boolean isWordAfterGrave(byte[] bytes, int start) {
        for (String rest : AFTER_A_GRAVE) {
            int i = 0;
            while (i < rest.length() && isAt(bytes, start + i, (byte) rest.charAt(i))) {
                i++;
            }
            if (i == rest.length()) {
                return true;
            }
        }
        return false;
    }

    /** With U+FFFD for each sequence that has a lost byte or a question mark, and for each lost byte elsewhere. */
    private static byte[] replaceLost(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 16);
        for (int i = 0; i < bytes.length; ) {
            int length = lengthWithLoss(bytes, i);
            if (length > 0) {
                out.writeBytes(REPLACEMENT);
                i += length;
            } else {
                out.write(bytes[i++]);
            }
        }
        return out.toByteArray();
    }

    /** The length of a sequence that starts here and has lost something; 0 if there is none. */
    private static int lengthWithLoss(byte[] bytes, int start) {
        int lead = bytes[start] & 0xFF;
        if (lead == SingleByteEncoding.LOST) {
            return 1;
        }
        if (isLossySurrogates(bytes, start)) {
            return 6;
        }
        int length = lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        int lost = 0;
        int questions = 0;
        for (int i = start + 1; i < start + length; i++) {
            if (isAt(bytes, i, SingleByteEncoding.LOST)) {
                lost++;
            } else if (isAt(bytes, i, (byte) '?')) {
                questions++;
            } else if (!isContinuation(bytes, i)) {
                return 0;
            }
        }
        // A question mark is mostly just that: two of them are, and so is one after most leads of a pair.
        boolean believed = questions == 0 || (questions == 1 && (length > 2 || lead <= 0xC3));
        return lost + questions > 0 && believed ? length : 0;
    }

    /** A pair of surrogates in CESU-8 of which one has lost its last byte, or both. */
    private static boolean isLossySurrogates(byte[] bytes, int start) {
        boolean pair = start + 6 <= bytes.length
                && isSurrogateLead(bytes, start, 0xA0)
                && isSurrogateLead(bytes, start + 3, 0xB0)
                && (isContinuation(bytes, start + 2) || isLoss(bytes[start + 2]))
                && (isContinuation(bytes, start + 5) || isLoss(bytes[start + 5]));
        return pair && (isLoss(bytes[start + 2]) || isLoss(bytes[start + 5]));
    }

    private static boolean isLoss(byte b) {
        return b == SingleByteEncoding.LOST || b == '?';
    }

    /** Strict UTF-8, but for CESU-8's pairs of surrogates and Java's two bytes for U+0000. */
    private static @Nullable String decodeVariants(byte[] bytes) {
        ByteBuffer plain = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; ) {
            if (bytes[i] == (byte) 0xC0 && isAt(bytes, i + 1, (byte) 0x80)) {
                plain.put((byte) 0);
                i += 2;
            } else if (isSurrogate(bytes, i, 0xA0) && isSurrogate(bytes, i + 3, 0xB0)) {
                int high = (bytes[i + 1] & 0x0F) << 6 | (bytes[i + 2] & 0x3F);
                int low = (bytes[i + 4] & 0x0F) << 6 | (bytes[i + 5] & 0x3F);
                plain.put(Character.toString(0x10000 + (high << 10 | low)).getBytes(StandardCharsets.UTF_8));
                i += 6;
            } else {
                plain.put(bytes[i++]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(plain.flip()).toString();
        } catch (CharacterCodingException e) {
            // The question was whether this is UTF-8.
            return null;
        }
    }

    private static boolean isSurrogate(byte[] bytes, int index, int second) {
        return isSurrogateLead(bytes, index, second) && isContinuation(bytes, index + 2);
    }

    private static boolean isSurrogateLead(byte[] bytes, int index, int second) {
        return isAt(bytes, index, (byte) 0xED) && index + 1 < bytes.length && (bytes[index + 1] & 0xF0) == second;
    }

    private static boolean isContinuation(byte[] bytes, int index) {
        return index < bytes.length && (bytes[index] & 0xC0) == 0x80;
    }

    /** But for those that are spaces of other kinds: U+0085 and U+00A0. */
    private static boolean isClearContinuation(byte[] bytes, int index) {
        return isContinuation(bytes, index) && bytes[index] != (byte) 0x85 && bytes[index] != NO_BREAK_SPACE;
    }

    private static boolean isAt(byte[] bytes, int index, byte value) {
        return index < bytes.length && bytes[index] == value;
    }
}
