package io.github.hype4j.io.run;

import io.github.hype4j.Provenance;
import io.github.hype4j.SelectionReport;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.sort.RecordSorter;
import io.github.hype4j.io.subset.SortedSubsetFile;
import io.github.hype4j.selection.BatchDecider;
import io.github.hype4j.selection.ColumnBatch;
import io.github.hype4j.selection.Decision;
import io.github.hype4j.selection.ExactCut;
import io.github.hype4j.selection.MarginCounter;
import io.github.hype4j.selection.PartedTable;
import io.github.hype4j.selection.SelectionPolicy;
import io.github.hype4j.selection.Selector;
import io.github.hype4j.specificity.Parallelism;
import io.github.hype4j.specificity.Specificity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One selection from score files.
 *
 * <p>Repeats of uids are looked for first, so that the passes over the components are made once, without them.
 */
final class SelectionRun {

    private final ScoreFiles scores;
    private final SelectionPolicy policy;
    private final SelectionOptions options;
    private final Path temporary;
    private final Parallelism parallelism;

    SelectionRun(ScoreFiles scores, SelectionPolicy policy, SelectionOptions options, Path temporary) {
        this.scores = scores;
        this.policy = policy;
        this.options = options;
        this.temporary = temporary;
        this.parallelism = options.parallelism();
    }

    SelectionReport write(Path target) throws IOException {
        ScoreFilesTable table = table();
        try (RecordSorter kept = RecordSorter.of(2, options.memoryBytes() / 3, parallelism.threads(), temporary)) {
            Cutting cutting = cut(table, kept);
            SortedSubsetFile.write(target, kept, options.overwrite(), parallelism);
            return cutting.report();
        }
    }

    /** The scored rows, without those whose uid came before. */
    ScoreFilesTable table() throws IOException {
        RepeatedRows repeated =
                options.uniqueUids() ? RepeatedRows.NONE : RepeatSearch.search(scores, options, temporary);
        return new ScoreFilesTable(scores, policy.components(), repeated);
    }

    /** Finds the cuts and what they keep. */
    private Cutting cut(ScoreFilesTable table, RecordSorter kept) throws IOException {
        List<ExactCut> cuts = Selector.findCuts(policy, table, parallelism);
        Provenance provenance = ScoreFileMetadata.provenance(scores.metadata(), policy.toString());
        double kernelError = Specificity.kernelError(provenance.kernel());
        BatchDecider decider = BatchDecider.of(policy, table.components(), cuts);
        List<Gatherer> gatherers = table.scanAll(
                true,
                parallelism,
                () -> new Gatherer(
                        decider.fork(),
                        MarginCounter.of(policy, table.components(), cuts, kernelError),
                        kept.writer()));
        gatherers.forEach(gatherer -> gatherer.kept.close());
        return new Cutting(scores.rows(), cuts, gatherers, table, provenance);
    }

    /** Decides on the rows that one thread reads, and gathers the uids that are kept. */
    private record Gatherer(BatchDecider decider, MarginCounter margins, RecordSorter.Writer kept)
            implements PartedTable.BatchVisitor {
        @Override
        public void batch(ColumnBatch batch) throws IOException {
            boolean[] isKept = decider.decide(batch);
            for (int row = 0; row < batch.size(); row++) {
                if (isKept[row]) {
                    kept.add(batch.uidHigh()[row], batch.uidLow()[row]);
                }
            }
            margins.add(batch);
        }
    }

    /** What the last pass has counted. */
    private record Cutting(
            long rows, List<ExactCut> cuts, List<Gatherer> gatherers, ScoreFilesTable table, Provenance provenance) {
        SelectionReport report() {
            Map<Decision, Long> decisions = new EnumMap<>(Decision.class);
            MarginCounter margins = gatherers.get(0).margins;
            for (int i = 0; i < gatherers.size(); i++) {
                for (Decision decision : Decision.values()) {
                    long count = gatherers.get(i).decider.count(decision);
                    if (count > 0) {
                        decisions.merge(decision, count, Long::sum);
                    }
                }
                if (i > 0) {
                    margins.merge(gatherers.get(i).margins);
                }
            }
            return new SelectionReport(
                    rows,
                    decisions,
                    table.failures(),
                    cuts.stream().map(ExactCut::threshold).toList(),
                    margins.margins(),
                    provenance);
        }
    }
}
