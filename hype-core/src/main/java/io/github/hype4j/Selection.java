package io.github.hype4j;

import java.util.List;

/**
 * What became of every sample of a pool.
 *
 * @param kept the samples kept, the best first (score descending, then uid ascending)
 * @param dropped the scored samples that were not kept, in the order in which they came
 * @param failed the samples that could not be scored, in the order in which they came
 * @param report the books
 * @param <P> the caller's type of sample
 */
public record Selection<P>(
        List<ScoredPair<P>> kept, List<ScoredPair<P>> dropped, List<FailedPair<P>> failed, SelectionReport report) {

    /**
     * Copies the parts.
     *
     * @param kept the samples kept, the best first (score descending, then uid ascending)
     * @param dropped the scored samples that were not kept, in the order in which they came
     * @param failed the samples that could not be scored, in the order in which they came
     * @param report the books
     */
    public Selection {
        kept = List.copyOf(kept);
        dropped = List.copyOf(dropped);
        failed = List.copyOf(failed);
    }

    /**
     * The samples kept, without their scores.
     *
     * @return the samples, the best first
     */
    public List<P> pairs() {
        return kept.stream().map(ScoredPair::pair).toList();
    }
}
