package io.github.hype4j.onnx.encoder;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.hype4j.onnx.text.CaptionTokenizer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The token ids of a caption.
 *
 * @param type INT32 or INT64
 */
record TokenInput(CaptionTokenizer tokenizer, DataType type) implements GraphInput<String> {

    @Override
    public Shape rowShape() {
        return new Shape(tokenizer.contextLength());
    }

    @Override
    public void write(String caption, ByteBuffer batch, int row) {
        ByteBuffer place = batch.slice(row * rowBytes(), rowBytes()).order(ByteOrder.nativeOrder());
        if (type == DataType.INT64) {
            tokenizer.encode(caption, place.asLongBuffer());
        } else {
            tokenizer.encode(caption, place.asIntBuffer());
        }
    }
}
