package io.github.hype4j.io.scores;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;

/** A file whose stream can be closed from outside: Parquet's writer leaves it open where its own closing fails. */
final class HeldOutputFile implements OutputFile, Closeable {

    private final OutputFile file;
    private @Nullable PositionOutputStream stream;

    HeldOutputFile(Path path) {
        this.file = new LocalOutputFile(path);
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
        return hold(file.create(blockSizeHint));
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
        return hold(file.createOrOverwrite(blockSizeHint));
    }

    private PositionOutputStream hold(PositionOutputStream opened) {
        stream = opened;
        return opened;
    }

    @Override
    public boolean supportsBlockSize() {
        return file.supportsBlockSize();
    }

    @Override
    public long defaultBlockSize() {
        return file.defaultBlockSize();
    }

    @Override
    public String getPath() {
        return file.getPath();
    }

    /** Closes the stream, if it was opened. Closing twice does nothing. */
    @Override
    public void close() throws IOException {
        if (stream != null) {
            stream.close();
        }
    }
}
