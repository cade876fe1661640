package io.github.hype4j.io.run;

import io.github.hype4j.Provenance;
import io.github.hype4j.SelectionReport;
import io.github.hype4j.io.scores.ScoreCursor;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.scores.ScoreStatus;
import io.github.hype4j.io.subset.Subset;
import io.github.hype4j.io.subset.SubsetFile;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.selection.Decider;
import io.github.hype4j.selection.Decision;
import io.github.hype4j.selection.ExactCut;
import io.github.hype4j.selection.MarginCounter;
import io.github.hype4j.selection.SelectionPolicy;
import io.github.hype4j.selection.Selector;
import io.github.hype4j.specificity.Specificity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Cuts a score file into a subset file, without encoding anything again. */
public final class PoolSelector {

    private PoolSelector() {}

    /**
     * Selects.
     *
     * @param scores the scores, scanned several times
     * @param policy what to keep; its components must be in the file, and so must the statistics of a score that lacks
     *     them
     * @param target the subset file, written aside and moved in when it is whole
     * @param overwrite whether to replace a file that exists
     * @return the books, over every row of the score file
     * @throws java.nio.file.FileAlreadyExistsException if the target exists and is not to be replaced
     * @throws IOException if a file cannot be read or written
     * @throws IllegalArgumentException if the file lacks a component, or statistics
     */
    public static SelectionReport select(ScoreFiles scores, SelectionPolicy policy, Path target, boolean overwrite)
            throws IOException {
        return selectBy(scores, standardized(policy, scores), target, overwrite);
    }

    /**
     * A policy whose scores have the statistics that they need from a score file.
     *
     * @param policy any policy
     * @param scores the score file that it is to be applied to
     * @return the policy, with every score ready to be computed
     * @throws IllegalArgumentException if a score needs statistics that the file does not have
     */
    public static SelectionPolicy standardized(SelectionPolicy policy, ScoreFiles scores) {
        return policy.withScores(score -> standardized(score, scores));
    }

    private static HypeScore standardized(HypeScore score, ScoreFiles scores) {
        if (!score.lacksStatistics()) {
            return score;
        }
        return score.standardizedBy(
                ScoreFileMetadata.statistics(scores.metadata())
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "score: the "
                                                + score.form().label() + " form needs reference statistics, and "
                                                + scores.path()
                                                + " has none: the model that made it had none; 'hype reference build' makes a bundle with them")));
    }

    private static SelectionReport selectBy(ScoreFiles scores, SelectionPolicy policy, Path target, boolean overwrite)
            throws IOException {
        List<ExactCut> cuts = Selector.findCuts(policy, new ScoreFilesTable(scores, policy.components()));
        Decider decider = Selector.decider(policy, scores.components(), cuts);
        Provenance provenance = ScoreFileMetadata.provenance(scores.metadata(), policy.toString());
        MarginCounter margins =
                MarginCounter.of(policy, scores.components(), cuts, Specificity.kernelError(provenance.kernel()));
        Subset.Builder kept = Subset.builder();
        Map<Decision, Long> decisions = new EnumMap<>(Decision.class);
        Map<FailureReason, Long> failures = new EnumMap<>(FailureReason.class);
        float[] components = new float[scores.components().size()];
        scores.forEach(row -> {
            if (row.status() != ScoreStatus.SCORED) {
                failures.merge(reason(row), 1L, Long::sum);
                return;
            }
            ScoreFilesTable.copy(row, components);
            Decision decision = decider.decide(row.uidHigh(), row.uidLow(), components);
            decisions.merge(decision, 1L, Long::sum);
            margins.add(components);
            if (decision == Decision.KEPT) {
                kept.add(row.uidHigh(), row.uidLow());
            }
        });
        SubsetFile.write(target, kept.build(), overwrite);
        return new SelectionReport(
                scores.rows(),
                decisions,
                failures,
                cuts.stream().map(ExactCut::threshold).toList(),
                margins.margins(),
                provenance);
    }

    private static FailureReason reason(ScoreCursor row) {
        String label = row.reason();
        if (label == null) {
            throw new IllegalArgumentException("the row of " + row.uid() + " has the status "
                    + row.status().label() + " but no reason: the score file was not written by this library");
        }
        return FailureReason.ofLabel(label);
    }
}
