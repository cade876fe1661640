package io.github.hype4j;

/**
 * A sample with its score.
 *
 * @param pair what the caller gave
 * @param scores its score and components
 * @param <P> the caller's type of sample
 */
public record ScoredPair<P>(P pair, Scores scores) {

    /**
     * The score.
     *
     * @return the weighted sum
     */
    public float score() {
        return scores.score();
    }
}
