package io.github.hype4j.onnx.image;

/** What the samples of a decoded pixel stand for. */
enum PixelLayout {
    /** One level of grey. */
    GREY(1),
    /** One level of grey of 16 bits, in two samples, the high one first. */
    DEEP_GREY(2),
    /** Grey and alpha. */
    GREY_ALPHA(2),
    /** Red, green, blue. */
    RGB(3),
    /** Red, green, blue, alpha. */
    RGBA(4),
    /** Cyan, magenta, yellow, black; 0 is no ink. */
    CMYK(4),
    /** An index into a palette. */
    PALETTE(1);

    private final int bands;

    PixelLayout(int bands) {
        this.bands = bands;
    }

    int bands() {
        return bands;
    }

    boolean hasAlpha() {
        return this == GREY_ALPHA || this == RGBA;
    }
}
