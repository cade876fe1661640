package io.github.hype4j.specificity;

import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;

/**
 * The images and texts against which specificity is measured: embeddings of a sample of well-matched pairs (HYPE,
 * section 3). The two sides need not have the same size. Immutable.
 *
 * @param images embedded reference images; at least one
 * @param texts embedded reference texts; at least one
 */
public record ReferenceSet(LorentzPoints images, LorentzPoints texts) {

    /**
     * Checks the parts.
     *
     * @param images embedded reference images
     * @param texts embedded reference texts
     * @throws IllegalArgumentException if a part is out of range or the parts do not fit
     */
    public ReferenceSet {
        if (images.rows() == 0 || texts.rows() == 0) {
            throw new IllegalArgumentException("a reference set needs at least one image and one text, got "
                    + images.rows() + " images and " + texts.rows() + " texts");
        }
        if (images.dimension() != texts.dimension()) {
            throw new IllegalArgumentException("reference images have dimension " + images.dimension()
                    + " but reference texts have dimension " + texts.dimension());
        }
        if (!images.space().equals(texts.space())) {
            throw new IllegalArgumentException("reference images have curvature "
                    + images.space().curvature() + " but reference texts have curvature "
                    + texts.space().curvature());
        }
    }

    /**
     * The space that both sides lie in.
     *
     * @return the space
     */
    public Lorentz space() {
        return images.space();
    }

    /**
     * The dimension of both sides.
     *
     * @return the number of space components
     */
    public int dimension() {
        return images.dimension();
    }
}
