package io.github.hype4j.io.pool;

import io.github.hype4j.io.parquet.NotParquetException;
import io.github.hype4j.io.parquet.ParquetTable;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The metadata of one shard in memory, as img2dataset puts them beside the tar: found by key, else by uid. */
final class ShardMetadata {

    private final Map<String, MetadataRow> byKey = new HashMap<>();
    private final Map<Uid, MetadataRow> byUid = new HashMap<>();
    private @Nullable String damage;

    private ShardMetadata() {}

    static ShardMetadata read(Path file, PoolOptions options, boolean captions, Function<String, List<String>> names)
            throws IOException {
        ShardMetadata metadata = new ShardMetadata();
        try (MetadataTable table = new MetadataTable(ParquetTable.open(file), options, captions, names)) {
            while (table.next()) {
                String key = table.key();
                MetadataRow row = table.row();
                if (row != null) {
                    metadata.put(key, row);
                }
            }
            metadata.damage =
                    table.damage().map(lost -> "metadata " + file + ": " + lost).orElse(null);
        } catch (NotParquetException e) {
            metadata.damage = "metadata " + file + " " + e.getMessage();
        }
        return metadata;
    }

    private void put(@Nullable String key, MetadataRow row) {
        if (key != null) {
            byKey.putIfAbsent(key, row);
        }
        if (row.uid() != null) {
            byUid.putIfAbsent(row.uid(), row);
        }
    }

    @Nullable
    MetadataRow find(Uid uid, String key) {
        MetadataRow row = byKey.get(key);
        return row == null ? byUid.get(uid) : row;
    }

    Optional<String> damage() {
        return Optional.ofNullable(damage);
    }
}
