package io.github.hype4j.io.embeddings;

import io.github.hype4j.numpy.Float16;
import io.github.hype4j.numpy.NpyType;
import io.github.hype4j.selection.Uid;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The rows of one array in a temporary file, until it is known how many there are. */
final class SpilledRows implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;
    private final OutputStream out;
    private final ByteBuffer row;

    private SpilledRows(Path path, int rowBytes) throws IOException {
        this.path = path;
        this.out = new BufferedOutputStream(Files.newOutputStream(path), BUFFER_BYTES);
        this.row = ByteBuffer.allocate(rowBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Opens a file beside a target. */
    static SpilledRows create(Path target, int rowBytes) throws IOException {
        return new SpilledRows(
                target.resolveSibling("." + target.getFileName() + ".tmp-" + UUID.randomUUID()), rowBytes);
    }

    void add(float[] values, NpyType type) throws IOException {
        row.clear();
        if (type == NpyType.FLOAT16) {
            for (float value : values) {
                row.putShort(Float16.fromFloat(value));
            }
        } else {
            row.asFloatBuffer().put(values);
        }
        out.write(row.array());
    }

    void add(Uid uid) throws IOException {
        row.clear();
        row.putLong(uid.high()).putLong(uid.low());
        out.write(row.array());
    }

    /** The rows as they are stored. None can be added afterwards. */
    InputStream read() throws IOException {
        out.close();
        return Files.newInputStream(path);
    }

    /** Deletes the file. Closing twice does nothing. */
    @Override
    public void close() throws IOException {
        try (out) {
            Files.deleteIfExists(path);
        }
    }
}
