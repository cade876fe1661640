package io.github.hype4j.onnx.simd;

import jdk.incubator.vector.VectorShape;

/** Asks the Vector API; not loaded where there is none. */
final class PreferredWidth {

    private PreferredWidth() {}

    static int bits() {
        return VectorShape.preferredShape().vectorBitSize();
    }
}
