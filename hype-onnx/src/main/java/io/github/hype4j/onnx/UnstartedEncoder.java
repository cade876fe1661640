package io.github.hype4j.onnx;

import io.github.hype4j.model.EncodedBatch;
import io.github.hype4j.model.Encoder;
import java.util.List;

/**
 * Stands for an encoder that was not started. It has a dimension and encodes nothing.
 *
 * @param <T> what the encoder would encode
 * @param dimension the length of a row
 */
record UnstartedEncoder<T>(int dimension) implements Encoder<T> {

    @Override
    public EncodedBatch encode(List<T> batch) {
        throw new IllegalStateException("the model was loaded without its encoders");
    }

    @Override
    public void close() {}
}
