package io.github.hype4j.io.run;

import io.github.hype4j.io.embeddings.EmbeddingPrecision;
import java.util.Locale;
import java.util.Optional;

/** Whether the embeddings are stored beside the scores, and how exactly. */
public enum EmbeddingStorage {
    /** They are not stored. */
    NONE,
    /** As the encoders give them: scores computed from them again are the same to the bit. */
    F32,
    /** Rounded to half precision, in half the space. */
    F16;

    /** How numbers are stored, where they are. */
    Optional<EmbeddingPrecision> precision() {
        return switch (this) {
            case NONE -> Optional.empty();
            case F32 -> Optional.of(EmbeddingPrecision.FLOAT32);
            case F16 -> Optional.of(EmbeddingPrecision.FLOAT16);
        };
    }

    /**
     * The name in manifests.
     *
     * @return the constant's name in lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
