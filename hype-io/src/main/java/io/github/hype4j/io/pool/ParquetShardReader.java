package io.github.hype4j.io.pool;

import io.github.hype4j.io.parquet.ParquetScan;
import io.github.hype4j.io.parquet.ParquetTable;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Makes a sample of each row of a Parquet file, of the rows that are lost too: how many there are, the footer tells. */
final class ParquetShardReader implements ShardReader {

    private static final int ABSENT = -1;
    // Any ending of an image will do: a part is asked after its size by it.
    private static final String IMAGE = SampleParts.IMAGE_EXTENSIONS.get(0);

    private final ParquetShard shard;
    private final PoolOptions options;
    private final long rows;
    private final ParquetScan scan;
    private final List<ColumnDescriptor> columns = new ArrayList<>();
    private final int image;
    private final int path;
    private final int text;
    private final int uid;
    private final int firstNumber;
    private long done;

    ParquetShardReader(ParquetShard shard, ParquetTable table) throws IOException {
        this.shard = shard;
        this.options = shard.options();
        this.rows = table.rows();
        ParquetColumns names = options.columns();
        this.image = place(ParquetShard.image(table, names));
        this.path = place(table.bytes(names.image(), "path"));
        this.text = place(ParquetShard.text(table, names));
        this.uid = place(table.bytes(names.uid()));
        this.firstNumber = columns.size();
        columns.addAll(table.numbers());
        this.scan = table.scan(columns);
    }

    private int place(Optional<ColumnDescriptor> column) {
        if (column.isEmpty()) {
            return ABSENT;
        }
        columns.add(column.get());
        return columns.size() - 1;
    }

    @Override
    public @Nullable PoolSample next() throws IOException {
        if (!scan.next()) {
            return null;
        }
        done++;
        String key = Long.toString(scan.row());
        SampleParts parts = new SampleParts(shard.name(), key, shard.name() + "/" + key, options);
        Part<byte[]> picture = image(parts);
        Part<String> caption = caption(parts);
        Binary identity = bytes(uid);
        Uid own = Uid.ofName(shard.name() + "/" + key);
        Uid known = identity == null ? own : UidColumn.parse(identity);
        Map<String, Double> numbers = numbers();
        // Asked last: a bad page is found when a value is taken from it.
        if (scan.lost().isPresent()) {
            return broken(own, key, FailureReason.UNREADABLE, scan.lost().get());
        }
        if (known == null) {
            return broken(own, key, FailureReason.BAD_METADATA, "the uid is not 32 hexadecimal digits or 16 bytes");
        }
        return new PoolSample(known, key, shard.name(), picture, caption, numbers);
    }

    private PoolSample broken(Uid id, String key, FailureReason reason, String detail) {
        return new PoolSample(
                id, key, shard.name(), Part.failed(reason, detail), Part.failed(reason, detail), Map.of());
    }

    private @Nullable Binary bytes(int column) throws IOException {
        return column == ABSENT ? null : scan.bytes(column);
    }

    private Part<byte[]> image(SampleParts parts) throws IOException {
        Binary bytes = bytes(image);
        if (bytes != null) {
            Part<byte[]> refusal = parts.refusal(IMAGE, bytes.length());
            return refusal == null ? Part.of(bytes.getBytes()) : refusal;
        }
        Binary file = bytes(path);
        return file == null
                ? Part.failed(FailureReason.MISSING_IMAGE, "there is no image")
                : file(file.toStringUsingUTF8(), parts);
    }

    /** An image that the row only names. It must lie in the folder of the Parquet file, by links too. */
    private Part<byte[]> file(String name, SampleParts parts) {
        try {
            Path folder = shard.file().toAbsolutePath().normalize().getParent();
            if (folder == null || !folder.resolve(name).normalize().startsWith(folder)) {
                return outside(name);
            }
            Path target = folder.resolve(name).normalize();
            if (!Files.isRegularFile(target)) {
                return Part.failed(FailureReason.MISSING_IMAGE, "there is no file " + name + " of the image");
            }
            if (!target.toRealPath().startsWith(folder.toRealPath())) {
                return outside(name);
            }
            Part<byte[]> refusal = parts.refusal(IMAGE, Files.size(target));
            return refusal == null ? Part.of(Files.readAllBytes(target)) : refusal;
        } catch (InvalidPathException e) {
            return Part.failed(FailureReason.BAD_METADATA, "the image's path is none: " + e.getMessage());
        } catch (IOException e) {
            return Part.failed(FailureReason.UNREADABLE, name + " cannot be read: " + e);
        }
    }

    private static Part<byte[]> outside(String name) {
        return Part.failed(
                FailureReason.BAD_METADATA, "the image's path leads out of the folder of the Parquet file: " + name);
    }

    private Part<String> caption(SampleParts parts) throws IOException {
        Binary bytes = bytes(text);
        if (bytes == null) {
            return Part.failed(FailureReason.MISSING_CAPTION, "there is no caption");
        }
        Part<byte[]> refusal = parts.refusal(SampleParts.CAPTION_EXTENSION, bytes.length());
        return refusal == null ? CaptionText.decode(bytes.getBytes(), options) : refusal.failure();
    }

    private Map<String, Double> numbers() throws IOException {
        Map<String, Double> numbers = new HashMap<>();
        for (int i = firstNumber; i < columns.size(); i++) {
            double value = scan.number(i);
            if (!Double.isNaN(value)) {
                numbers.put(columns.get(i).getPath()[0], value);
            }
        }
        return numbers;
    }

    @Override
    public Optional<String> damage() {
        return scan.damage().map(lost -> "shard " + shard.file().getFileName() + " is damaged: " + lost);
    }

    @Override
    public long bytesRead() {
        return rows == 0 ? 0 : (long) ((double) shard.bytes() * done / rows);
    }

    @Override
    public void close() throws IOException {
        scan.close();
    }
}
