package io.github.hype4j.io.embeddings;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.selection.Uid;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a shard of stored embeddings: as many samples as its table has rows, each with the embedding of the same row. A sample
 * beyond the last row of the {@code .npz}, or whose {@code .npz} cannot be read at all, is given as failed, for
 * {@link FailureReason#UNREADABLE}; no row is ever taken for another. For use by one thread.
 */
public final class EmbeddingShardReader implements Closeable {

    private final EmbeddingShard shard;
    private final int columns;
    private final @Nullable SampleTable table;
    private final @Nullable EmbeddingFile file;
    private final List<String> damage = new ArrayList<>();
    private String whyUnreadable = "";
    private long row;

    private EmbeddingShardReader(EmbeddingShard shard, EmbeddingNames names, int columns, @Nullable SampleTable table)
            throws IOException {
        this.shard = shard;
        this.columns = columns;
        this.table = table;
        this.file = openFile(names);
    }

    static EmbeddingShardReader open(EmbeddingShard shard, EmbeddingNames names, List<String> columns)
            throws IOException {
        Path path = shard.table();
        SampleTable table = path == null ? null : SampleTable.open(shard.name(), path, columns);
        try {
            if (table == null && !columns.isEmpty()) {
                throw new IOException(
                        shard.file() + " has no Parquet file beside it to take the columns " + columns + " from");
            }
            return new EmbeddingShardReader(shard, names, columns.size(), table);
        } catch (IOException | RuntimeException e) {
            if (table != null) {
                table.close();
            }
            throw e;
        }
    }

    private @Nullable EmbeddingFile openFile(EmbeddingNames names) throws IOException {
        Path path = shard.file();
        if (path == null) {
            lose("there is no embedding file " + shard.name() + ".npz");
            return null;
        }
        EmbeddingFile opened;
        try {
            opened = EmbeddingFile.open(path, names);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        } catch (IOException e) {
            if (table == null) {
                throw e;
            }
            // Books name files, not folders, so that they are the same wherever the pool lies.
            lose(String.valueOf(e.getMessage()).replace(path.toString(), name(path)));
            return null;
        }
        try {
            compare(path, opened);
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    private void compare(Path path, EmbeddingFile opened) throws IOException {
        if (table == null) {
            if (!opened.hasUids()) {
                throw new IOException(
                        path + " has no uids: neither an array of them nor " + shard.name() + ".parquet beside it");
            }
            return;
        }
        long few = table.rows() - opened.rows();
        String counts =
                name(path) + " has " + opened.rows() + " rows, but " + name(shard.table()) + " has " + table.rows();
        if (few > 0) {
            whyUnreadable = "the embedding file has only " + opened.rows() + " rows";
            damage.add(counts + ": the last " + few + " samples are not scored");
        } else if (few < 0) {
            damage.add(counts + ": the last " + -few + " embeddings are left out");
        }
    }

    private static String name(@Nullable Path path) {
        return path == null ? "nothing" : String.valueOf(path.getFileName());
    }

    private void lose(String why) {
        whyUnreadable = why;
        damage.add(why + (table == null ? "" : ": its " + table.rows() + " samples are not scored"));
    }

    /**
     * Reads the next samples.
     *
     * @param most how many at most, at least 1
     * @return the samples; null after the last
     * @throws IOException if a file cannot be read, or the uids in the {@code .npz} are not those of the table
     */
    public @Nullable EmbeddedRows next(int most) throws IOException {
        EmbeddingBatch batch = file == null ? null : file.next(most);
        List<EmbeddedRow> rows = table == null ? own(batch) : described(table, batch, most);
        row += rows.size();
        return rows.isEmpty() ? null : new EmbeddedRows(rows, batch);
    }

    /** Rows of which nothing is known but their uid. */
    private List<EmbeddedRow> own(@Nullable EmbeddingBatch batch) {
        List<EmbeddedRow> rows = new ArrayList<>();
        for (int i = 0; batch != null && i < batch.rows(); i++) {
            Uid uid = uid(batch, i);
            if (uid == null) {
                throw new IllegalStateException("uids were there when the file was opened");
            }
            rows.add(withEmbedding(new EmbeddedRow(uid, Long.toString(row + i), null, new float[columns]), batch, i));
        }
        return rows;
    }

    private List<EmbeddedRow> described(SampleTable samples, @Nullable EmbeddingBatch batch, int most)
            throws IOException {
        List<EmbeddedRow> rows = new ArrayList<>();
        while (rows.size() < most) {
            EmbeddedRow next = samples.next();
            if (next == null) {
                break;
            }
            int place = rows.size();
            Uid uid = batch == null || place >= batch.rows() ? null : uid(batch, place);
            if (uid != null && samples.lostUid()) {
                next = next.of(uid);
            } else if (uid != null && !uid.equals(next.uid())) {
                throw new IOException("row " + (row + place) + " is of " + uid + " in " + shard.file() + " but of "
                        + next.uid() + " in " + shard.table() + ": the files do not belong together");
            }
            rows.add(withEmbedding(next, batch, place));
        }
        return rows;
    }

    private EmbeddedRow withEmbedding(EmbeddedRow known, @Nullable EmbeddingBatch batch, int place) {
        if (known.failure() != null) {
            return known;
        }
        if (batch == null || place >= batch.rows()) {
            return known.failed(new SampleFailure(FailureReason.UNREADABLE, whyUnreadable));
        }
        return batch.absent().get(place)
                ? known.failed(new SampleFailure(
                        FailureReason.NON_FINITE_EMBEDDING, "the stored embedding is NaN or infinite"))
                : known;
    }

    private static @Nullable Uid uid(EmbeddingBatch batch, int place) {
        long[] high = batch.uidHigh();
        long[] low = batch.uidLow();
        return high == null || low == null ? null : new Uid(high[place], low[place]);
    }

    /**
     * What could not be read so far.
     *
     * @return one line; empty if nothing was lost
     */
    public Optional<String> damage() {
        List<String> all = new ArrayList<>(damage);
        if (table != null) {
            table.damage().ifPresent(lost -> all.add(name(shard.table()) + " is damaged: " + lost));
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", all));
    }

    @Override
    @SuppressWarnings("try") // closed in order, whatever fails
    public void close() throws IOException {
        try (SampleTable first = table;
                EmbeddingFile second = file) {
            // All that there is to do.
        }
    }
}
