package io.github.hype4j.io.pool;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
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
        ShardMetadata sidecar =
                beside == null ? null : ShardMetadata.read(beside, options, options.captionFromMetadata(), List::of);
        ShardMetadata own = join == null ? null : join.ofShard(shard.name());
        return new Reader(shard.open(), sidecar, join, own);
    }

    @Override
    public Optional<Path> tar() {
        return shard.tar();
    }

    /** Of the shard, of the Parquet beside it, and of the metadata. */
    @Override
    public ShardFingerprint fingerprint() throws IOException {
        ShardFingerprint own = shard.fingerprint();
        MessageDigest digest = ShardFingerprint.newDigest();
        ShardFingerprint.add(digest, own.index());
        if (beside != null) {
            ParquetIndex.add(digest, beside);
        }
        if (join != null) {
            join.addTo(digest, own.name());
        }
        return ShardFingerprint.of(own.name(), own.bytes(), digest);
    }

    private record Reader(
            ShardReader reader,
            @Nullable ShardMetadata sidecar,
            @Nullable MetadataJoin join,
            @Nullable ShardMetadata own)
            implements ShardReader {

        @Override
        public @Nullable PoolSample next() throws IOException {
            PoolSample sample = reader.next();
            if (sample == null) {
                return null;
            }
            MetadataRow row = sidecar == null ? null : sidecar.find(sample);
            PoolSample withSidecar = row == null ? sample : sample.with(row);
            return join == null ? withSidecar : join.join(withSidecar, own);
        }

        @Override
        public Optional<String> damage() {
            String lines = Stream.of(reader.damage(), damage(sidecar), damage(own))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining("; "));
            return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
        }

        private static Optional<String> damage(@Nullable ShardMetadata metadata) {
            return metadata == null ? Optional.empty() : metadata.damage();
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
