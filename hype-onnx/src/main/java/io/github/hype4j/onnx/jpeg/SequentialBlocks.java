package io.github.hype4j.onnx.jpeg;

/** Decodes blocks of sequential scans: T.81, F.2.2. */
final class SequentialBlocks {

    private SequentialBlocks() {}

    /**
     * Decodes a block into its dequantized coefficients.
     *
     * @param in the bits
     * @param dc the table for the first coefficient
     * @param ac the table for the others
     * @param steps the steps of quantization, in zigzag order
     * @param predictors the first coefficient of the last block for each component; changed
     * @param component which of them
     * @param block cleared; becomes the block
     */
    static void decode(
            BitSource in, HuffmanTable dc, HuffmanTable ac, int[] steps, int[] predictors, int component, Block block)
            throws UnusualJpegException {
        int predictor = predictors[component] + HuffmanTable.value(in.entry(dc));
        predictors[component] = predictor;
        int first = predictor * steps[0];
        block.coefficients[0] = first;
        block.magnitude = Math.abs((long) first);
        decodeAc(in, ac, steps, block);
    }

    private static void decodeAc(BitSource in, HuffmanTable table, int[] steps, Block block)
            throws UnusualJpegException {
        int[] coefficients = block.coefficients;
        long magnitude = block.magnitude;
        int[] entries = table.entries();
        byte[] bytes = in.bytes;
        int position = in.position;
        long bits = in.bits;
        int count = in.count;
        long mask = 1;
        int k = 1;
        while (k < 64) {
            // Whether bits are needed or not: a branch costs more.
            bits |= BitSource.next(bytes, position) >>> count;
            position += (Long.SIZE - 1 - count) >> 3;
            count |= BitSource.REFILLED;
            int entry = entries[(int) (bits >>> (Long.SIZE - HuffmanTable.INDEX_BITS))];
            if (entry == 0) {
                entry = table.longEntry(bits);
            }
            // A shift takes the low six bits of its distance, which are the length.
            bits <<= entry;
            count -= entry & 63;
            k += HuffmanTable.run(entry);
            int value = HuffmanTable.value(entry);
            if (value == 0) {
                int size = HuffmanTable.size(entry);
                if (size == 0) {
                    if (HuffmanTable.run(entry) < 15) {
                        break;
                    }
                    k++;
                    continue;
                }
                value = HuffmanTable.extend(bits, size);
                bits <<= size;
                count -= size;
            }
            if (k >= 64) {
                throw new UnusualJpegException("a block with too many coefficients");
            }
            int place = Zigzag.place(k);
            int coefficient = value * steps[k];
            coefficients[place] = coefficient;
            magnitude += Math.abs((long) coefficient);
            mask |= 1L << place;
            k++;
        }
        in.position = position;
        in.bits = bits;
        in.count = count;
        block.mask = mask;
        block.magnitude = magnitude;
    }
}
