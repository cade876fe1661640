package io.github.hype4j.cli.report;

import io.github.hype4j.onnx.image.Thumbnail;
import org.jspecify.annotations.Nullable;

/**
 * The picture and the caption of a pair.
 *
 * @param picture null if it cannot be shown
 * @param caption null if there is none
 */
record ShownPair(@Nullable Thumbnail picture, @Nullable String caption) {

    static final ShownPair UNKNOWN = new ShownPair(null, null);
}
