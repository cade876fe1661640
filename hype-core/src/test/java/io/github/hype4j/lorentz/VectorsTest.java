package io.github.hype4j.lorentz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations that run with the Vector API, where there is one, against those that do not. */
class VectorsTest {

    private static final int OFFSET = 3;

    static IntStream lengths() {
        return IntStream.concat(
                IntStream.rangeClosed(0, 70), IntStream.of(127, 128, 129, 511, 512, 513, 767, 768, 769));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void dotProductsDifferFromScalarOnesByTheLastBitsOfADouble(int length) {
        float[] x = random(length + OFFSET, 1);
        float[] y = random(length + 1, 2);

        double dot = Vectors.dot(x, OFFSET, y, 1, length);

        double sumOfMagnitudes = 0;
        for (int i = 0; i < length; i++) {
            sumOfMagnitudes += Math.abs((double) x[OFFSET + i] * y[1 + i]);
        }
        assertThat(dot).isCloseTo(Vectors.scalarDot(x, OFFSET, y, 1, length), within(1e-15 * sumOfMagnitudes));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void dotProductsDoNotDependOnThePlaceOfTheVectors(int length) {
        float[] x = random(length, 1);
        float[] moved = new float[length + OFFSET];
        System.arraycopy(x, 0, moved, OFFSET, length);

        assertThat(Vectors.dot(moved, OFFSET, x, 0, length)).isEqualTo(Vectors.dot(x, 0, x, 0, length));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void scalesToTheSameFloatsAndTouchesNothingElse(int length) {
        float[] from = random(length + OFFSET, 1);
        float[] expected = random(length + 2, 2);
        float[] actual = expected.clone();

        Vectors.scalarScale(from, OFFSET, Math.PI, expected, 1, length);
        Vectors.scale(from, OFFSET, Math.PI, actual, 1, length);

        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void findsANumberThatIsNotFiniteWhereverItStands(float bad) {
        for (int place = 0; place < 70; place++) {
            float[] values = random(70, place);
            values[place] = bad;

            assertThat(Vectors.areFinite(values)).as("at %d", place).isFalse();
        }
    }

    @Test
    void theLargestAndTheSmallestNumbersAreFinite() {
        float[] values = new float[70];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 3 == 0 ? Float.MAX_VALUE : i % 3 == 1 ? -Float.MAX_VALUE : Float.MIN_VALUE;
        }

        assertThat(Vectors.areFinite(values)).isTrue();
        assertThat(Vectors.areFinite(new float[0])).isTrue();
    }

    private static float[] random(int length, long seed) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
