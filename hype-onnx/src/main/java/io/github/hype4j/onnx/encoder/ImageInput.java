package io.github.hype4j.onnx.encoder;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.onnx.image.ImagePreparer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The pixels of an image file: three planes of floats. */
record ImageInput(ImagePreparer preparer) implements GraphInput<byte[]> {

    @Override
    public Shape rowShape() {
        int size = preparer.preparation().size();
        return new Shape(3, size, size);
    }

    @Override
    public DataType type() {
        return DataType.FLOAT32;
    }

    @Override
    public void write(byte[] image, ByteBuffer batch, int row) throws SampleFailureException {
        ByteBuffer place = batch.slice(row * rowBytes(), rowBytes()).order(ByteOrder.nativeOrder());
        preparer.prepare(image, place.asFloatBuffer(), 0);
    }
}
