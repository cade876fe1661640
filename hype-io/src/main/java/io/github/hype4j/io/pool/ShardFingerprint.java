package io.github.hype4j.io.pool;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * By what a shard is known again: two shards with the same fingerprint hold the same samples, as far as can be told without
 * reading them. It does not depend on where the shard lies.
 *
 * @param name the shard's name
 * @param bytes the size of its files when the fingerprint was taken
 * @param index the SHA-256 of what the shard says of its samples (of a tar the headers of its members, of a Parquet file its footer, of a piece of a
 *     folder the paths and sizes of its files), 64 hexadecimal digits
 */
public record ShardFingerprint(String name, long bytes, String index) {

    /**
     * Checks the parts.
     *
     * @param name the shard's name
     * @param bytes the size of its files, 0 or more
     * @param index a SHA-256 in hexadecimal digits
     * @throws IllegalArgumentException if the size is negative
     */
    public ShardFingerprint {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(index, "index");
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must be at least 0, got " + bytes);
        }
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    static ShardFingerprint of(String name, long bytes, MessageDigest index) {
        return new ShardFingerprint(name, bytes, HexFormat.of().formatHex(index.digest()));
    }

    /** Adds a line to a digest. */
    static void add(MessageDigest digest, String line) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    /**
     * In what this fingerprint differs from an earlier one.
     *
     * @param earlier of the shard of the same name
     * @return one line for a person, such as "it had 10240 bytes and has 20480 now"; empty if they are equal
     */
    public String changeFrom(ShardFingerprint earlier) {
        if (equals(earlier)) {
            return "";
        }
        return bytes == earlier.bytes
                ? "its index is another, at the same size of " + bytes + " bytes"
                : "it had " + earlier.bytes + " bytes and has " + bytes + " now";
    }
}
