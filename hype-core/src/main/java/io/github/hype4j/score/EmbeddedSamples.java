package io.github.hype4j.score;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.lorentz.LorentzPoints;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A batch of samples, embedded: what components are computed from.
 *
 * @param images one point an image
 * @param encodedImages the same images as the encoder gave them, for the cluster score
 * @param texts one point a caption, in the same order; null for images alone
 * @param columns values that the caller has already, by column name, one a sample; NaN where there is none
 */
public record EmbeddedSamples(
        LorentzPoints images,
        Embeddings encodedImages,
        @Nullable LorentzPoints texts,
        Map<String, float[]> columns) {

    /**
     * Checks the parts.
     *
     * @param images one point an image
     * @param encodedImages the same images as the encoder gave them, for the cluster score
     * @param texts one point a caption, in the same order
     * @param columns values that the caller has already, by column name, one a sample
     * @throws IllegalArgumentException if a part is out of range or the parts do not fit
     */
    public EmbeddedSamples {
        columns = Map.copyOf(columns);
        checkRows("encodedImages", encodedImages.rows(), images.rows());
        if (texts != null) {
            checkRows("texts", texts.rows(), images.rows());
            checkFit(images, texts);
        }
        for (Map.Entry<String, float[]> column : columns.entrySet()) {
            checkRows("column " + column.getKey(), column.getValue().length, images.rows());
        }
    }

    private static void checkRows(String what, int actual, int expected) {
        if (actual != expected) {
            throw new IllegalArgumentException(what + ": " + actual + " rows for " + expected + " images");
        }
    }

    private static void checkFit(LorentzPoints images, LorentzPoints texts) {
        if (texts.dimension() != images.dimension()) {
            throw new IllegalArgumentException(
                    "texts have dimension " + texts.dimension() + " but images have dimension " + images.dimension());
        }
        if (!texts.space().equals(images.space())) {
            throw new IllegalArgumentException("texts have curvature "
                    + texts.space().curvature() + " but images have curvature "
                    + images.space().curvature());
        }
    }

    /** The values of a column; all NaN where the caller has given none. */
    float[] column(String name) {
        float[] values = columns.get(name);
        if (values != null) {
            return values;
        }
        float[] unknown = new float[images.rows()];
        Arrays.fill(unknown, Float.NaN);
        return unknown;
    }
}
