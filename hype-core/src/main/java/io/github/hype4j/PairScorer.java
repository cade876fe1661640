package io.github.hype4j;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.model.EncodedBatch;
import io.github.hype4j.model.Encoder;
import io.github.hype4j.model.EncoderException;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.ComponentCalculator;
import io.github.hype4j.score.ComponentRows;
import io.github.hype4j.score.EmbeddedSamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Encodes pairs and computes their components, a batch at a time. Got from {@link HypeFilter#scorer()}.
 *
 * <p>A pair that cannot be scored is marked as failed and does not disturb the others. Safe for use by several threads.
 */
public final class PairScorer {

    private final HypeModel model;
    private final ComponentCalculator calculator;

    PairScorer(HypeModel model, ComponentCalculator calculator) {
        this.model = model;
        this.calculator = calculator;
    }

    /**
     * The columns of the results.
     *
     * @return the components, by name
     */
    public List<Component> components() {
        return calculator.components();
    }

    /**
     * Scores a batch.
     *
     * @param pairs the samples; their parts are asked for once
     * @param <P> the caller's type of sample
     * @return components and failures
     * @throws EncoderException if an encoder itself fails
     */
    public <P extends ImageTextPair> ScoredBatch<P> score(List<P> pairs) {
        Map<Integer, SampleFailure> failures = new HashMap<>();
        List<Parts> readable = read(pairs, failures);
        EncodedBatch images = encode(model.imageEncoder(), readable, Parts::image);
        List<Parts> seen = withoutFailures(readable, images, failures);
        if (!calculator.needsTexts()) {
            Embeddings imageRows = rowsOf(images, readable, seen);
            return assemble(pairs, seen, failures, samples(pairs, seen, imageRows, null));
        }
        EncodedBatch texts = encode(model.textEncoder(), seen, Parts::caption);
        List<Parts> whole = withoutFailures(seen, texts, failures);
        Embeddings imageRows = rowsOf(images, readable, whole);
        Embeddings textRows = rowsOf(texts, seen, whole);
        return assemble(pairs, whole, failures, samples(pairs, whole, imageRows, textRows));
    }

    private List<Parts> read(List<? extends ImageTextPair> pairs, Map<Integer, SampleFailure> failures) {
        List<Parts> readable = new ArrayList<>(pairs.size());
        for (int i = 0; i < pairs.size(); i++) {
            ImageTextPair pair = pairs.get(i);
            try {
                String caption = calculator.needsTexts() ? caption(pair) : "";
                readable.add(new Parts(i, pair.image(), caption));
            } catch (SampleFailureException e) {
                failures.put(i, e.failure());
            }
        }
        return readable;
    }

    private static String caption(ImageTextPair pair) throws SampleFailureException {
        String caption = pair.caption();
        if (caption.isBlank()) {
            throw new SampleFailureException(FailureReason.EMPTY_CAPTION, "the caption is empty");
        }
        return caption;
    }

    private static <T> EncodedBatch encode(Encoder<T> encoder, List<Parts> parts, Function<Parts, T> part) {
        EncodedBatch encoded = encoder.encode(parts.stream().map(part).toList());
        if (encoded.rows().rows() != parts.size()) {
            throw new EncoderException(
                    "the encoder gave " + encoded.rows().rows() + " rows for a batch of " + parts.size());
        }
        if (encoded.rows().dimension() != encoder.dimension()) {
            throw new EncoderException("the encoder gave rows of length "
                    + encoded.rows().dimension() + " but says that its dimension is " + encoder.dimension());
        }
        return encoded;
    }

    private static List<Parts> withoutFailures(
            List<Parts> parts, EncodedBatch encoded, Map<Integer, SampleFailure> failures) {
        List<Parts> left = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            Parts part = parts.get(i);
            encoded.failure(i).ifPresentOrElse(failure -> failures.put(part.index(), failure), () -> left.add(part));
        }
        return left;
    }

    /** The rows of some of the samples that were encoded, in order. */
    private static Embeddings rowsOf(EncodedBatch encoded, List<Parts> of, List<Parts> wanted) {
        if (wanted.size() == of.size()) {
            return encoded.rows();
        }
        IdentityHashMap<Parts, Integer> places = new IdentityHashMap<>();
        for (int i = 0; i < of.size(); i++) {
            places.put(of.get(i), i);
        }
        return encoded.rows().select(wanted.stream().mapToInt(places::get).toArray());
    }

    private EmbeddedSamples samples(
            List<? extends ImageTextPair> pairs, List<Parts> parts, Embeddings images, @Nullable Embeddings texts) {
        LorentzPoints textPoints = texts == null ? null : model.embeddingSpace().lift(model.space(), texts);
        return new EmbeddedSamples(
                model.embeddingSpace().lift(model.space(), images), images, textPoints, columns(pairs, parts));
    }

    private Map<String, float[]> columns(List<? extends ImageTextPair> pairs, List<Parts> parts) {
        return components().stream()
                .filter(component -> !component.isComputed())
                .collect(Collectors.toMap(Component::name, component -> {
                    float[] values = new float[parts.size()];
                    for (int i = 0; i < values.length; i++) {
                        ImageTextPair pair = pairs.get(parts.get(i).index());
                        values[i] = (float) pair.column(component.name()).orElse(Double.NaN);
                    }
                    return values;
                }));
    }

    /** Puts the computed rows where their samples stand in the batch. */
    private <P> ScoredBatch<P> assemble(
            List<P> pairs, List<Parts> scored, Map<Integer, SampleFailure> failures, EmbeddedSamples samples) {
        int width = components().size();
        float[] values = new float[pairs.size() * width];
        Arrays.fill(values, Float.NaN);
        if (!scored.isEmpty()) {
            ComponentRows rows = calculator.compute(samples);
            for (int i = 0; i < scored.size(); i++) {
                System.arraycopy(rows.row(i), 0, values, scored.get(i).index() * width, width);
            }
        }
        return new ScoredBatch<>(pairs, ComponentRows.of(components(), values), failures);
    }

    /** What was read of a sample. */
    @SuppressWarnings("ArrayRecordComponent") // compared by identity
    private record Parts(int index, byte[] image, String caption) {}
}
