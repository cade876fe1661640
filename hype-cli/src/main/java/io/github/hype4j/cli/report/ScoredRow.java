package io.github.hype4j.cli.report;

import io.github.hype4j.selection.Uid;
import java.util.Comparator;

/** A scored pair, as far as the report shows it. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ScoredRow(Uid uid, String key, float score, float[] components, boolean kept) {

    /** As samples rank: score descending, then uid ascending; scores that are no numbers last. */
    static final Comparator<ScoredRow> BEST_FIRST = Comparator.comparingDouble(
                    (ScoredRow row) -> Float.isNaN(row.score) ? Double.POSITIVE_INFINITY : -row.score)
            .thenComparing(ScoredRow::uid);
}
