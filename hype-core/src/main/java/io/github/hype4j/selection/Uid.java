package io.github.hype4j.selection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The identity of a sample: 128 bits, written as 32 hexadecimal digits.
 *
 * <p>The natural order is that of the two words taken as unsigned numbers, high word first, which is also the order of
 * the hexadecimal text and of a DataComp subset file. Immutable.
 *
 * @param high the first 16 digits
 * @param low the last 16 digits
 */
public record Uid(long high, long low) implements Comparable<Uid> {

    private static final HexFormat HEX = HexFormat.of();

    /**
     * Reads 32 hexadecimal digits, of either case.
     *
     * @param hex the digits
     * @return the uid
     * @throws IllegalArgumentException if {@code hex} is anything else
     */
    public static Uid parse(String hex) {
        if (!isUid(hex)) {
            throw new IllegalArgumentException("uid must be 32 hexadecimal digits, got \"" + hex + "\"");
        }
        return new Uid(HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
    }

    /**
     * Whether {@link #parse} accepts a text.
     *
     * @param text any text
     * @return true for exactly 32 hexadecimal digits
     */
    public static boolean isUid(String text) {
        return text.length() == 32 && text.chars().allMatch(HexFormat::isHexDigit);
    }

    /**
     * The uid of a sample that has only a name: the first 128 bits of the SHA-256 of the name in UTF-8. The same name
     * gives the same uid on every machine.
     *
     * @param name a name that is unique in the pool, such as a path relative to its root
     * @return the uid
     */
    public static Uid ofName(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            ByteBuffer words = ByteBuffer.wrap(digest);
            return new Uid(words.getLong(), words.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    @Override
    public int compareTo(Uid other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** The 32 hexadecimal digits, in lower case. */
    @Override
    public String toString() {
        return HEX.toHexDigits(high) + HEX.toHexDigits(low);
    }
}
