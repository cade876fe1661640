package io.github.hype4j.io.reshard;

import io.github.hype4j.io.file.AtomicFile;
import io.github.hype4j.io.pool.RawSample;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A tar for training: samples {@code UID-J} with their members in the order of the extensions, mode 0444, no owner and no time,
 * so that the same samples give the same bytes. It appears under its name when it is whole, then its {@code _stats.json}.
 */
final class TrainingShard implements AutoCloseable {

    private static final int BUFFER = 1 << 18;
    private static final int MODE = 0444;

    private final Path folder;
    private final int number;
    private final AtomicFile file;
    private final OutputStream out;
    private final TarArchiveOutputStream tar;
    private int samples;
    private long bytes;

    private TrainingShard(Path folder, int number, AtomicFile file, OutputStream out) {
        this.folder = folder;
        this.number = number;
        this.file = file;
        this.out = out;
        this.tar = new TarArchiveOutputStream(new BufferedOutputStream(out, BUFFER), StandardCharsets.UTF_8.name());
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    static Path file(Path folder, int number) {
        return folder.resolve(String.format(Locale.ROOT, "%08d.tar", number));
    }

    static TrainingShard create(Path folder, int number) throws IOException {
        AtomicFile file = AtomicFile.create(file(folder, number), true);
        try {
            return new TrainingShard(folder, number, file, Files.newOutputStream(file.temporary()));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    boolean hasRoomFor(RawSample sample, ReshardOptions options) {
        return samples == 0 || (samples < options.maxSamples() && bytes + sample.bytes() <= options.maxBytes());
    }

    void add(RawSample sample, long copy) throws IOException {
        try {
            write(sample, copy);
        } catch (IOException e) {
            throw failed(e);
        }
        samples++;
        bytes += sample.bytes();
    }

    private IOException failed(IOException cause) {
        return new IOException("cannot write " + file.target() + ": " + cause.getMessage(), cause);
    }

    private void write(RawSample sample, long copy) throws IOException {
        String key = sample.uid() + "-" + copy;
        for (Map.Entry<String, byte[]> part : sample.parts().entrySet()) {
            TarArchiveEntry entry = new TarArchiveEntry(key + "." + part.getKey());
            entry.setSize(part.getValue().length);
            entry.setMode(MODE);
            entry.setModTime(0L);
            entry.setIds(0, 0);
            entry.setNames("", "");
            tar.putArchiveEntry(entry);
            tar.write(part.getValue());
            tar.closeArchiveEntry();
        }
    }

    void commit() throws IOException {
        try {
            tar.close();
        } catch (IOException e) {
            throw failed(e);
        }
        file.commit();
        byte[] stats = ("{\"successes\": " + samples + "}").getBytes(StandardCharsets.UTF_8);
        String name = String.format(Locale.ROOT, "%08d_stats.json", number);
        AtomicFile.write(folder.resolve(name), true, out -> out.write(stats));
    }

    /** Removes what was not committed. */
    @Override
    public void close() throws IOException {
        try (file) {
            out.close();
        }
    }
}
