package io.github.hype4j.io.embeddings;

import org.jspecify.annotations.Nullable;

/**
 * What the arrays of a {@code .npz} file of embeddings are called.
 *
 * @param image the array of image embeddings
 * @param text the array of text embeddings; null if texts are not wanted
 * @param uid the array of uids, read where it is there
 */
public record EmbeddingNames(String image, @Nullable String text, String uid) {

    /** The names that this library writes: {@code image}, {@code text} and {@code uid}. */
    public static final EmbeddingNames DEFAULT = new EmbeddingNames("image", "text", "uid");

    /** Those of DataComp's embeddings of OpenAI's CLIP ViT-L/14. */
    public static final EmbeddingNames DATACOMP_L14 = new EmbeddingNames("l14_img", "l14_txt", "uid");

    /** Those of DataComp's embeddings of OpenAI's CLIP ViT-B/32. */
    public static final EmbeddingNames DATACOMP_B32 = new EmbeddingNames("b32_img", "b32_txt", "uid");
}
