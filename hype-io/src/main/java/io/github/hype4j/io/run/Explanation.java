package io.github.hype4j.io.run;

import io.github.hype4j.io.scores.ScoreRow;
import io.github.hype4j.score.Component;
import io.github.hype4j.selection.Decision;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Why a sample is kept or dropped.
 *
 * @param file the score file that it stands in
 * @param row its row there, with the components that the policy needs
 * @param repeats how many further rows have its uid; they count as duplicates
 * @param terms the components, in the order of the row
 * @param score the score by the policy's first ranking; NaN if the sample was not scored
 * @param rank its place by that score among all samples, 1 being the best; 0 if it has none
 * @param samples how many scored samples there are, without duplicates
 * @param threshold the smallest score that the first ranking keeps
 * @param decision what becomes of it; empty if it was not scored
 */
public record Explanation(
        Path file,
        ScoreRow row,
        long repeats,
        List<Term> terms,
        float score,
        long rank,
        long samples,
        float threshold,
        Optional<Decision> decision) {

    /**
     * Copies the parts.
     *
     * @param file the score file that it stands in
     * @param row its row there
     * @param repeats how many further rows have its uid
     * @param terms the components, in the order of the row
     * @param score the score by the policy's first ranking
     * @param rank its place by that score, 1 being the best; 0 if it has none
     * @param samples how many scored samples there are
     * @param threshold the smallest score that the first ranking keeps
     * @param decision what becomes of it; empty if it was not scored
     */
    public Explanation {
        terms = List.copyOf(terms);
    }

    /**
     * How far the score is from the cut of the first ranking.
     *
     * @return score minus threshold: at least 0 above the cut; NaN if there is no score
     */
    public double distance() {
        return (double) score - threshold;
    }

    /**
     * What one component says of a sample.
     *
     * @param component the component
     * @param value its value
     * @param weight its weight in the first ranking; 0 if it has none
     * @param contribution what it adds to the score
     * @param rank one more than there are samples with a larger value; 0 if the value is NaN
     */
    public record Term(Component component, float value, double weight, double contribution, long rank) {}
}
