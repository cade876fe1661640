package io.github.hype4j.onnx.jpeg;

/** What the components of a JPEG file stand for. */
public enum JpegColour {
    /** One level of grey. */
    GREY(1),
    /** Luma and two differences of colour. */
    YCBCR(3),
    /** Red, green, blue. */
    RGB(3),
    /** Four inks, inverted as Adobe's programs write them. */
    CMYK(4),
    /** Three inks as luma and differences of colour, and black. */
    YCCK(4);

    private final int components;

    JpegColour(int components) {
        this.components = components;
    }

    /**
     * The number of components.
     *
     * @return 1, 3 or 4
     */
    public int components() {
        return components;
    }
}
