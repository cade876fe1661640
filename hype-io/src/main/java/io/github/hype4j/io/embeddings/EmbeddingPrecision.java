package io.github.hype4j.io.embeddings;

import io.github.hype4j.numpy.NpyType;

/** How embeddings are stored. */
public enum EmbeddingPrecision {
    /** Floats of 16 bits: half the size, each number rounded to 11 bits; scores made of them differ a little. */
    FLOAT16(NpyType.FLOAT16),
    /** Floats of 32 bits: the numbers that the encoders gave; scores made of them are the same to the last bit. */
    FLOAT32(NpyType.FLOAT32);

    private final NpyType type;

    EmbeddingPrecision(NpyType type) {
        this.type = type;
    }

    NpyType type() {
        return type;
    }
}
