/**
 * From the bytes of an image file to the tensor that an image encoder reads, exact to Pillow and torchvision.
 *
 * <p>The order of the steps is the one of the published training code: decode, resize, crop, convert to RGB, normalise.
 * That colours are converted last matters: a palette image is resized by its nearest pixel, an image with alpha is
 * resized with its colours multiplied by alpha, and grey is resized as one channel. A model that was trained on colours
 * converted first says so.
 */
@NullMarked
package io.github.hype4j.onnx.image;

import org.jspecify.annotations.NullMarked;
