package io.github.hype4j.onnx.encoder;

import ai.onnxruntime.OnnxJavaType;
import io.github.hype4j.model.EncodedBatch;
import io.github.hype4j.model.EncoderException;
import io.github.hype4j.model.PreparedBatch;
import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.model.StagedEncoder;
import io.github.hype4j.onnx.OnnxOptions;
import io.github.hype4j.onnx.bundle.Bundle;
import io.github.hype4j.onnx.bundle.BundleDescription;
import io.github.hype4j.onnx.image.ImagePreparation;
import io.github.hype4j.onnx.image.ImagePreparer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Encodes image files: decodes and prepares them in parallel, then runs the graph on batches. The row of an image does not
 * depend on its neighbours; one that cannot be decoded is a failure of its own. Safe for use by several threads.
 */
public final class ImageEncoder implements StagedEncoder<byte[]> {

    private final GraphEncoder<byte[]> encoder;

    private ImageEncoder(GraphEncoder<byte[]> encoder) {
        this.encoder = encoder;
    }

    /**
     * Loads the image graph of a bundle.
     *
     * @param bundle the bundle; not needed afterwards
     * @param options device, threads, batch size
     * @return the encoder
     * @throws IOException if the graph is missing or cannot be read
     * @throws IllegalArgumentException if the graph does not fit the description, or the device is not there
     */
    public static ImageEncoder load(Bundle bundle, OnnxOptions options) throws IOException {
        BundleDescription description = bundle.description();
        BundleDescription.Graph graph = description.image();
        ImagePreparation preparation = description.imagePreparation();
        GraphSignature.check(
                bundle.path(graph.file()),
                bundle.name(graph.file()),
                graph,
                List.of(OnnxJavaType.FLOAT),
                new long[] {-1, 3, preparation.size(), preparation.size()},
                description.dimension());
        ImageInput input = new ImageInput(ImagePreparer.of(preparation));
        OnnxGraph loaded = OnnxGraph.load(
                bundle.path(graph.file()), bundle.name(graph.file()), graph, input, description.dimension(), options);
        return new ImageEncoder(new GraphEncoder<>("image encoder", input, loaded, description.dimension(), options));
    }

    @Override
    public int dimension() {
        return encoder.dimension();
    }

    @Override
    public int preferredBatchSize() {
        return encoder.preferredBatchSize();
    }

    @Override
    public int batchesAtOnce() {
        return encoder.batchesAtOnce();
    }

    @Override
    public PreparedBatch<byte[]> newBatch(int capacity) {
        return encoder.newBatch(capacity);
    }

    @Override
    public EncodedBatch encode(List<byte[]> batch) {
        return encoder.encode(batch);
    }

    /**
     * Prepares an image, without encoding it.
     *
     * @param image the bytes of an image file; not modified
     * @return what the graph reads of it: {@code [3, size, size]} floats
     * @throws SampleFailureException if the image cannot be decoded
     * @throws IllegalStateException if the encoder is closed
     */
    public float[] prepare(byte[] image) throws SampleFailureException {
        FloatBuffer row = encoder.prepare(image).asFloatBuffer();
        float[] pixels = new float[row.capacity()];
        row.get(pixels);
        return pixels;
    }

    /**
     * Runs the graph on images that are prepared already.
     *
     * @param images what {@link #prepare} gives, an array an image
     * @return a row for each image, in order
     * @throws IllegalArgumentException if an array does not have the length of a prepared image
     * @throws IllegalStateException if the encoder is closed
     * @throws EncoderException if the graph cannot be run
     */
    public EncodedBatch encodePrepared(List<float[]> images) {
        return encoder.encodePrepared(images.stream().map(this::row).toList());
    }

    private ByteBuffer row(float[] pixels) {
        int bytes = encoder.input().rowBytes();
        if (pixels.length != bytes / Float.BYTES) {
            throw new IllegalArgumentException(
                    "a prepared image has " + bytes / Float.BYTES + " floats, got " + pixels.length);
        }
        ByteBuffer row = ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
        row.asFloatBuffer().put(pixels);
        return row;
    }

    @Override
    public void close() {
        encoder.close();
    }
}
