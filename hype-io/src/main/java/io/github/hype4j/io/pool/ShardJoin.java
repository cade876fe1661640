package io.github.hype4j.io.pool;

import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What metadata say of the samples of one shard, while it is read: those beside it go before those of the pool.
 *
 * @param sidecar the Parquet file beside the shard; null for none
 * @param join the metadata of the pool; null for none
 * @param own those of the shard's name among them; null for none
 */
record ShardJoin(
        @Nullable ShardMetadata sidecar,
        @Nullable MetadataJoin join,
        @Nullable ShardMetadata own) {

    /** The sample with all that metadata add. */
    PoolSample join(PoolSample sample) throws IOException {
        MetadataRow row = sidecar == null ? null : sidecar.find(sample.uid(), sample.key());
        PoolSample withSidecar = row == null ? sample : sample.with(row);
        if (join == null) {
            return withSidecar;
        }
        MetadataRow other = join.find(withSidecar.uid(), sample.key(), own);
        return other == null ? withSidecar : withSidecar.with(other);
    }

    /** The uid that {@link #join} gives to a sample that is whole. */
    Uid uid(Uid uid, String shard, String key) throws IOException {
        MetadataRow row = sidecar == null ? null : sidecar.find(uid, key);
        Uid withSidecar = row == null ? uid : row.uidOf(uid, shard, key);
        if (join == null) {
            return withSidecar;
        }
        MetadataRow other = join.find(withSidecar, key, own);
        return other == null ? withSidecar : other.uidOf(withSidecar, shard, key);
    }

    /** What is wrong with the metadata, in one line. */
    Optional<String> damage() {
        String lines = Stream.of(sidecar, own)
                .flatMap(Stream::ofNullable)
                .flatMap(metadata -> metadata.damage().stream())
                .collect(Collectors.joining("; "));
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
    }
}
