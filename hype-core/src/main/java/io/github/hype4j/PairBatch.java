package io.github.hype4j;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.model.EncodedBatch;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.model.PreparedBatch;
import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.model.StagedEncoder;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.ComponentCalculator;
import io.github.hype4j.score.ComponentRows;
import io.github.hype4j.score.EmbeddedSamples;
import io.github.hype4j.specificity.Parallelism;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A batch of pairs on its way from files to components: {@link #prepare}, {@link #encode} and {@link #score}, in this
 * order, each once and by one thread at a time; {@link #close} whatever has happened.
 *
 * <p>Captions that are the same to the letter are encoded once. A pair that cannot be scored is marked as failed at the
 * stage that finds out, and takes no part in later ones.
 *
 * @param <P> the caller's type of pair
 */
final class PairBatch<P extends ImageTextPair> implements AutoCloseable {

    private final List<P> pairs;
    private final HypeModel model;
    private final ComponentCalculator calculator;
    private final boolean keepEmbeddings;

    private final @Nullable SampleFailure[] failures;
    private final String[] captions;
    /** Where each pair's caption stands among the different captions of the batch. */
    private final int[] captionPlaces;

    private @Nullable PreparedBatch<byte[]> images;
    private @Nullable PreparedBatch<String> texts;
    private Embeddings imageRows;
    private Embeddings textRows;

    PairBatch(List<P> pairs, HypeModel model, ComponentCalculator calculator, boolean keepEmbeddings) {
        this.pairs = pairs;
        this.model = model;
        this.calculator = calculator;
        this.keepEmbeddings = keepEmbeddings;
        this.failures = new SampleFailure[pairs.size()];
        this.captions = new String[pairs.size()];
        this.captionPlaces = new int[pairs.size()];
        this.imageRows = Embeddings.empty(model.dimension());
        this.textRows = imageRows;
    }

    /** Reads the pairs' parts and prepares them as far as the encoders do that apart from encoding. */
    void prepare(Parallelism threads) {
        if (pairs.isEmpty()) {
            return;
        }
        PreparedBatch<byte[]> batch = UnstagedBatch.newBatch(model.imageEncoder(), pairs.size());
        images = batch;
        threads.run(pairs.size(), i -> prepare(i, batch));
        if (model.textEncoder() instanceof StagedEncoder) {
            prepareTexts(threads);
        }
    }

    private void prepare(int index, PreparedBatch<byte[]> batch) {
        P pair = pairs.get(index);
        try {
            if (calculator.needsTexts()) {
                captions[index] = caption(pair);
            }
            batch.prepare(index, pair.image());
        } catch (SampleFailureException e) {
            failures[index] = e.failure();
            batch.fail(index, e.failure());
        }
    }

    private static String caption(ImageTextPair pair) throws SampleFailureException {
        String caption = pair.caption();
        if (caption.isBlank()) {
            throw new SampleFailureException(FailureReason.EMPTY_CAPTION, "the caption is empty");
        }
        return caption;
    }

    private void prepareTexts(Parallelism threads) {
        if (!calculator.needsTexts()) {
            return;
        }
        // In the order of the batch, whichever thread has been first: what is encoded must not depend on chance.
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < captions.length; i++) {
            if (failures[i] == null) {
                int next = places.size();
                captionPlaces[i] = places.computeIfAbsent(captions[i], caption -> next);
            }
        }
        if (places.isEmpty()) {
            return;
        }
        String[] different = places.keySet().toArray(String[]::new);
        PreparedBatch<String> batch = UnstagedBatch.newBatch(model.textEncoder(), different.length);
        texts = batch;
        threads.run(different.length, i -> {
            try {
                batch.prepare(i, different[i]);
            } catch (SampleFailureException e) {
                batch.fail(i, e.failure());
            }
        });
    }

    /** Runs what has been prepared through the encoders. */
    void encode() {
        if (images == null) {
            return;
        }
        EncodedBatch encodedImages = images.run(pairs.size());
        images.close();
        imageRows = encodedImages.rows();
        encodedImages.failures().forEach((index, failure) -> failures[index] = failure);
        if (!(model.textEncoder() instanceof StagedEncoder)) {
            // An encoder that works in one go is not given the captions of images that it has just refused.
            prepareTexts(Parallelism.sequential());
        }
        if (texts == null) {
            return;
        }
        EncodedBatch encodedTexts = texts.run(texts.capacity());
        texts.close();
        textRows = encodedTexts.rows();
        for (int i = 0; i < failures.length; i++) {
            if (failures[i] == null) {
                failures[i] = encodedTexts.failure(captionPlaces[i]).orElse(null);
            }
        }
    }

    /** Computes the components of the pairs that have not failed; the rows of the others hold NaN. */
    ScoredBatch<P> score() {
        List<Component> components = calculator.components();
        int width = components.size();
        float[] values = new float[Math.multiplyExact(pairs.size(), width)];
        Arrays.fill(values, Float.NaN);
        int[] whole = IntStream.range(0, pairs.size())
                .filter(i -> failures[i] == null)
                .toArray();
        if (whole.length > 0) {
            ComponentRows rows = calculator.compute(samples(whole));
            for (int i = 0; i < whole.length; i++) {
                System.arraycopy(rows.row(i), 0, values, whole[i] * width, width);
            }
        }
        Map<Integer, SampleFailure> failed = new HashMap<>();
        for (int i = 0; i < failures.length; i++) {
            SampleFailure failure = failures[i];
            if (failure != null) {
                failed.put(i, failure);
            }
        }
        return new ScoredBatch<>(
                pairs, ComponentRows.of(components, values), failed, keepEmbeddings ? embeddings() : null);
    }

    private PairEmbeddings embeddings() {
        int[] places = captionPlaces.clone();
        for (int i = 0; i < places.length; i++) {
            if (failures[i] != null) {
                places[i] = PairEmbeddings.FAILED;
            }
        }
        return new PairEmbeddings(imageRows, calculator.needsTexts() ? textRows : null, places);
    }

    private EmbeddedSamples samples(int[] whole) {
        Embeddings chosenImages = chosen(imageRows, whole);
        LorentzPoints textPoints = null;
        if (calculator.needsTexts()) {
            int[] places = Arrays.stream(whole).map(i -> captionPlaces[i]).toArray();
            textPoints = model.embeddingSpace().lift(model.space(), chosen(textRows, places));
        }
        return new EmbeddedSamples(
                model.embeddingSpace().lift(model.space(), chosenImages), chosenImages, textPoints, columns(whole));
    }

    /** The rows wanted, which are often all of them as they stand. */
    private static Embeddings chosen(Embeddings rows, int[] wanted) {
        boolean all = rows.rows() == wanted.length
                && IntStream.range(0, wanted.length).allMatch(i -> wanted[i] == i);
        return all ? rows : rows.select(wanted);
    }

    private Map<String, float[]> columns(int[] whole) {
        return calculator.components().stream()
                .filter(component -> !component.isComputed())
                .collect(Collectors.toMap(Component::name, component -> {
                    float[] values = new float[whole.length];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = (float)
                                pairs.get(whole[i]).column(component.name()).orElse(Double.NaN);
                    }
                    return values;
                }));
    }

    /** Gives the inputs back that were prepared and not encoded. Closing twice does nothing. */
    @Override
    public void close() {
        if (images != null) {
            images.close();
        }
        if (texts != null) {
            texts.close();
        }
    }
}
