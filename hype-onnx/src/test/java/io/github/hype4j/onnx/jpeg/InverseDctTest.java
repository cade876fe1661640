package io.github.hype4j.onnx.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class InverseDctTest {

    /** What a block before may leave in the work space. */
    private static final long LEFT_BEHIND = 0x123456789ABCDEFL;

    @Property
    void samplesAreThoseOfTheDefinition(@ForAll long seed, @ForAll long mask) {
        int[] block = block(seed, mask | 1, 60);

        int[] samples = transformed(block, mask | 1, false);

        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                double exact = Math.min(Math.max(128 + definition(block, x, y), 0), 255);
                assertThat((double) samples[8 * y + x]).isBetween(exact - 0.6, exact + 0.6);
            }
        }
    }

    @Property
    void zerosThatAreLeftOutChangeNothing(@ForAll long seed, @ForAll byte columns, @ForAll byte rows) {
        long mask = 1 | ((columns & 0xFFL) * 0x0101010101010101L & spread(rows & 0xFF));
        int[] block = block(seed, mask, 300);

        assertThat(transformed(block, mask, false)).isEqualTo(transformed(block, -1, false));
    }

    @Property
    void splitColumnsAreTheSame(@ForAll long seed, @ForAll long mask) {
        int[] block = block(seed, mask | 1, 300);

        assertThat(transformed(block, mask | 1, true)).isEqualTo(transformed(block, mask | 1, false));
    }

    /** All masks that are told apart: full, narrow, short, and of the first row alone. */
    @Property
    void vectorsChangeNothing(
            @ForAll long seed, @ForAll long mask, @ForAll byte columns, @ForAll byte rows, @ForAll boolean split) {
        for (long places : new long[] {mask, mask & 0x0F0F0F0F0F0F0F0FL, spread(rows & 0xFF), columns & 0xFFL}) {
            int range = SaturatingDct.HARMLESS / Math.max(Long.bitCount(places | 1), 1);
            int[] block = block(seed, places | 1, range);
            int even = split ? 0 : 1;
            int odd = split ? 8 : 2;
            int[] plain = new int[128];
            int[] vectors = new int[128];

            InverseDct.withoutVectors(
                    block.clone(), places | 1, new long[32], plain, even, odd, split ? 1 : 2, split ? 16 : 9);
            InverseDct.withVectors(block.clone(), places | 1, vectors, even, odd, split ? 1 : 2, split ? 16 : 9);

            assertThat(vectors).isEqualTo(plain);
        }
    }

    /** Up to the largest sum of magnitudes that the faster transform is trusted with. */
    @Property
    void saturationChangesNothingThatIsHarmless(@ForAll long seed, @ForAll long mask) {
        int[] coefficients = block(seed, mask | 1, SaturatingDct.HARMLESS / Math.max(Long.bitCount(mask | 1), 2));
        int[] saturating = new int[64];

        SaturatingDct.transform(filled(coefficients, mask | 1), saturating, 0, 1, 2, 8);

        Levels.settle(saturating, 0, 64);
        assertThat(saturating).isEqualTo(transformed(coefficients, mask | 1, false));
    }

    /** T.81, A.3.3. */
    private static double definition(int[] block, int x, int y) {
        double sum = 0;
        for (int v = 0; v < 8; v++) {
            for (int u = 0; u < 8; u++) {
                double scale = (u == 0 ? Math.sqrt(0.5) : 1) * (v == 0 ? Math.sqrt(0.5) : 1) / 4;
                sum += scale
                        * block[8 * v + u]
                        * Math.cos((2 * x + 1) * u * Math.PI / 16)
                        * Math.cos((2 * y + 1) * v * Math.PI / 16);
            }
        }
        return sum;
    }

    private static int[] block(long seed, long mask, int range) {
        Random random = new Random(seed);
        int[] block = new int[64];
        for (int i = 0; i < 64; i++) {
            int value = random.nextInt(2 * range + 1) - range;
            block[i] = (mask >>> i & 1) == 1 ? value : 0;
        }
        return block;
    }

    private static Block filled(int[] coefficients, long mask) {
        Block block = new Block();
        System.arraycopy(coefficients, 0, block.coefficients, 0, 64);
        block.mask = mask;
        return block;
    }

    private static long spread(int rows) {
        long mask = 0;
        for (int row = 0; row < 8; row++) {
            if ((rows >> row & 1) == 1) {
                mask |= 0xFFL << (8 * row);
            }
        }
        return mask;
    }

    private static int[] transformed(int[] block, long mask, boolean split) {
        int[] out = new int[64];
        long[] work = new long[32];
        Arrays.fill(work, LEFT_BEHIND);
        InverseDct.transform(filled(block, mask), work, out, 0, split ? 4 : 1, split ? 1 : 2, 8);
        Levels.settle(out, 0, 64);
        if (!split) {
            return out;
        }
        int[] joined = new int[64];
        for (int i = 0; i < 64; i++) {
            joined[i] = out[(i & ~7) | (i & 7) >> 1 | (i & 1) << 2];
        }
        return joined;
    }
}
