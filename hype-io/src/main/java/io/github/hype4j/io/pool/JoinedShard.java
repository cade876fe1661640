package io.github.hype4j.io.pool;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A shard whose samples get what metadata say of them.
 *
 * @param shard the shard itself
 * @param beside the Parquet file beside it, of the same name; null for none
 * @param join the metadata of the pool; null for none
 * @param options how they are read
 */
record JoinedShard(
        Shard shard, @Nullable Path beside, @Nullable MetadataJoin join, PoolOptions options) implements Shard {

    @Override
    public String name() {
        return shard.name();
    }

    @Override
    public long bytes() {
        return shard.bytes();
    }

    @Override
    public ShardReader open() throws IOException {
        ShardJoin metadata = metadata(options.captionFromMetadata(), List::of);
        return new Reader(shard.open(), metadata);
    }

    /** For the uids of samples alone. */
    ShardJoin openUids() throws IOException {
        return metadata(false, name -> List.of());
    }

    private ShardJoin metadata(boolean captions, Function<String, List<String>> names) throws IOException {
        ShardMetadata sidecar = beside == null ? null : ShardMetadata.read(beside, options, captions, names);
        return new ShardJoin(sidecar, join, join == null ? null : join.ofShard(shard.name()));
    }

    @Override
    public Optional<RawShard> raw() {
        return shard.raw().map(raw -> raw.with(this));
    }

    /** Of the shard, of the Parquet beside it, and of the metadata. */
    @Override
    public ShardFingerprint fingerprint() throws IOException {
        ShardFingerprint own = shard.fingerprint();
        MessageDigest digest = ShardFingerprint.newDigest();
        ShardFingerprint.add(digest, own.index());
        addMetadataTo(digest);
        return ShardFingerprint.of(own.name(), own.bytes(), digest);
    }

    /** Adds what the metadata are known by. */
    void addMetadataTo(MessageDigest digest) throws IOException {
        if (beside != null) {
            ParquetIndex.add(digest, beside);
        }
        if (join != null) {
            join.addTo(digest, name());
        }
    }

    private record Reader(ShardReader reader, ShardJoin metadata) implements ShardReader {

        @Override
        public @Nullable PoolSample next() throws IOException {
            PoolSample sample = reader.next();
            return sample == null ? null : metadata.join(sample);
        }

        @Override
        public Optional<String> damage() {
            String lines = Stream.of(reader.damage(), metadata.damage())
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining("; "));
            return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
        }

        @Override
        public long bytesRead() {
            return reader.bytesRead();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
