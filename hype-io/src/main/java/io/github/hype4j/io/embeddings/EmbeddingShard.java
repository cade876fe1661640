package io.github.hype4j.io.embeddings;

import io.github.hype4j.io.pool.ParquetIndex;
import io.github.hype4j.io.pool.ShardFingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The embeddings of a shard and what is known of its samples. At least one of the two files is there. Immutable.
 *
 * @param name the shard's name
 * @param file the {@code .npz}; null if there is none
 * @param table the Parquet file with a row for each of its rows: metadata, or scores; null if there is none
 */
public record EmbeddingShard(
        String name, @Nullable Path file, @Nullable Path table) {

    /**
     * By what the shard is known again: the names, sizes and checksums of its arrays, and the footer of the Parquet file.
     *
     * @return the fingerprint, as the files are now
     * @throws IOException if a file cannot be read
     */
    public ShardFingerprint fingerprint() throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
        long bytes = 0;
        if (file != null) {
            bytes += Files.size(file);
            addArrays(digest, file);
        }
        if (table != null) {
            bytes += ParquetIndex.add(digest, table);
        }
        return new ShardFingerprint(name, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static void addArrays(MessageDigest digest, Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                add(digest, entry.getName() + " " + entry.getSize() + " " + entry.getCrc());
            }
        } catch (ZipException e) {
            add(digest, "not a whole zip file");
        }
    }

    private static void add(MessageDigest digest, String line) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    /**
     * How large the files are.
     *
     * @return bytes; 0 for a file that is gone
     */
    public long bytes() {
        return size(file) + size(table);
    }

    private static long size(@Nullable Path path) {
        return path == null ? 0 : path.toFile().length();
    }

    /**
     * Starts to read the shard.
     *
     * @param names what the arrays are called
     * @param columns the columns of numbers that are wanted of the table
     * @return a reader, to be closed
     * @throws IOException if a file cannot be read in a way that would leave samples uncounted: there are no uids, the table
     *     is no whole Parquet file or lacks a column, the arrays are none of embeddings or differ in their number of rows;
     *     the message names the file
     */
    public EmbeddingShardReader open(EmbeddingNames names, List<String> columns) throws IOException {
        return EmbeddingShardReader.open(this, names, columns);
    }
}
