package io.github.hype4j.onnx.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.onnx.image.ImagePreparation.Interpolation;
import io.github.hype4j.onnx.simd.VectorApi;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ResamplerTest {

    private static final Resampler SCALAR = Resampler.with(ScalarLineRing::of);
    private static final Resampler SIMD = Resampler.with(ResamplerTest::simdWhereItCan);

    @Property
    void constantImageStaysConstant(
            @ForAll @IntRange(min = 1, max = 60) int width,
            @ForAll @IntRange(min = 1, max = 60) int height,
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll @IntRange(min = 1, max = 4) int bands,
            @ForAll byte level,
            @ForAll Interpolation interpolation) {
        byte[] samples = new byte[width * height * bands];
        Arrays.fill(samples, level);

        byte[][] planes = resampled(samples, width, height, bands, size, interpolation);

        assertThat(planes).hasDimensions(bands, size * size);
        for (byte[] plane : planes) {
            assertThat(plane).containsOnly(level);
        }
    }

    @Property
    void unchangedSizeChangesNothing(
            @ForAll @IntRange(min = 1, max = 5) int width,
            @ForAll @Size(20) byte[] row,
            @ForAll Interpolation interpolation) {
        int size = 20 / width;
        byte[] samples = Arrays.copyOf(row, width * size);
        ResampleWeights columns = ResampleWeights.of(width, width, 0, width, interpolation);
        ResampleWeights rows = ResampleWeights.of(size, size, 0, size, interpolation);

        assertThat(oneBand(samples, width, columns, rows)).isEqualTo(samples);
    }

    @Property
    void bilinearNeverLeavesTheRangeOfTheSource(
            @ForAll @IntRange(min = 1, max = 8) int width,
            @ForAll @Size(64) byte[] source,
            @ForAll @IntRange(min = 1, max = 40) int size) {
        byte[] samples = Arrays.copyOf(source, 64 / width * width);
        IntSummaryStatistics range = levels(samples);

        IntSummaryStatistics resized =
                levels(resampled(samples, width, 64 / width, 1, size, Interpolation.BILINEAR)[0]);

        assertThat(resized.getMin()).isGreaterThanOrEqualTo(range.getMin());
        assertThat(resized.getMax()).isLessThanOrEqualTo(range.getMax());
    }

    @Property
    void weightsOfAPixelAddUpToOne(
            @ForAll @IntRange(min = 1, max = 3000) int inSize,
            @ForAll @IntRange(min = 1, max = 300) int outSize,
            @ForAll Interpolation interpolation) {
        ResampleWeights weights = ResampleWeights.of(inSize, outSize, 0, outSize, interpolation);

        for (int pixel = 0; pixel < outSize; pixel++) {
            int sum = 0;
            for (int tap = 0; tap < weights.taps()[pixel]; tap++) {
                sum += weights.weights()[pixel * weights.stride() + tap];
            }
            // Each weight is rounded by itself.
            assertThat(Math.abs(sum - (1 << ResampleWeights.FRACTION_BITS))).isLessThanOrEqualTo(weights.taps()[pixel]);
            assertThat(weights.first()[pixel]).isNotNegative();
            assertThat(weights.end(pixel)).isLessThanOrEqualTo(inSize);
        }
    }

    @Property
    void windowIsAPartOfTheWhole(
            @ForAll @IntRange(min = 1, max = 12) int inSize,
            @ForAll @Size(12) byte[] line,
            @ForAll @IntRange(min = 4, max = 30) int outSize,
            @ForAll @IntRange(min = 0, max = 3) int start) {
        byte[] samples = Arrays.copyOf(line, inSize);
        ResampleWeights one = ResampleWeights.of(1, 1, 0, 1, Interpolation.BICUBIC);
        ResampleWeights whole = ResampleWeights.of(inSize, outSize, 0, outSize, Interpolation.BICUBIC);
        ResampleWeights window = ResampleWeights.of(inSize, outSize, start, outSize - start, Interpolation.BICUBIC);

        byte[] all = oneBand(samples, inSize, whole, one);

        assertThat(oneBand(samples, inSize, window, one)).isEqualTo(Arrays.copyOfRange(all, start, outSize));
        assertThat(oneBand(samples, 1, one, window)).isEqualTo(Arrays.copyOfRange(all, start, outSize));
    }

    private static LineRing simdWhereItCan(int slots, int bands, int length) {
        return bands == SimdLineRing.BANDS ? SimdLineRing.of(slots, length) : ScalarLineRing.of(slots, bands, length);
    }

    /** Several blocks of rows, and instances that meet pictures of all shapes in turn. */
    @Property(tries = 120)
    void instancesGiveWhatPlainSumsGive(
            @ForAll @IntRange(min = 1, max = 90) int width,
            @ForAll @IntRange(min = 1, max = 700) int height,
            @ForAll @IntRange(min = 1, max = 4) int bands,
            @ForAll @IntRange(min = 1, max = 70) int size,
            @ForAll Interpolation interpolation,
            @ForAll long seed) {
        byte[] samples = new byte[width * height * bands];
        new Random(seed).nextBytes(samples);
        ResampleWeights across = ResampleWeights.of(width, size, 0, size, interpolation);
        ResampleWeights down = ResampleWeights.of(height, size + 3, 2, size, interpolation);
        byte[][] expected = new byte[bands][];
        for (int band = 0; band < bands; band++) {
            byte[] narrow = mixed(plane(samples, bands, band), across, 1, width, height);
            expected[band] = mixed(narrow, down, size, 1, size);
        }

        assertThat(SCALAR.resample(samples, width, bands, across, down)).isDeepEqualTo(expected);
        assertThat(SIMD.resample(samples, width, bands, across, down)).isDeepEqualTo(expected);
    }

    /** Windows and sizes as in use, black and white only, so that both ends are overshot everywhere. */
    @Property(tries = 40)
    void vectorsGiveWhatPlainJavaGives(
            @ForAll @IntRange(min = 1, max = 1500) int width,
            @ForAll @IntRange(min = 1, max = 600) int height,
            @ForAll @IntRange(min = 1, max = 240) int columns,
            @ForAll @IntRange(min = 1, max = 240) int rows,
            @ForAll @IntRange(min = 0, max = 100) int start,
            @ForAll Interpolation interpolation,
            @ForAll long seed) {
        byte[] samples = new byte[width * height * 3];
        new Random(seed).nextBytes(samples);
        for (int i = 0; i < samples.length; i++) {
            samples[i] >>= 7;
        }
        ResampleWeights across = ResampleWeights.of(width, columns + 100, start, columns, interpolation);
        ResampleWeights down = ResampleWeights.of(height, rows + 100, start, rows, interpolation);

        assertThat(SIMD.resample(samples, width, 3, across, down))
                .isDeepEqualTo(SCALAR.resample(samples, width, 3, across, down));
    }

    @Test
    void vectorsAreUsedForColourWhereJavaHasThem() {
        LineRing ring = LineRing.of(4, PixelLayout.RGB.bands(), 224);

        assertThat(ring).isInstanceOf(VectorApi.isUsable() ? SimdLineRing.class : ScalarLineRing.class);
    }

    private static byte[] plane(byte[] samples, int bands, int band) {
        byte[] plane = new byte[samples.length / bands];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = samples[i * bands + band];
        }
        return plane;
    }

    /** Mixes each of the lines, whose samples lie {@code step} apart and which start {@code stride} apart. */
    private static byte[] mixed(byte[] plane, ResampleWeights weights, int step, int stride, int lines) {
        byte[] out = new byte[weights.count() * lines];
        for (int line = 0; line < lines; line++) {
            for (int pixel = 0; pixel < weights.count(); pixel++) {
                long sum = 1 << (ResampleWeights.FRACTION_BITS - 1);
                for (int tap = 0; tap < weights.taps()[pixel]; tap++) {
                    int level = plane[line * stride + (weights.first()[pixel] + tap) * step] & 0xFF;
                    sum += (long) level * weights.weights()[pixel * weights.stride() + tap];
                }
                long level = Math.max(0, Math.min(255, sum >> ResampleWeights.FRACTION_BITS));
                out[step == 1 ? line * weights.count() + pixel : pixel * lines + line] = (byte) level;
            }
        }
        return out;
    }

    @Test
    void rowsThatAreTooLongForAWholeBlockAreTakenFewAtATime() {
        int width = 700_000;
        byte[] samples = new byte[width * 3 * 4];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i % 3 == 0 ? i / 3 % width / (width / 4) * 50 : 9);
        }

        byte[][] resized = resampled(samples, width, 4, 3, 4, Interpolation.BILINEAR);

        for (int y = 0; y < 4; y++) {
            assertThat(Arrays.copyOfRange(resized[0], 4 * y, 4 * y + 4)).containsExactly(7, 50, 100, (byte) 143);
        }
        assertThat(resized[1]).containsOnly(9);
    }

    @Test
    void overshootIsClippedRatherThanWrapped() {
        byte[] edge = {0, 0, 0, (byte) 255, (byte) 255, (byte) 255};

        byte[] resized = resampled(edge, 6, 1, 1, 24, Interpolation.BICUBIC)[0];

        int[] row = new int[24];
        for (int i = 0; i < row.length; i++) {
            row[i] = resized[i] & 0xFF;
        }
        assertThat(Arrays.copyOf(row, 8)).containsOnly(0);
        assertThat(Arrays.copyOfRange(row, 16, 24)).containsOnly(255);
        assertThat(Arrays.copyOfRange(row, 10, 14)).isSorted();
    }

    private static IntSummaryStatistics levels(byte[] samples) {
        return IntStream.range(0, samples.length).map(i -> samples[i] & 0xFF).summaryStatistics();
    }

    private static byte[] oneBand(byte[] samples, int width, ResampleWeights across, ResampleWeights down) {
        return Resampler.create().resample(samples, width, 1, across, down)[0];
    }

    private static byte[][] resampled(
            byte[] samples, int width, int height, int bands, int size, Interpolation interpolation) {
        return Resampler.create()
                .resample(
                        samples,
                        width,
                        bands,
                        ResampleWeights.of(width, size, 0, size, interpolation),
                        ResampleWeights.of(height, size, 0, size, interpolation));
    }
}
