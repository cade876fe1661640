package io.github.hype4j.io.scores;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Reads the 32 hexadecimal digits of uids as fast as they come from memory. */
final class UidDigits {

    static final int COUNT = 32;

    private static final VarHandle PAIR = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final int INVALID = 1 << 8;
    /** What two digits say, at the place of their two characters. */
    private static final short[] PAIRS = pairs();

    private UidDigits() {}

    private static short[] pairs() {
        short[] pairs = new short[1 << 16];
        Arrays.fill(pairs, (short) INVALID);
        for (int first = 0; first < 128; first++) {
            for (int second = 0; second < 128; second++) {
                if (HexFormat.isHexDigit(first) && HexFormat.isHexDigit(second)) {
                    pairs[first << 8 | second] =
                            (short) (HexFormat.fromHexDigit(first) << 4 | HexFormat.fromHexDigit(second));
                }
            }
        }
        return pairs;
    }

    /** The word that 16 digits say. */
    static long word(byte[] text, int from) {
        long word = 0;
        int all = 0;
        for (int i = 0; i < 16; i += 2) {
            int pair = PAIRS[(short) PAIR.get(text, from + i) & 0xffff];
            all |= pair;
            word = word << 8 | pair;
        }
        if (all >= INVALID) {
            throw notAUid(new String(text, from, 16, StandardCharsets.ISO_8859_1));
        }
        return word;
    }

    /** Checks the length of a uid and gives its bytes, which begin at the returned buffer's array offset and position. */
    static ByteBuffer checked(ByteBuffer text) {
        if (text.remaining() != COUNT) {
            byte[] copy = new byte[Math.min(text.remaining(), 80)];
            text.duplicate().get(copy);
            throw notAUid(new String(copy, StandardCharsets.UTF_8));
        }
        if (text.hasArray()) {
            return text;
        }
        byte[] copy = new byte[COUNT];
        text.duplicate().get(copy);
        return ByteBuffer.wrap(copy);
    }

    static IllegalArgumentException notAUid(String text) {
        return new IllegalArgumentException("uid must be 32 hexadecimal digits, got \"" + text + "\"");
    }
}
