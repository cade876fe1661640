package io.github.hype4j;

import io.github.hype4j.lorentz.Embeddings;
import org.jspecify.annotations.Nullable;

/**
 * The embeddings of a batch of pairs, as the encoders gave them: before they are lifted into the space. Immutable and safe
 * for use by several threads.
 */
public final class PairEmbeddings {

    /** In place of a row: the pair has failed. */
    static final int FAILED = -1;

    private final Embeddings images;
    private final @Nullable Embeddings texts;
    private final int[] textRows;

    /**
     * @param images a row a pair
     * @param texts a row for each different caption, null where captions are not looked at
     * @param textRows for each pair the row of its caption, 0 where there are none; {@link #FAILED} where the pair failed
     */
    PairEmbeddings(Embeddings images, @Nullable Embeddings texts, int[] textRows) {
        this.images = images;
        this.texts = texts;
        this.textRows = textRows;
    }

    /**
     * The length of an image's embedding.
     *
     * @return the dimension, at least 1
     */
    public int imageDimension() {
        return images.dimension();
    }

    /**
     * The length of a caption's embedding.
     *
     * @return the dimension; 0 if captions are not looked at
     */
    public int textDimension() {
        return texts == null ? 0 : texts.dimension();
    }

    /**
     * The embedding of a pair's image.
     *
     * @param index the pair's place in the batch
     * @return a copy; null if the pair failed, by whichever of its parts
     * @throws IndexOutOfBoundsException if the batch has no such pair
     */
    public float @Nullable [] image(int index) {
        return textRows[index] == FAILED ? null : images.row(index);
    }

    /**
     * The embedding of a pair's caption.
     *
     * @param index the pair's place in the batch
     * @return a copy; null if the pair failed, by whichever of its parts, or captions are not looked at
     * @throws IndexOutOfBoundsException if the batch has no such pair
     */
    public float @Nullable [] text(int index) {
        return textRows[index] == FAILED || texts == null ? null : texts.row(textRows[index]);
    }
}
