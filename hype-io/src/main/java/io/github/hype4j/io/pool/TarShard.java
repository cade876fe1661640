package io.github.hype4j.io.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A tar of a WebDataset.
 *
 * @param name the file's name without {@code .tar}
 * @param bytes the file's size when the pool was opened
 * @param file the tar
 * @param options how it is read
 */
record TarShard(String name, long bytes, Path file, PoolOptions options) implements Shard {

    static final String SUFFIX = ".tar";

    static TarShard of(Path file, PoolOptions options) throws IOException {
        String fileName = String.valueOf(file.getFileName());
        String name = fileName.substring(0, fileName.length() - SUFFIX.length());
        return new TarShard(name, Files.size(file), file, options);
    }

    @Override
    public ShardReader open() throws IOException {
        try {
            return new TarShardReader(name, file, options);
        } catch (NoSuchFileException e) {
            throw gone(file, e);
        }
    }

    @Override
    public Optional<RawShard> raw() {
        return Optional.of(RawShard.of(this, file));
    }

    @Override
    public ShardFingerprint fingerprint() throws IOException {
        try {
            return TarIndex.fingerprint(name, file);
        } catch (NoSuchFileException e) {
            throw gone(file, e);
        }
    }

    static IOException gone(Path file, NoSuchFileException cause) {
        return new IOException("shard " + file + " has gone since the pool was opened", cause);
    }
}
