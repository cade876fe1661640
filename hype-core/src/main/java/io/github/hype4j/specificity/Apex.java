package io.github.hype4j.specificity;

/** Which point of a (sample, reference point) pair stands at the apex of the exterior angle. */
enum Apex {
    /** The sample: a text measured against reference images. */
    SAMPLE,
    /** The reference point: an image measured against reference texts. */
    REFERENCE
}
