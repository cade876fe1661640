package io.github.hype4j.io.run;

import java.util.Locale;

/** Whether the embeddings are stored beside the scores, and how exactly. */
public enum EmbeddingStorage {
    /** They are not stored. */
    NONE,
    /** As the encoders give them: scores computed from them again are the same to the bit. */
    F32,
    /** Rounded to half precision, in half the space. */
    F16;

    /**
     * The name in manifests.
     *
     * @return the constant's name in lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
