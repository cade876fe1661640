package io.github.hype4j.onnx.check;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.model.EncodedBatch;
import io.github.hype4j.model.EncoderException;
import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.onnx.OnnxOptions;
import io.github.hype4j.onnx.bundle.Bundle;
import io.github.hype4j.onnx.encoder.ImageEncoder;
import io.github.hype4j.onnx.encoder.TextEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Checks that a bundle gives here what the checkpoint's own framework gave when it was exported. The bundle's folder
 * {@code check} holds captions and images with their token ids, prepared pixels and embeddings; each is compared with what
 * this library makes of the same samples, and the graphs are also run on the stored inputs, so that a difference is found
 * where it arises.
 *
 * <p>Tokens must be equal, prepared pixels within 1e-6, and embeddings within a relative error {@code |a - b| / |b|}.
 */
public final class ModelCheck {

    /** The largest relative error of an embedding, unless another is asked for: enough for float32 on any device. */
    public static final double DEFAULT_TOLERANCE = 1e-4;

    /** Normalised pixels are a few units large: some roundings of float32. */
    private static final double PIXEL_TOLERANCE = 1e-6;

    private final StoredSamples stored;
    private final double tolerance;

    private ModelCheck(StoredSamples stored, double tolerance) {
        this.stored = stored;
        this.tolerance = tolerance;
    }

    /**
     * Checks a bundle. That parts differ is what the report says, not an error.
     *
     * @param path a folder, or a zip or jar file
     * @param options device, threads, batch size
     * @param tolerance the largest relative error that an embedding may have, in (0, 1)
     * @return what was found
     * @throws java.nio.file.NoSuchFileException if there is no bundle, it has no check folder, or a file is missing
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if the tolerance is out of range, the bundle or its check folder is wrong, naming
     *     file and what is expected, or the device is not there
     */
    public static CheckReport run(Path path, OnnxOptions options, double tolerance) throws IOException {
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException("tolerance must be in (0, 1), got " + tolerance);
        }
        try (Bundle bundle = Bundle.open(path)) {
            StoredSamples stored = StoredSamples.read(bundle);
            ModelCheck check = new ModelCheck(stored, tolerance);
            List<PartReport> parts = new ArrayList<>();
            try (TextEncoder encoder = TextEncoder.load(bundle, options)) {
                parts.add(check.tokens(encoder));
                parts.add(check.texts(CheckPart.TEXT_GRAPH, () -> encoder.encodePrepared(stored.inputIds())));
                parts.add(check.texts(
                        CheckPart.TEXTS,
                        () -> encoder.encode(stored.description().captions())));
            }
            try (ImageEncoder encoder = ImageEncoder.load(bundle, options)) {
                parts.add(check.pixels(encoder));
                parts.add(check.images(CheckPart.IMAGE_GRAPH, () -> encoder.encodePrepared(stored.pixelValues())));
                parts.add(check.images(CheckPart.IMAGES, () -> encoder.encode(stored.images())));
            }
            return new CheckReport(stored.description().producer(), tolerance, parts);
        }
    }

    private PartReport tokens(TextEncoder encoder) {
        Comparison comparison = new Comparison(CheckPart.TOKENS, 0);
        for (int i = 0; i < stored.inputIds().size(); i++) {
            long[] expected = stored.inputIds().get(i);
            long[] actual = encoder.prepare(stored.description().captions().get(i));
            int differing = 0;
            int first = -1;
            for (int k = 0; k < expected.length; k++) {
                if (actual[k] != expected[k]) {
                    differing++;
                    first = first < 0 ? k : first;
                }
            }
            int at = first;
            comparison.add(
                    stored.caption(i),
                    differing,
                    () -> "token " + at + " is " + actual[at] + ", stored is " + expected[at]);
        }
        return comparison.report();
    }

    private PartReport pixels(ImageEncoder encoder) {
        Comparison comparison = new Comparison(CheckPart.PIXELS, PIXEL_TOLERANCE);
        for (int i = 0; i < stored.images().size(); i++) {
            try {
                float[] actual = encoder.prepare(stored.images().get(i));
                pixels(stored.image(i), actual, stored.pixelValues().get(i), comparison);
            } catch (SampleFailureException e) {
                comparison.fail(stored.image(i), e.failure().toString());
            }
        }
        return comparison.report();
    }

    private static void pixels(String image, float[] actual, float[] expected, Comparison comparison) {
        int size = (int) Math.round(Math.sqrt(expected.length / 3.0));
        double error = -1;
        int worst = 0;
        for (int k = 0; k < expected.length; k++) {
            double difference = Math.abs((double) actual[k] - expected[k]);
            if (!(difference <= error)) {
                error = difference;
                worst = k;
            }
        }
        double largest = error;
        int at = worst;
        comparison.add(
                image,
                largest,
                () -> String.format(
                        Locale.ROOT,
                        "channel %d, row %d, column %d is %.7g, stored is %.7g, and none is further off",
                        at / (size * size),
                        at / size % size,
                        at % size,
                        actual[at],
                        expected[at]));
    }

    private PartReport texts(CheckPart part, Supplier<EncodedBatch> encoding) {
        return embeddings(part, encoding, stored.textEmbeddings(), stored::caption);
    }

    private PartReport images(CheckPart part, Supplier<EncodedBatch> encoding) {
        return embeddings(part, encoding, stored.imageEmbeddings(), stored::image);
    }

    private PartReport embeddings(
            CheckPart part, Supplier<EncodedBatch> encoding, List<float[]> expected, IntFunction<String> name) {
        Comparison comparison = new Comparison(part, tolerance);
        EncodedBatch encoded;
        try {
            encoded = encoding.get();
        } catch (EncoderException e) {
            // What was stored may be what the graph cannot take, such as an id that its vocabulary does not have.
            for (int i = 0; i < expected.size(); i++) {
                comparison.fail(name.apply(i), String.valueOf(e.getMessage()));
            }
            return comparison.report();
        }
        for (int i = 0; i < expected.size(); i++) {
            SampleFailure failure = encoded.failures().get(i);
            if (failure != null) {
                comparison.fail(name.apply(i), failure.toString());
            } else {
                double error = relativeError(encoded.rows(), i, expected.get(i));
                comparison.add(name.apply(i), error, () -> String.format(Locale.ROOT, "relative error %.2e", error));
            }
        }
        return comparison.report();
    }

    private static double relativeError(Embeddings rows, int row, float[] expected) {
        float[] actual = rows.row(row);
        double difference = 0;
        double norm = 0;
        for (int k = 0; k < expected.length; k++) {
            double d = (double) actual[k] - expected[k];
            difference += d * d;
            norm += (double) expected[k] * expected[k];
        }
        return difference == 0 ? 0 : Math.sqrt(difference / norm);
    }
}
