package io.github.hype4j.onnx.jpeg;

/**
 * A Huffman code of T.81, annex C, as a table by the next bits of the stream.
 *
 * <p>An entry says what a code stands for: its low six bits are how many bits it takes up, the next bits of {@link #run}
 * and {@link #size}, and the upper half the value of the coefficient, if the bits of the value fit into the index too
 * (then {@code size} is 0).
 */
final class HuffmanTable {

    static final int INDEX_BITS = 10;

    private static final int LONGEST = 16;
    private static final int UNUSED = -1;

    private final int[] entries = new int[1 << INDEX_BITS];
    private final byte[] symbols;
    /** The last code of each length, or {@link #UNUSED}, and what makes a code the index of its symbol. */
    private final int[] last = new int[LONGEST + 1];

    private final int[] toSymbol = new int[LONGEST + 1];

    private HuffmanTable(byte[] symbols) {
        this.symbols = symbols;
    }

    /**
     * A table.
     *
     * @param counts how many codes there are of each length, from 1 to 16
     * @param symbols what they stand for, in the order of their codes
     */
    static HuffmanTable of(int[] counts, byte[] symbols) throws UnusualJpegException {
        HuffmanTable table = new HuffmanTable(symbols);
        int code = 0;
        int symbol = 0;
        for (int length = 1; length <= LONGEST; length++) {
            table.toSymbol[length] = symbol - code;
            int count = counts[length - 1];
            // The code of ones alone is never assigned.
            if (count > 0 && code + count >= 1 << length) {
                throw new UnusualJpegException("a Huffman table with too many codes of length " + length);
            }
            for (int i = 0; i < count; i++) {
                if (length <= INDEX_BITS) {
                    table.enter(code, length, symbols[symbol] & 0xFF);
                }
                code++;
                symbol++;
            }
            table.last[length] = count > 0 ? code - 1 : UNUSED;
            code <<= 1;
        }
        return table;
    }

    /** Zero where the code is longer than the index. */
    int[] entries() {
        return entries;
    }

    /** The entry of a code that is longer than the index. */
    int longEntry(long bits) throws UnusualJpegException {
        for (int length = INDEX_BITS + 1; length <= LONGEST; length++) {
            int code = (int) (bits >>> (Long.SIZE - length));
            if (code <= last[length]) {
                return entry(length, symbols[code + toSymbol[length]] & 0xFF, 0);
            }
        }
        throw new UnusualJpegException("a code that is in no Huffman table");
    }

    static int run(int entry) {
        return entry >> 8 & 15;
    }

    static int size(int entry) {
        return entry >> 12 & 15;
    }

    static int value(int entry) {
        return entry >> 16;
    }

    /** What {@code size} bits, aligned to the left, stand for: T.81, F.2.2.1. */
    static int extend(long bits, int size) {
        int value = (int) (bits >>> (Long.SIZE - size));
        int negative = (int) ~(bits >> (Long.SIZE - 1));
        return value + (negative & ((-1 << size) + 1));
    }

    private void enter(int code, int length, int symbol) {
        int free = INDEX_BITS - length;
        int size = symbol & 15;
        for (int rest = 0; rest < 1 << free; rest++) {
            int index = code << free | rest;
            if (size > 0 && size <= free) {
                int value = extend((long) rest << (Long.SIZE - free), size);
                entries[index] = entry(length + size, symbol & 0xF0, value);
            } else {
                entries[index] = entry(length, symbol, 0);
            }
        }
    }

    private static int entry(int bits, int symbol, int value) {
        return bits | symbol >> 4 << 8 | (symbol & 15) << 12 | value << 16;
    }
}
