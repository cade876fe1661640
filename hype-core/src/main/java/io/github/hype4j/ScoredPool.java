package io.github.hype4j;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.ComponentRows;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.score.RowScore;
import io.github.hype4j.selection.Decider;
import io.github.hype4j.selection.Decision;
import io.github.hype4j.selection.ExactCut;
import io.github.hype4j.selection.MarginCounter;
import io.github.hype4j.selection.ScoredTable;
import io.github.hype4j.selection.SelectionPolicy;
import io.github.hype4j.selection.Selector;
import io.github.hype4j.selection.Uid;
import io.github.hype4j.specificity.Specificity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A pool in memory, while it is being scored and cut. */
final class ScoredPool<P> implements ScoredTable {

    private final List<Component> components;
    private final RowScore score;
    private final Set<Uid> seen = new HashSet<>();
    private long arrived;
    private final List<Row<P>> rows = new ArrayList<>();
    private final List<FailedPair<P>> failed = new ArrayList<>();
    private final Map<FailureReason, Long> failures = new EnumMap<>(FailureReason.class);

    ScoredPool(HypeScore score, List<Component> components) {
        this.components = components;
        this.score = score.on(components);
    }

    /** Counts a sample that comes in; whether no sample with this uid has been seen before. */
    boolean isNew(Uid uid) {
        arrived++;
        return seen.add(uid);
    }

    void addScored(Uid uid, P pair, ComponentRows batch, int index) {
        rows.add(new Row<>(uid, pair, batch, index));
    }

    void addFailed(P pair, SampleFailure failure) {
        failed.add(new FailedPair<>(pair, failure));
        failures.merge(failure.reason(), 1L, Long::sum);
    }

    SampleFailure addDuplicate(Uid uid, P pair) {
        SampleFailure failure = new SampleFailure(FailureReason.DUPLICATE_UID, uid + " was seen before");
        addFailed(pair, failure);
        return failure;
    }

    long size() {
        return (long) rows.size() + failed.size();
    }

    long failedCount() {
        return failed.size();
    }

    @Override
    public List<Component> components() {
        return components;
    }

    @Override
    public void scan(RowVisitor visitor) {
        for (Row<P> row : rows) {
            visitor.row(row.uid.high(), row.uid.low(), row.values());
        }
    }

    Selection<P> select(SelectionPolicy policy, Provenance provenance) {
        List<ExactCut> cuts = findCuts(policy);
        Decider decider = Selector.decider(policy, components, cuts);
        MarginCounter margins =
                MarginCounter.of(policy, components, cuts, Specificity.kernelError(provenance.kernel()));
        Map<Decision, Long> decisions = new EnumMap<>(Decision.class);
        List<Row<P>> kept = new ArrayList<>();
        List<ScoredPair<P>> dropped = new ArrayList<>();
        for (Row<P> row : rows) {
            Decision decision = decider.decide(row.uid.high(), row.uid.low(), row.values());
            decisions.merge(decision, 1L, Long::sum);
            margins.add(row.values());
            if (decision == Decision.KEPT) {
                kept.add(row);
            } else {
                dropped.add(scoredPair(row));
            }
        }
        // Where a union keeps a sample for another score than the first, that one may be NaN: such samples come last.
        kept.sort(Comparator.<Row<P>>comparingDouble(row -> rankable(score.score(row.values())))
                .reversed()
                .thenComparing(row -> row.uid));
        List<Float> thresholds = cuts.stream().map(ExactCut::threshold).toList();
        SelectionReport report =
                new SelectionReport(arrived, decisions, failures, thresholds, margins.margins(), provenance);
        return new Selection<>(kept.stream().map(this::scoredPair).toList(), dropped, failed, report);
    }

    private List<ExactCut> findCuts(SelectionPolicy policy) {
        try {
            return Selector.findCuts(policy, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double rankable(float score) {
        return Float.isNaN(score) ? Double.NEGATIVE_INFINITY : score + 0.0;
    }

    private ScoredPair<P> scoredPair(Row<P> row) {
        return new ScoredPair<>(row.pair, scores(score, components, row.values()));
    }

    static Scores scores(RowScore score, List<Component> components, float[] values) {
        Map<Component, Float> byName = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            byName.put(components.get(i), values[i]);
        }
        return new Scores(score.score(values), byName);
    }

    private record Row<P>(Uid uid, P pair, ComponentRows batch, int index) {
        float[] values() {
            return batch.row(index);
        }
    }
}
