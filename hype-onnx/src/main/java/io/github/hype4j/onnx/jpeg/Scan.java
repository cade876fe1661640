package io.github.hype4j.onnx.jpeg;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scan header with the tables in force: T.81, B.2.3.
 *
 * @param parts the components of the scan
 * @param first the first coefficient in zigzag order
 * @param last the last coefficient
 * @param previousBit the place of the lowest bit that is known already, 0 if none is
 * @param bit the place of the lowest bit that this scan gives
 * @param restartInterval the MCUs between restart markers, 0 if there are none
 * @param dataStart where the entropy-coded data start in the file
 */
record Scan(List<Part> parts, int first, int last, int previousBit, int bit, int restartInterval, int dataStart) {

    /**
     * One component of a scan.
     *
     * @param index the index of the component in the frame
     * @param dc its table for DC coefficients, null if none was defined
     * @param ac its table for AC coefficients, null if none was defined
     */
    record Part(
            int index, @Nullable HuffmanTable dc, @Nullable HuffmanTable ac) {

        HuffmanTable requireDc() throws UnusualJpegException {
            return required(dc);
        }

        HuffmanTable requireAc() throws UnusualJpegException {
            return required(ac);
        }

        private static HuffmanTable required(@Nullable HuffmanTable table) throws UnusualJpegException {
            if (table == null) {
                throw new UnusualJpegException("a scan without its Huffman table");
            }
            return table;
        }
    }

    Scan {
        parts = List.copyOf(parts);
    }
}
