package io.github.hype4j.onnx.check;

/** What is compared when a bundle is checked. */
public enum CheckPart {
    /** The token ids of each caption. The error is how many of them differ; none may. */
    TOKENS("tokens"),

    /** The text graph on the stored token ids. The error is relative: {@code |a - b| / |b|}, b stored. */
    TEXT_GRAPH("text graph"),

    /** Captions through tokenizer and graph. The error is relative. */
    TEXTS("texts, whole path"),

    /** Each image, prepared. The error is the largest difference of two values, which may be 1e-6, for rounding. */
    PIXELS("pixels"),

    /** The image graph on the stored pixels. The error is relative. */
    IMAGE_GRAPH("image graph"),

    /** Image files through preparation and graph. The error is relative. */
    IMAGES("images, whole path");

    private final String label;

    CheckPart(String label) {
        this.label = label;
    }

    /**
     * The name for people.
     *
     * @return a few words
     */
    public String label() {
        return label;
    }
}
