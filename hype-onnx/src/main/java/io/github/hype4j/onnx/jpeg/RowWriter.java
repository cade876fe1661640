package io.github.hype4j.onnx.jpeg;

/** Makes the pixels of a row out of those of its components. */
interface RowWriter {

    /**
     * Writes a row.
     *
     * @param sources the components, which have read the row
     * @param left the first column to write
     * @param right one past the last column
     * @param out the pixels of the image
     * @param start where the row, from column 0 on, starts in them
     */
    void write(RowSource[] sources, int left, int right, byte[] out, int start);
}
