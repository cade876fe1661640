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

    /** The ids that a row holds. */
    long[] ids(ByteBuffer row) {
        long[] ids = new long[tokenizer.contextLength()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = type == DataType.INT64 ? row.getLong(i * Long.BYTES) : row.getInt(i * Integer.BYTES);
        }
        return ids;
    }

    /** The row that holds such ids. */
    ByteBuffer row(long[] ids) {
        if (ids.length != tokenizer.contextLength()) {
            throw new IllegalArgumentException(
                    "a tokenized caption has " + tokenizer.contextLength() + " ids, got " + ids.length);
        }
        ByteBuffer row = ByteBuffer.allocate(rowBytes()).order(ByteOrder.nativeOrder());
        for (int i = 0; i < ids.length; i++) {
            if (type == DataType.INT64) {
                row.putLong(i * Long.BYTES, ids[i]);
            } else if (ids[i] == (int) ids[i]) {
                row.putInt(i * Integer.BYTES, (int) ids[i]);
            } else {
                throw new IllegalArgumentException("a token id must be one of 32 bits, got " + ids[i]);
            }
        }
        return row;
    }
}
