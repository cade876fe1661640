package io.github.hype4j.io.pool;

import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Metadata that are joined to a whole pool. Safe for use by several threads. */
final class MetadataJoin implements AutoCloseable {

    private final MetadataSource source;
    private final PoolOptions options;
    private final Map<String, Path> byShard;
    private final @Nullable MetadataIndex index;
    /** The footers of all files, where they are read as one index. */
    private final byte[] indexed;

    private final AtomicLong unmatched = new AtomicLong();

    private MetadataJoin(
            MetadataSource source,
            PoolOptions options,
            Map<String, Path> byShard,
            @Nullable MetadataIndex index,
            byte[] indexed) {
        this.source = source;
        this.options = options;
        this.byShard = byShard;
        this.index = index;
        this.indexed = indexed;
    }

    static MetadataJoin open(MetadataSource source, PoolOptions options, List<Shard> shards) throws IOException {
        if (!Files.exists(source.path())) {
            throw new NoSuchFileException(source.path().toString(), null, "no metadata there");
        }
        List<Path> files = PoolFinder.files(source.path(), ParquetShard.SUFFIX);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("metadata " + source.path() + " has no file *.parquet");
        }
        Map<String, Path> byShard = new HashMap<>();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            byShard.put(name.substring(0, name.length() - ParquetShard.SUFFIX.length()), file);
        }
        boolean each = shards.stream().allMatch(shard -> byShard.containsKey(shard.name()));
        if (each) {
            return new MetadataJoin(source, options, byShard, null, new byte[0]);
        }
        MessageDigest digest = ShardFingerprint.newDigest();
        for (Path file : files) {
            ParquetIndex.add(digest, file);
        }
        MetadataIndex index = MetadataIndex.build(files, source, options);
        return new MetadataJoin(source, options, Map.of(), index, digest.digest());
    }

    /** Adds what the metadata of a shard are known by to its fingerprint. */
    void addTo(MessageDigest digest, String shard) throws IOException {
        digest.update(indexed);
        Path file = byShard.get(shard);
        if (file != null) {
            ParquetIndex.add(digest, file);
        }
    }

    /** The metadata of the shard's own; null if samples are looked up in the index. */
    @Nullable
    ShardMetadata ofShard(String name) throws IOException {
        Path file = byShard.get(name);
        return file == null ? null : ShardMetadata.read(file, options, source.captions(), source::namesOf);
    }

    /** The row of a sample, among the metadata of its shard if there are some; null, and counted, if there is none. */
    @Nullable
    MetadataRow find(Uid uid, String key, @Nullable ShardMetadata own) throws IOException {
        MetadataRow row = own != null ? own.find(uid, key) : index == null ? null : index.find(uid);
        if (row == null) {
            unmatched.incrementAndGet();
        }
        return row;
    }

    MetadataBooks books() {
        return index == null ? new MetadataBooks(0, 0, 0, unmatched.get()) : index.books(unmatched.get());
    }

    @Override
    public void close() throws IOException {
        if (index != null) {
            index.close();
        }
    }
}
