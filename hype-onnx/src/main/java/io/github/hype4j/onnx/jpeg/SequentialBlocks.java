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
     * @param block 64 zeros, which become the coefficients in rows of eight
     * @return which coefficients may differ from zero, the lowest bit for the first; never 0
     */
    static long decode(
            BitSource in, HuffmanTable dc, HuffmanTable ac, int[] steps, int[] predictors, int component, int[] block)
            throws UnusualJpegException {
        int predictor = predictors[component] + HuffmanTable.value(in.entry(dc));
        predictors[component] = predictor;
        block[0] = predictor * steps[0];
        return decodeAc(in, ac, steps, block);
    }

    private static long decodeAc(BitSource in, HuffmanTable table, int[] steps, int[] block)
            throws UnusualJpegException {
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
            block[place] = value * steps[k];
            mask |= 1L << place;
            k++;
        }
        in.position = position;
        in.bits = bits;
        in.count = count;
        return mask;
    }
}
