package io.github.hype4j.onnx.encoder;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.hype4j.model.SampleFailureException;
import java.nio.ByteBuffer;

/**
 * What a graph reads of a sample: rows of one shape and type. Safe for use by several threads.
 *
 * @param <T> what is encoded
 */
interface GraphInput<T> {

    /** The shape of a sample's row, without the batch. */
    Shape rowShape();

    DataType type();

    /** The length of a row in bytes. */
    default int rowBytes() {
        return Math.toIntExact(Math.multiplyExact(rowShape().size(), type().getNumOfBytes()));
    }

    /**
     * Writes the row of a sample. Nothing outside it is touched.
     *
     * @param batch the rows of a batch, in native byte order; position and limit are neither used nor changed
     * @param row which of them
     */
    void write(T sample, ByteBuffer batch, int row) throws SampleFailureException;
}
