package io.github.hype4j.io.run;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.model.EncodedBatch;
import io.github.hype4j.model.Encoder;
import java.util.List;
import java.util.function.Function;

/** A test double for the encoder SPI, no model: how often each of the letters a to d stands in a sample. */
record ByteCountEncoder<T>(Function<T, String> text) implements Encoder<T> {

    @Override
    public int dimension() {
        return 4;
    }

    @Override
    public EncodedBatch encode(List<T> batch) {
        float[] rows = new float[batch.size() * 4];
        for (int i = 0; i < batch.size(); i++) {
            String letters = text.apply(batch.get(i));
            for (int k = 0; k < 4; k++) {
                int letter = 'a' + k;
                rows[4 * i + k] = letters.chars().filter(c -> c == letter).count() / 10f;
            }
        }
        return EncodedBatch.of(Embeddings.of(rows, 4));
    }

    @Override
    public void close() {}
}
