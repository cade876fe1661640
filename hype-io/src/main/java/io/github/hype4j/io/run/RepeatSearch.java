package io.github.hype4j.io.run;

import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.scores.ScorePart;
import io.github.hype4j.io.sort.RecordSorter;
import io.github.hype4j.score.Component;
import io.github.hype4j.selection.ColumnBatch;
import io.github.hype4j.selection.PartedTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Finds, exactly, the rows whose uid stands in a row before them, among the few uids that may be repeated. */
final class RepeatSearch {

    private static final int ROW_BITS = 40;
    private static final long ROW = (1L << ROW_BITS) - 1;

    private RepeatSearch() {}

    /** Goes over all uids once, and once over those that may be repeated. */
    static RepeatedRows search(ScoreFiles scores, LikelySet likely, SelectionOptions options, Path temporary)
            throws IOException {
        RepeatedRows repeated = RepeatedRows.of(scores);
        int threads = options.parallelism().threads();
        try (RecordSorter candidates = RecordSorter.of(3, options.memoryBytes() / 2, threads, temporary)) {
            new UidTable(scores, likely, candidates).scanAll(true, options.parallelism(), () -> columns -> {});
            List<Repeats> all = candidates.visit(options.parallelism(), () -> new Repeats(scores, repeated));
            assert !all.isEmpty();
        }
        return repeated;
    }

    /** The uids of all rows, scored or not; those that may be repeated go to a sorter with their places. */
    private record UidTable(ScoreFiles scores, List<ScorePart> all, LikelySet likely, RecordSorter candidates)
            implements PartedTable {

        UidTable(ScoreFiles scores, LikelySet likely, RecordSorter candidates) {
            this(scores.select(List.of()), scores.parts(), likely, candidates);
        }

        @Override
        public List<Component> components() {
            return List.of();
        }

        @Override
        public int parts() {
            return all.size();
        }

        @Override
        public void scan(int part, boolean withUids, BatchVisitor visitor) throws IOException {
            long file = all.get(part).file();
            try (RecordSorter.Writer writer = candidates.writer()) {
                scores.scan(all.get(part), true, batch -> {
                    ColumnBatch columns = batch.columns();
                    for (int i = 0; i < columns.size(); i++) {
                        long high = columns.uidHigh()[i];
                        long low = columns.uidLow()[i];
                        if (likely.mayContain(UidFingerprints.of(high, low))) {
                            writer.add(high, low, file << ROW_BITS | (batch.firstRow() + i));
                        }
                    }
                });
            }
        }
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
