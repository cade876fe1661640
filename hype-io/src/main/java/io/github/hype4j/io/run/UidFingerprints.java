package io.github.hype4j.io.run;

import io.github.hype4j.io.sort.RecordSorter;
import io.github.hype4j.specificity.Parallelism;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells which uids may stand more than once, by a 64-bit fingerprint of every uid. Uids are gathered by several threads, each
 * with a gatherer of its own.
 */
final class UidFingerprints implements AutoCloseable {

    private final RecordSorter sorter;

    UidFingerprints(long memoryBytes, int threads, Path folder) {
        this.sorter = RecordSorter.of(1, memoryBytes, threads, folder);
    }

    RecordSorter.Writer gatherer() {
        return sorter.writer();
    }

    /** A number that is as good as random and differs where uids do, but for about one pair of uids in 2^64. */
    static long of(long high, long low) {
        // Two rounds of multiplying and folding: uids may be counters as well as hashes.
        long mixed = (high ^ (high >>> 32)) * 0x9E3779B97F4A7C15L + low;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** Finds the uids that may stand more than once, in a set that may hold some others too. */
    LikelySet repeated(Parallelism parallelism, long memoryBytes) throws IOException {
        LikelySet repeated = LikelySet.ofBytes(memoryBytes);
        List<Repeats> all = sorter.visit(parallelism, () -> new Repeats(repeated));
        assert !all.isEmpty();
        return repeated.small();
    }

    @Override
    public void close() throws IOException {
        sorter.close();
    }

    /** Finds neighbours that are equal. */
    private static final class Repeats implements RecordSorter.Visitor {
        private final LikelySet repeated;
        private long last;
        private boolean hasLast;

        Repeats(LikelySet repeated) {
            this.repeated = repeated;
        }

        @Override
        public void records(long[] records, int count, long first) {
            for (int i = 0; i < count; i++) {
                if (hasLast && records[i] == last) {
                    repeated.add(last);
                }
                last = records[i];
                hasLast = true;
            }
        }
    }
}
