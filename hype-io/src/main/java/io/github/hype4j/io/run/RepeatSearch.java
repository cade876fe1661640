package io.github.hype4j.io.run;

import io.github.hype4j.io.scores.ScoreBatch;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.scores.ScorePart;
import io.github.hype4j.io.sort.RecordSorter;
import io.github.hype4j.selection.ColumnBatch;
import io.github.hype4j.specificity.Parallelism;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Finds, exactly, the rows whose uid stands in a row before them.
 *
 * <p>Fingerprints of all uids tell which few may be repeated; only these are compared themselves.
 */
final class RepeatSearch {

    private static final int ROW_BITS = 40;
    private static final long ROW = (1L << ROW_BITS) - 1;

    private RepeatSearch() {}

    /** Goes over all uids once, and once more if any may be repeated. */
    static RepeatedRows search(ScoreFiles scores, SelectionOptions options, Path temporary) throws IOException {
        Parallelism parallelism = options.parallelism();
        UidTable uids = new UidTable(scores);
        LikelySet likely;
        try (UidFingerprints fingerprints =
                new UidFingerprints(options.memoryBytes() / 2, parallelism.threads(), temporary)) {
            uids.forEach(parallelism, fingerprints::gatherer, (gatherer, file, batch) -> {
                ColumnBatch columns = batch.columns();
                for (int i = 0; i < columns.size(); i++) {
                    gatherer.add(UidFingerprints.of(columns.uidHigh()[i], columns.uidLow()[i]));
                }
            });
            likely = fingerprints.repeated(parallelism, options.memoryBytes() / 8);
        }
        return likely.isEmpty() ? RepeatedRows.NONE : mark(uids, likely, options, temporary);
    }

    private static RepeatedRows mark(UidTable uids, LikelySet likely, SelectionOptions options, Path temporary)
            throws IOException {
        Parallelism parallelism = options.parallelism();
        RepeatedRows repeated = RepeatedRows.of(uids.scores);
        try (RecordSorter candidates =
                RecordSorter.of(3, options.memoryBytes() / 2, parallelism.threads(), temporary)) {
            uids.forEach(parallelism, candidates::writer, (writer, file, batch) -> {
                ColumnBatch columns = batch.columns();
                for (int i = 0; i < columns.size(); i++) {
                    long high = columns.uidHigh()[i];
                    long low = columns.uidLow()[i];
                    if (likely.mayContain(UidFingerprints.of(high, low))) {
                        writer.add(high, low, (long) file << ROW_BITS | (batch.firstRow() + i));
                    }
                }
            });
            List<Repeats> all = candidates.visit(parallelism, () -> new Repeats(uids.scores, repeated));
            assert !all.isEmpty();
        }
        return repeated;
    }

    /** The uids of all rows, scored or not. */
    private record UidTable(ScoreFiles scores, List<ScorePart> parts) {

        UidTable(ScoreFiles scores) {
            this(scores.select(List.of()), scores.parts());
        }

        /** Has each part read by one thread, with a writer of its own. */
        void forEach(Parallelism parallelism, Supplier<RecordSorter.Writer> writers, Rows rows) throws IOException {
            parallelism.run(parts.size(), part -> {
                int file = parts.get(part).file();
                try (RecordSorter.Writer writer = writers.get()) {
                    scores.scan(parts.get(part), true, batch -> rows.add(writer, file, batch));
                }
            });
        }
    }

    /** Puts what is wanted of some rows of a file into a writer. */
    @FunctionalInterface
    private interface Rows {
        void add(RecordSorter.Writer writer, int file, ScoreBatch batch) throws IOException;
    }

    /** Marks all but the first row of each uid. */
    private static final class Repeats implements RecordSorter.Visitor {
        private final ScoreFiles scores;
        private final RepeatedRows repeated;
        private long high;
        private long low;
        private boolean hasLast;

        Repeats(ScoreFiles scores, RepeatedRows repeated) {
            this.scores = scores;
            this.repeated = repeated;
        }

        @Override
        public void records(long[] records, int count, long first) {
            for (int at = 0; at < 3 * count; at += 3) {
                if (hasLast && records[at] == high && records[at + 1] == low) {
                    int file = (int) (records[at + 2] >>> ROW_BITS);
                    repeated.mark(
                            file,
                            records[at + 2] & ROW,
                            scores.files().get(file).rows());
                }
                high = records[at];
                low = records[at + 1];
                hasLast = true;
            }
        }
    }
}
