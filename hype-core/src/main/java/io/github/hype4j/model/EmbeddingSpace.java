package io.github.hype4j.model;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import java.util.Arrays;
import java.util.Locale;

/** What the rows of an encoder are. */
public enum EmbeddingSpace {
    /** Tangent vectors at [ROOT], which the exponential map lifts (HYPE's own code). */
    TANGENT {
        @Override
        public LorentzPoints lift(Lorentz space, Embeddings rows) {
            return space.expMap0(rows);
        }
    },
    /** Space components of points, lifted already (MERU with projection). */
    HYPERBOLOID {
        @Override
        public LorentzPoints lift(Lorentz space, Embeddings rows) {
            return space.points(rows);
        }
    },
    /**
     * Vectors of a model without curvature, such as a CLIP: only their directions mean something, so that of the components
     * that are computed only those are defined which need no {@linkplain
     * io.github.hype4j.score.Component#needsHyperbolicSpace() hyperbolic space}.
     */
    EUCLIDEAN {
        /** Takes the rows for points: their directions, and with them the cosine, are the same in every space. */
        @Override
        public LorentzPoints lift(Lorentz space, Embeddings rows) {
            return space.points(rows);
        }
    };

    /**
     * Makes points of an encoder's rows.
     *
     * @param space where the points lie
     * @param rows the encoder's output
     * @return one point a row
     */
    public abstract LorentzPoints lift(Lorentz space, Embeddings rows);

    /**
     * Whether the rows have a place in hyperbolic space.
     *
     * @return false for {@link #EUCLIDEAN}
     */
    public boolean isHyperbolic() {
        return this != EUCLIDEAN;
    }

    /**
     * The name in a model bundle.
     *
     * @return {@code tangent}, {@code hyperboloid} or {@code euclidean}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The space of a given name.
     *
     * @param label {@code tangent}, {@code hyperboloid} or {@code euclidean}
     * @return the space
     * @throws IllegalArgumentException for any other name
     */
    public static EmbeddingSpace ofLabel(String label) {
        return Arrays.stream(values())
                .filter(space -> space.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "embeddingSpace must be \"tangent\", \"hyperboloid\" or \"euclidean\", got \"" + label + "\""));
    }
}
