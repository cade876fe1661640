package io.github.hype4j.cli;

import io.github.hype4j.model.EmbeddingSpace;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What to rank by. */
final class ScoreOptions {

    private static final String COMPONENTS =
            "Components: image_specificity, text_specificity, negative_distance, cosine,"
                    + " image_root_distance, text_root_distance, entailment_violation, cluster, and any column of the metadata.";

    /** The named scores. */
    enum NamedScore {
        PAPER,
        STANDARDIZED,
        SHORTFALL,
        SPECIFICITY_AND_DISTANCE,
        IMAGE_SPECIFICITY,
        COSINE;

        HypeScore score() {
            return switch (this) {
                case PAPER -> HypeScore.paper();
                case STANDARDIZED -> HypeScore.standardized();
                case SHORTFALL -> HypeScore.shortfall();
                case SPECIFICITY_AND_DISTANCE -> HypeScore.specificityAndDistance();
                case IMAGE_SPECIFICITY -> HypeScore.imageSpecificity();
                case COSINE -> HypeScore.of(Component.COSINE);
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Option(
            names = "--score",
            paramLabel = "NAME",
            converter = NamedScoreConverter.class,
            description =
                    "paper (the default: image specificity + text specificity - distance + cosine; for a Euclidean"
                            + " model the default is cosine), standardized"
                            + " (the same terms, each in units of its deviation over clean pairs), shortfall (of these, only what"
                            + " falls short of clean pairs), specificity-and-distance, image-specificity, or any component by its name, such as cosine"
                            + " or clip_l14_similarity_score")
    @Nullable
    HypeScore named;

    @Option(
            names = "--weight",
            paramLabel = "COMPONENT=W",
            description =
                    "gives a component another weight in the score; 0 takes it out. May be repeated. " + COMPONENTS)
    Map<String, Double> weights = new LinkedHashMap<>();

    @Option(
            names = "--minimum",
            paramLabel = "COMPONENT=MIN",
            description = "never keeps a pair whose component is below a value. May be repeated.")
    Map<String, Double> minima = new LinkedHashMap<>();

    /** Whether nothing was said. */
    boolean isDefault() {
        return named == null && weights.isEmpty() && minima.isEmpty();
    }

    /** Whether the terms are the paper's but for what else was said. */
    boolean isPaper() {
        return named == null || named.equals(HypeScore.paper());
    }

    /** The score where nothing is known of the model. */
    HypeScore score() {
        return score(EmbeddingSpace.TANGENT);
    }

    /** The score of a model's embeddings, or of its images alone, which has a default of its own. */
    HypeScore score(EmbeddingSpace space, boolean imageOnly) {
        return imageOnly && isDefault() ? HypeScore.imageSpecificity() : score(space);
    }

    /** The score of a model's embeddings. */
    HypeScore score(EmbeddingSpace space) {
        HypeScore score = named;
        if (score == null) {
            score = space.isHyperbolic() ? HypeScore.paper() : HypeScore.of(Component.COSINE);
        }
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            score = score.withWeight(new Component(weight.getKey()), weight.getValue());
        }
        for (Map.Entry<String, Double> minimum : minima.entrySet()) {
            score = score.withMinimum(new Component(minimum.getKey()), minimum.getValue());
        }
        if (score.weights().isEmpty()) {
            throw new IllegalArgumentException("--weight: at least one component must have a weight that is not 0");
        }
        return score;
    }

    /** Reads a name as it is written in the help. */
    static final class NamedScoreConverter implements ITypeConverter<HypeScore> {
        @Override
        public HypeScore convert(String value) {
            for (NamedScore score : NamedScore.values()) {
                if (score.toString().equals(value)) {
                    return score.score();
                }
            }
            if (Component.isName(value)) {
                return HypeScore.of(new Component(value));
            }
            throw new TypeConversionException("must be one of " + Arrays.toString(NamedScore.values())
                    + " or the name of a component, got \"" + value + "\"");
        }
    }
}
