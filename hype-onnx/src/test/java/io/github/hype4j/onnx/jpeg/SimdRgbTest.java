package io.github.hype4j.onnx.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SimdRgbTest {

    private static final byte UNTOUCHED = 77;

    @Property
    void samplesAreThoseOfTheArithmeticWithoutVectors(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 99) int width,
            @ForAll @IntRange(max = 40) int left,
            @ForAll @IntRange(max = 9) int behind) {
        RowSource[] sources = sources(seed, width);
        int from = Math.min(left, width - 1) / 2;
        byte[] out = new byte[5 + 3 * width + behind];
        Arrays.fill(out, UNTOUCHED);

        int end = SimdRgb.write(sources, from, width / 2, out, 5 + 6 * from);

        assertThat(end).isBetween(from, width / 2);
        assertThat(width / 2 - end).isLessThan(10);
        byte[] expected = out.clone();
        Arrays.fill(expected, 0, 5 + 6 * from, UNTOUCHED);
        for (int x = 2 * from; x < 2 * end; x++) {
            write(sources, x, expected, 5 + 3 * x);
        }
        Arrays.fill(expected, Math.min(end == from ? 5 + 6 * end : 5 + 6 * end + 8, out.length), out.length, UNTOUCHED);
        assertThat(out).isEqualTo(expected);
    }

    private static void write(RowSource[] sources, int x, byte[] out, int at) {
        int[] samples = new int[3];
        for (int i = 0; i < 3; i++) {
            samples[i] = (x % 2 == 0 ? sources[i].even() : sources[i].odd())[x / 2];
        }
        out[at] = (byte) Levels.clipped(samples[0] + Ycc.red(samples[2]));
        out[at + 1] = (byte) Levels.clipped(samples[0] + Ycc.green(samples[1], samples[2]));
        out[at + 2] = (byte) Levels.clipped(samples[0] + Ycc.blue(samples[1]));
    }

    private static RowSource[] sources(long seed, int width) {
        Random random = new Random(seed);
        int across = (width + 7) / 8;
        Component component = new Component(1, 1, 1, 0, width, 8, across, 1);
        Frame frame = new Frame(false, width, 8, across, 1, 1, 1, List.of(component, component, component));
        RowSource[] sources = new RowSource[3];
        for (int i = 0; i < 3; i++) {
            sources[i] = new RowSource(component, frame, Region.all(width, 8));
            Arrays.setAll(sources[i].even(), x -> random.nextInt(256));
            Arrays.setAll(sources[i].odd(), x -> random.nextInt(256));
        }
        return sources;
    }
}
