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
     * The name in a model bundle.
     *
     * @return {@code tangent} or {@code hyperboloid}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The space of a given name.
     *
     * @param label {@code tangent} or {@code hyperboloid}
     * @return the space
     * @throws IllegalArgumentException for any other name
     */
    public static EmbeddingSpace ofLabel(String label) {
        return Arrays.stream(values())
                .filter(space -> space.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "embeddingSpace must be \"tangent\" or \"hyperboloid\", got \"" + label + "\""));
    }
}
