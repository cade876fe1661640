package io.github.hype4j.mini;

import io.github.hype4j.model.HypeModel;
import io.github.hype4j.onnx.OnnxHypeModel;
import io.github.hype4j.onnx.OnnxOptions;
import java.io.IOException;

/**
 * A small hyperbolic image-text model that comes with the library: nothing is downloaded, no licence is to be agreed to.
 *
 * <pre>{@code
 * try (HypeModel model = MiniModel.load()) { ... }
 * }</pre>
 *
 * <p>It embeds 64x64 pixels and captions of up to 22 word pieces in 128 dimensions of curvature -1, and has a reference
 * set of 1,024 pairs with the statistics of their components. It was trained from scratch on scenes of clip art and emoji
 * with English captions (the model card lies beside the bundle in the jar): it knows drawings, not photographs. It is
 * there to try the library, to test with real encoders, and as a default where the pool is of its kind; for photographs
 * load another bundle.
 */
public final class MiniModel {

    private static final String BUNDLE = "io/github/hype4j/mini/bundle";

    private MiniModel() {}

    /**
     * Loads the model with {@linkplain OnnxOptions#defaults() default options}.
     *
     * @return the model, to be closed by the caller
     * @throws IOException if the jar is damaged
     */
    public static HypeModel load() throws IOException {
        return load(OnnxOptions.defaults());
    }

    /**
     * Loads the model.
     *
     * @param options device, threads, batch size
     * @return the model, to be closed by the caller
     * @throws IOException if the jar is damaged
     * @throws IllegalArgumentException if the device is not there
     */
    public static HypeModel load(OnnxOptions options) throws IOException {
        return OnnxHypeModel.loadResource(MiniModel.class.getClassLoader(), BUNDLE, options);
    }
}
