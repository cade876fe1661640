package io.github.hype4j.io.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A local file that remembers whether the storage failed: Parquet throws an IOException for bad bytes too, and the two must
 * be told apart.
 */
final class LocalParquet implements InputFile {

    private final Path path;
    private @Nullable IOException failure;

    LocalParquet(Path path) {
        this.path = path;
    }

    /** Throws what the storage threw, if anything. */
    void throwFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    private IOException noted(IOException e) {
        if (!(e instanceof EOFException)) {
            failure = e;
        }
        return e;
    }

    @Override
    public long getLength() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return channel.size();
        } catch (IOException e) {
            throw noted(e);
        }
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        try {
            return new Input(FileChannel.open(path, StandardOpenOption.READ));
        } catch (IOException e) {
            throw noted(e);
        }
    }

    private final class Input extends DelegatingSeekableInputStream {

        private final FileChannel channel;

        Input(FileChannel channel) {
            super(Channels.newInputStream(channel));
            this.channel = channel;
        }

        @Override
        public long getPos() throws IOException {
            return channel.position();
        }

        @Override
        public void seek(long position) throws IOException {
            channel.position(position);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                throw noted(e);
            }
        }

        @Override
        public void readFully(byte[] bytes, int start, int length) throws IOException {
            try {
                super.readFully(bytes, start, length);
            } catch (IOException e) {
                throw noted(e);
            }
        }

        @Override
        public void readFully(ByteBuffer buffer) throws IOException {
            try {
                super.readFully(buffer);
            } catch (IOException e) {
                throw noted(e);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
