package io.github.hype4j.io.pool;

import io.github.hype4j.io.pool.FolderShard.SampleFiles;
import io.github.hype4j.model.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the files of a folder pool, a sample at a time. A file that cannot be read fails its sample alone. */
final class FolderShardReader implements ShardReader {

    private final FolderShard shard;
    private int next;
    private long bytesRead;

    FolderShardReader(FolderShard shard) {
        this.shard = shard;
    }

    @Override
    public @Nullable PoolSample next() {
        if (next == shard.samples().size()) {
            return null;
        }
        SampleFiles files = shard.samples().get(next++);
        SampleParts parts = new SampleParts(shard.name(), files.key(), files.key(), shard.options());
        put(parts, files.image(), FolderShard.extension(files.key()));
        put(parts, files.caption(), SampleParts.CAPTION_EXTENSION);
        put(parts, files.metadata(), SampleParts.METADATA_EXTENSION);
        return parts.toSample();
    }

    private void put(SampleParts parts, @Nullable Path file, String extension) {
        if (file == null) {
            return;
        }
        try {
            long size = Files.size(file);
            Part<byte[]> refusal = parts.refusal(extension, size);
            parts.put(extension, refusal == null ? Part.of(Files.readAllBytes(file)) : refusal);
            bytesRead += size;
        } catch (IOException e) {
            parts.put(extension, Part.failed(FailureReason.UNREADABLE, file + " cannot be read: " + e));
        }
    }

    @Override
    public Optional<String> damage() {
        return Optional.empty();
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    public void close() {}
}
