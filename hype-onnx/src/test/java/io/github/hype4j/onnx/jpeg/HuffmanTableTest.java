package io.github.hype4j.onnx.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HuffmanTableTest {

    /** One code of each length: 0, 10, 110 and so on. */
    private static final int[] ONE_OF_EACH = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

    @Property
    void everyLengthIsRead(
            @ForAll @IntRange(min = 1, max = 16) int length,
            @ForAll @IntRange(min = 1, max = 11) int size,
            @ForAll int random)
            throws UnusualJpegException {
        byte[] symbols = new byte[16];
        symbols[length - 1] = (byte) (3 << 4 | size);
        int bits = random & (1 << size) - 1;
        long code = (1L << length) - 2;
        BitSource source = source(code << (64 - length) | (long) bits << (64 - length - size));

        int entry = source.entry(HuffmanTable.of(ONE_OF_EACH, symbols));

        int expected = bits >= 1 << (size - 1) ? bits : bits - (1 << size) + 1;
        assertThat(HuffmanTable.value(entry)).isEqualTo(expected);
        assertThat(HuffmanTable.run(entry)).isEqualTo(3);
        assertThat(8 * source.position - source.count).isEqualTo(length + size);
    }

    @Test
    void codeOfOnesIsInNoTable() throws UnusualJpegException {
        HuffmanTable table = HuffmanTable.of(ONE_OF_EACH, new byte[16]);

        assertThatExceptionOfType(UnusualJpegException.class)
                .isThrownBy(() -> source(-1).entry(table))
                .withMessage("a code that is in no Huffman table");
    }

    @Test
    void tooManyCodesAreRefused() {
        int[] counts = new int[16];
        counts[0] = 2;
        assertThatExceptionOfType(UnusualJpegException.class)
                .isThrownBy(() -> HuffmanTable.of(counts, new byte[2]))
                .withMessage("a Huffman table with too many codes of length 1");
    }

    private static BitSource source(long bits) {
        byte[] bytes = new byte[16];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (bits >> (56 - 8 * i));
        }
        return new BitSource(bytes);
    }
}
