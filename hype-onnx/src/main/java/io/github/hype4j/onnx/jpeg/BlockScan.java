package io.github.hype4j.onnx.jpeg;

/** Reads what a scan gives for one block after another into the stored coefficients. */
interface BlockScan {

    /** Forgets what is known from the blocks before. */
    void restart();

    /**
     * Reads a block.
     *
     * @param in the bits
     * @param part which component of the scan it belongs to
     * @param block which of the stored blocks of the component it is
     */
    void read(BitSource in, int part, int block) throws UnusualJpegException;
}
