package io.github.hype4j.onnx.image;

import io.github.hype4j.onnx.jpeg.Region;

/** Which pixels of an image are read after it is decoded, once its size is known. */
@FunctionalInterface
interface NeededPixels {

    /** All of them. */
    NeededPixels ALL = Region::all;

    Region of(int width, int height);
}
