package io.github.hype4j.io.scores;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads the 32 hexadecimal digits of uids as fast as they come from memory. */
final class UidDigits {

    static final int COUNT = 32;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    /** One in each of eight bytes. */
    private static final long ONES = 0x0101010101010101L;

    private UidDigits() {}

    /** The word that 16 digits say. */
    static long word(byte[] text, int from) {
        long first = (long) EIGHT.get(text, from);
        long second = (long) EIGHT.get(text, from + 8);
        long firstValues = values(first);
        long secondValues = values(second);
        if ((wrong(first, firstValues) | wrong(second, secondValues)) != 0) {
            throw notAUid(new String(text, from, 16, StandardCharsets.ISO_8859_1));
        }
        return packed(firstValues) << 32 | packed(secondValues);
    }

    /** The values of eight digits, a byte each, if they are digits: bit 6 is set in letters alone, and 'a' ends in 1. */
    private static long values(long characters) {
        return (characters & 15 * ONES) + 9 * (characters >>> 6 & ONES);
    }

    /** Not 0 if eight characters are not the digits of these values. */
    private static long wrong(long characters, long values) {
        long isLetter = (values + 6 * ONES) >>> 4 & ONES;
        long lowerCase = characters | (characters & 0x40 * ONES) >>> 1;
        long expected = '0' * ONES + values + ('a' - '0' - 10) * isLetter;
        return lowerCase ^ expected | values & 0x10 * ONES;
    }

    private static long packed(long values) {
        long bytes = (values | values >>> 4) & 0x00ff00ff00ff00ffL;
        long shorts = (bytes | bytes >>> 8) & 0x0000ffff0000ffffL;
        return (shorts | shorts >>> 16) & 0xffffffffL;
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
