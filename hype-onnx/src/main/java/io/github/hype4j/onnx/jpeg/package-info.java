/**
 * JPEG in plain Java, to the pixels of libjpeg-turbo: Huffman-coded sequential and progressive files of 8 bits a sample
 * (ITU T.81), the accurate integer inverse DCT, triangle-filtered chroma and fixed-point colours.
 *
 * <p>What is rare or damaged is not decoded but left to another decoder, so that there is one place alone which decides what
 * a damaged file amounts to.
 */
@NullMarked
package io.github.hype4j.onnx.jpeg;

import org.jspecify.annotations.NullMarked;
