package io.github.hype4j.cli;

import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.selection.Cut;
import io.github.hype4j.selection.SelectionPolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How much to keep. */
final class CutOptions {

    @ArgGroup(exclusive = true, multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // set by picocli
    HowMuch howMuch;

    @Option(
            names = "--intersect",
            paramLabel = "COMPONENT=FRACTION",
            description = "keeps only what is also in the best fraction by one component. May be repeated.")
    Map<String, Double> intersections = new LinkedHashMap<>();

    @Option(
            names = "--union",
            paramLabel = "COMPONENT=FRACTION",
            description = "keeps also what is in the best fraction by one component. May be repeated.")
    Map<String, Double> unions = new LinkedHashMap<>();

    /** One of these. */
    static final class HowMuch {
        @Option(
                names = "--keep-fraction",
                paramLabel = "F",
                description = "keeps the best floor(n * F) of n scored pairs; F in (0, 1]")
        @Nullable
        Double keepFraction;

        @Option(names = "--keep-top", paramLabel = "N", description = "keeps the best N pairs")
        @Nullable
        Long keepTop;

        @Option(names = "--threshold", paramLabel = "S", description = "keeps every pair with a score of at least S")
        @Nullable
        Float threshold;

        @Option(
                names = "--datacomp-fraction",
                paramLabel = "F",
                description = "keeps a fraction by DataComp's rule: one more than --keep-fraction, and all ties")
        @Nullable
        Double dataCompFraction;

        Cut cut() {
            if (keepFraction != null) {
                return new Cut.KeepFraction(keepFraction);
            }
            if (keepTop != null) {
                return new Cut.KeepTop(keepTop);
            }
            if (threshold != null) {
                return new Cut.Threshold(threshold);
            }
            if (dataCompFraction != null) {
                return new Cut.DataCompFraction(dataCompFraction);
            }
            throw new IllegalArgumentException("how much to keep is not set");
        }
    }

    SelectionPolicy policy(HypeScore score) {
        SelectionPolicy policy = SelectionPolicy.of(score, howMuch.cut());
        for (Map.Entry<String, Double> other : intersections.entrySet()) {
            policy = policy.intersect(best(other));
        }
        for (Map.Entry<String, Double> other : unions.entrySet()) {
            policy = policy.union(best(other));
        }
        return policy;
    }

    private static SelectionPolicy best(Map.Entry<String, Double> fraction) {
        return SelectionPolicy.of(
                HypeScore.of(new Component(fraction.getKey())), new Cut.KeepFraction(fraction.getValue()));
    }
}
