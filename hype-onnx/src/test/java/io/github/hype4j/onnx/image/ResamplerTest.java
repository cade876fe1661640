package io.github.hype4j.onnx.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.onnx.image.ImagePreparation.Interpolation;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ResamplerTest {

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

        assertThat(resampled(samples, width, height, bands, size, interpolation))
                .containsOnly(level);
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

        assertThat(Resampler.resample(samples, width, 1, columns, rows)).isEqualTo(samples);
    }

    @Property
    void bilinearNeverLeavesTheRangeOfTheSource(
            @ForAll @IntRange(min = 1, max = 8) int width,
            @ForAll @Size(64) byte[] source,
            @ForAll @IntRange(min = 1, max = 40) int size) {
        byte[] samples = Arrays.copyOf(source, 64 / width * width);
        IntSummaryStatistics range = levels(samples);

        IntSummaryStatistics resized = levels(resampled(samples, width, 64 / width, 1, size, Interpolation.BILINEAR));

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

        byte[] all = Resampler.resample(samples, inSize, 1, whole, one);

        assertThat(Resampler.resample(samples, inSize, 1, window, one))
                .isEqualTo(Arrays.copyOfRange(all, start, outSize));
        assertThat(Resampler.resample(samples, 1, 1, one, window)).isEqualTo(Arrays.copyOfRange(all, start, outSize));
    }

    @Test
    void overshootIsClippedRatherThanWrapped() {
        byte[] edge = {0, 0, 0, (byte) 255, (byte) 255, (byte) 255};

        byte[] resized = resampled(edge, 6, 1, 1, 24, Interpolation.BICUBIC);

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

    private static byte[] resampled(
            byte[] samples, int width, int height, int bands, int size, Interpolation interpolation) {
        return Resampler.resample(
                samples,
                width,
                bands,
                ResampleWeights.of(width, size, 0, size, interpolation),
                ResampleWeights.of(height, size, 0, size, interpolation));
    }
}
