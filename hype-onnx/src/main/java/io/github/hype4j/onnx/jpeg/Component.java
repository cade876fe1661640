package io.github.hype4j.onnx.jpeg;

/**
 * One component of a frame.
 *
 * @param id its name in the file
 * @param horizontal its blocks in a row of an MCU
 * @param vertical the rows of its blocks in an MCU
 * @param quantization which of the four tables of steps is used
 * @param width its samples in a row, without padding
 * @param height the rows of its samples, without padding
 * @param storedAcross its blocks in a row with those that only fill the last MCU
 * @param storedDown the rows of its blocks with those that only fill the last MCU
 */
record Component(
        int id,
        int horizontal,
        int vertical,
        int quantization,
        int width,
        int height,
        int storedAcross,
        int storedDown) {

    /** The blocks in a row that hold samples. */
    int blocksAcross() {
        return (width + 7) >> 3;
    }

    /** The rows of blocks that hold samples. */
    int blocksDown() {
        return (height + 7) >> 3;
    }
}
