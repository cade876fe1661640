package io.github.hype4j;

import io.github.hype4j.model.FailureReason;
import io.github.hype4j.selection.CutMargin;
import io.github.hype4j.selection.Decision;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The books of a selection: every sample that came in is counted exactly once.
 *
 * @param total how many samples came in
 * @param decisions how many scored samples were kept or dropped, by decision; decisions that did not occur are absent
 * @param failures how many samples could not be scored, by reason; reasons that did not occur are absent
 * @param thresholds the smallest score kept by each ranking of the policy, in order
 * @param margins how many samples lie so near to the cut of each ranking that the specificity kernel may decide, in order
 * @param provenance what the selection was made with
 */
public record SelectionReport(
        long total,
        Map<Decision, Long> decisions,
        Map<FailureReason, Long> failures,
        List<Float> thresholds,
        List<CutMargin> margins,
        Provenance provenance) {

    /**
     * Copies the parts.
     *
     * @param total how many samples came in
     * @param decisions how many scored samples were kept or dropped, by decision
     * @param failures how many samples could not be scored, by reason
     * @param thresholds the smallest score kept by each ranking of the policy, in order
     * @param margins how many samples lie near the cut of each ranking, in order
     * @param provenance what the selection was made with
     */
    public SelectionReport {
        decisions = Map.copyOf(decisions);
        failures = Map.copyOf(failures);
        thresholds = List.copyOf(thresholds);
        margins = List.copyOf(margins);
    }

    /**
     * How many samples were kept.
     *
     * @return the count
     */
    public long kept() {
        return decisions.getOrDefault(Decision.KEPT, 0L);
    }

    /**
     * How many scored samples were dropped, for whatever reason.
     *
     * @return the count
     */
    public long dropped() {
        return sum(decisions) - kept();
    }

    /**
     * How many samples lack an image or a caption.
     *
     * @return the count
     */
    public long missing() {
        return failures.entrySet().stream()
                .filter(entry -> entry.getKey().isMissingPart())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /**
     * How many samples have the uid of one that came before.
     *
     * @return the count
     */
    public long duplicates() {
        return failures.getOrDefault(FailureReason.DUPLICATE_UID, 0L);
    }

    /**
     * How many samples failed, other than by a missing part or as a duplicate.
     *
     * @return the count
     */
    public long failed() {
        return sum(failures) - missing() - duplicates();
    }

    /**
     * Whether in = kept + dropped + failed + missing + duplicate.
     *
     * @return true unless a sample was lost
     */
    public boolean isBalanced() {
        return total == sum(decisions) + sum(failures);
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The books in one line, with reasons. */
    @Override
    public String toString() {
        return total + " in = " + kept() + " kept + " + dropped() + " dropped + " + failed() + " failed + " + missing()
                + " missing + " + duplicates() + " duplicate" + reasons();
    }

    private String reasons() {
        if (failures.isEmpty()) {
            return "";
        }
        return new EnumMap<>(failures)
                .entrySet().stream()
                        .map(entry -> entry.getKey().label() + " " + entry.getValue())
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
