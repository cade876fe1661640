package io.github.hype4j.onnx.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.hype4j.model.SampleFailureException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ImagePreparerTest {

    private static final ImagePreparer PREPARER = ImagePreparer.of(ImagePreparation.clip(32));
    private static final int LENGTH = PREPARER.preparation().tensorLength();

    @Test
    void writesIntoADirectBufferAtAnIndexAndNowhereElse() throws SampleFailureException {
        byte[] file = Fixtures.bytes("jpeg-420-97x61.jpg");
        float[] expected = new float[LENGTH];
        PREPARER.prepare(file, expected, 0);
        FloatBuffer out = ByteBuffer.allocateDirect((LENGTH + 10) * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        out.position(3);

        PREPARER.prepare(file, out, 7);

        assertThat(out.position()).isEqualTo(3);
        float[] written = new float[LENGTH];
        out.get(7, written);
        assertThat(written).isEqualTo(expected);
        assertThat(out.get(6)).isZero();
        assertThat(out.get(LENGTH + 7)).isZero();
    }

    @Test
    void tensorThatDoesNotFitIsRefusedBeforeAnythingIsDecoded() {
        byte[] noImage = {};

        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> PREPARER.prepare(noImage, new float[LENGTH], 1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> PREPARER.prepare(noImage, new float[LENGTH], -1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() ->
                        PREPARER.prepare(noImage, FloatBuffer.allocate(LENGTH).limit(LENGTH - 1), 0));
    }

    /** They are decoded into the same memory. */
    @Test
    void imageLeavesNoTraceInTheNext() throws SampleFailureException {
        List<String> files = Fixtures.files().stream()
                .filter(file -> file.startsWith("jpeg-"))
                .sorted(Comparator.comparing(file -> Fixtures.bytes(file).length))
                .toList();
        for (ImagePreparation.Convert convert : ImagePreparation.Convert.values()) {
            ImagePreparation preparation = ImagePreparation.clip(32).withConvert(convert);
            ImagePreparer shared = ImagePreparer.of(preparation);
            for (String file : files) {
                byte[] large = Fixtures.bytes("jpeg-420-300x200.jpg");
                assertThat(shared.square(large))
                        .isDeepEqualTo(ImagePreparer.of(preparation).square(large));
                byte[] bytes = Fixtures.bytes(file);
                assertThat(shared.square(bytes))
                        .as(file)
                        .isDeepEqualTo(ImagePreparer.of(preparation).square(bytes));
            }
        }
    }

    @Test
    void failedImageLeavesTheBufferAlone() {
        byte[] cut = Arrays.copyOf(Fixtures.bytes("jpeg-420-97x61.jpg"), 1500);
        float[] out = new float[LENGTH];
        Arrays.fill(out, 7);

        assertThatExceptionOfType(SampleFailureException.class).isThrownBy(() -> PREPARER.prepare(cut, out, 0));
        assertThat(out).containsOnly(7);
    }

    @Test
    void fileIsNotModified() throws SampleFailureException {
        for (String name : Fixtures.files()) {
            byte[] file = Fixtures.bytes(name);
            PREPARER.prepare(file, new float[LENGTH], 0);
            assertThat(file).as(name).isEqualTo(Fixtures.bytes(name));
        }
    }

    @Test
    void threadsThatShareAPreparerGetTheSameValues() throws Exception {
        List<String> files = Fixtures.files();
        List<float[]> expected = new ArrayList<>();
        for (String name : files) {
            expected.add(tensor(name));
        }
        List<Callable<Integer>> threads = Collections.nCopies(8, () -> {
            for (int i = 0; i < files.size(); i++) {
                assertThat(tensor(files.get(i))).as(files.get(i)).isEqualTo(expected.get(i));
            }
            return files.size();
        });
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            for (Future<Integer> thread : executor.invokeAll(threads)) {
                assertThat(thread.get()).isEqualTo(files.size());
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Property(tries = 60)
    void constantImageBecomesThreeConstantPlanes(
            @ForAll @IntRange(min = 1, max = 70) int width,
            @ForAll @IntRange(min = 1, max = 70) int height,
            @ForAll @IntRange(min = 0, max = 0xFFFFFF) int colour)
            throws SampleFailureException {
        float[] out = new float[LENGTH];

        PREPARER.prepare(png(width, height, colour), out, 0);

        ImagePreparation preparation = PREPARER.preparation();
        for (int channel = 0; channel < 3; channel++) {
            int level = colour >> (16 - 8 * channel) & 0xFF;
            float expected = (level / 255f - preparation.mean().get(channel).floatValue())
                    / preparation.std().get(channel).floatValue();
            float[] plane = Arrays.copyOfRange(out, channel * LENGTH / 3, (channel + 1) * LENGTH / 3);
            assertThat(plane).containsOnly(expected);
        }
    }

    @Property(tries = 40)
    void everyValueIsFiniteAndWithinTheNormalisedRange(
            @ForAll @IntRange(min = 0, max = 999) int index, @ForAll @IntRange(min = 1, max = 90) int size)
            throws SampleFailureException {
        ImagePreparation preparation = ImagePreparation.clip(size);
        float[] out = new float[preparation.tensorLength()];
        String name = Fixtures.files().get(index % Fixtures.files().size());

        ImagePreparer.of(preparation).prepare(Fixtures.bytes(name), out, 0);

        for (float value : out) {
            assertThat(value).isBetween(-0.49f / 0.26f, 1 / 0.26f);
        }
    }

    @Test
    void sixteenBitGreyIsClippedAndNotScaled() throws IOException, SampleFailureException {
        BufferedImage grey = new BufferedImage(32, 32, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < 32 * 32; i++) {
            grey.getRaster().setSample(i % 32, i / 32, 0, i);
        }

        byte[][] square = PREPARER.square(encoded(grey));

        for (int i = 0; i < 32 * 32; i++) {
            assertThat(square[0][i] & 0xFF).isEqualTo(Math.min(i, 255));
        }
    }

    private static float[] tensor(String name) throws SampleFailureException {
        float[] out = new float[LENGTH];
        PREPARER.prepare(Fixtures.bytes(name), out, 0);
        return out;
    }

    private static byte[] png(int width, int height, int colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, colour);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        try {
            return encoded(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, "png", out)).isTrue();
        return out.toByteArray();
    }
}
