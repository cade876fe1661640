package io.github.hype4j;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.model.EmbeddingSpace;
import io.github.hype4j.selection.Uid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pool whose embeddings the caller has already. Immutable, as far as {@link Embeddings} and the columns are.
 *
 * @param uids the identities, one a sample
 * @param images one row an image
 * @param texts one row a caption, in the same order; null for images alone
 * @param embeddingSpace what the rows are: tangent vectors, or points
 * @param columns values that the caller has already, by column name, one a sample
 */
public record EmbeddedPairs(
        List<Uid> uids,
        Embeddings images,
        @Nullable Embeddings texts,
        EmbeddingSpace embeddingSpace,
        Map<String, float[]> columns) {

    /**
     * Checks the parts.
     *
     * @param uids the identities, one a sample
     * @param images one row an image
     * @param texts one row a caption, in the same order
     * @param embeddingSpace what the rows are: tangent vectors, or points
     * @param columns values that the caller has already, by column name, one a sample
     * @throws IllegalArgumentException if a part is out of range or the parts do not fit
     */
    public EmbeddedPairs {
        uids = List.copyOf(uids);
        columns = Map.copyOf(columns);
        checkRows("images", images.rows(), uids.size());
        if (texts != null) {
            checkRows("texts", texts.rows(), uids.size());
        }
        for (Map.Entry<String, float[]> column : columns.entrySet()) {
            checkRows("column " + column.getKey(), column.getValue().length, uids.size());
        }
    }

    /**
     * Pairs whose embeddings are tangent vectors at [ROOT].
     *
     * @param uids the identities
     * @param images one tangent vector an image
     * @param texts one tangent vector a caption
     * @return the pool
     * @throws IllegalArgumentException if the numbers of rows differ
     */
    public static EmbeddedPairs ofTangents(List<Uid> uids, Embeddings images, Embeddings texts) {
        return new EmbeddedPairs(uids, images, texts, EmbeddingSpace.TANGENT, Map.of());
    }

    /**
     * Pairs whose embeddings are space components of points.
     *
     * @param uids the identities
     * @param images one point an image
     * @param texts one point a caption
     * @return the pool
     * @throws IllegalArgumentException if the numbers of rows differ
     */
    public static EmbeddedPairs ofPoints(List<Uid> uids, Embeddings images, Embeddings texts) {
        return new EmbeddedPairs(uids, images, texts, EmbeddingSpace.HYPERBOLOID, Map.of());
    }

    /**
     * Images alone, whose embeddings are tangent vectors at [ROOT].
     *
     * @param uids the identities
     * @param images one tangent vector an image
     * @return the pool
     * @throws IllegalArgumentException if the numbers of rows differ
     */
    public static EmbeddedPairs ofImages(List<Uid> uids, Embeddings images) {
        return new EmbeddedPairs(uids, images, null, EmbeddingSpace.TANGENT, Map.of());
    }

    /**
     * This pool with one more column.
     *
     * @param name the column's name, such as {@code clip_l14_similarity_score}
     * @param values one value a sample; not copied
     * @return the new pool
     * @throws IllegalArgumentException if the number of values differs
     */
    public EmbeddedPairs withColumn(String name, float[] values) {
        Map<String, float[]> more = new HashMap<>(columns);
        more.put(name, values);
        return new EmbeddedPairs(uids, images, texts, embeddingSpace, more);
    }

    /** The columns of some of the samples. */
    Map<String, float[]> columnsOf(int[] indices) {
        Map<String, float[]> chosen = new HashMap<>();
        columns.forEach((name, values) -> {
            float[] some = new float[indices.length];
            for (int i = 0; i < some.length; i++) {
                some[i] = values[indices[i]];
            }
            chosen.put(name, some);
        });
        return chosen;
    }

    private static void checkRows(String what, int actual, int expected) {
        if (actual != expected) {
            throw new IllegalArgumentException(what + ": " + actual + " rows for " + expected + " uids");
        }
    }
}
