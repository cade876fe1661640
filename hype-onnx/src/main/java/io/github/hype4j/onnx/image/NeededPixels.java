package io.github.hype4j.onnx.image;

import io.github.hype4j.onnx.jpeg.Region;

/** Which pixels of an image are read after it is decoded, once its size is known, and where they may be put. */
@FunctionalInterface
interface NeededPixels {

    /** All of them. */
    NeededPixels ALL = Region::all;

    Region of(int width, int height);

    /** An array for the samples of the image, at least as long; what it holds means nothing. */
    default byte[] memory(int samples) {
        return new byte[samples];
    }
}
