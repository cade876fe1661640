package io.github.hype4j.onnx.encoder;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OnnxJavaType;
import io.github.hype4j.model.EncodedBatch;
import io.github.hype4j.model.Encoder;
import io.github.hype4j.model.EncoderException;
import io.github.hype4j.model.SampleFailure;
import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.onnx.OnnxOptions;
import io.github.hype4j.onnx.bundle.Bundle;
import io.github.hype4j.onnx.bundle.BundleDescription;
import io.github.hype4j.onnx.image.ImagePreparation;
import io.github.hype4j.onnx.image.ImagePreparer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * Encodes image files: decodes and prepares them in parallel, then runs the graph on batches. The row of an image does not
 * depend on its neighbours; one that cannot be decoded is a failure of its own. Safe for use by several threads.
 */
public final class ImageEncoder implements Encoder<byte[]> {

    private final OnnxGraph graph;
    private final ImagePreparer preparer;
    private final int dimension;
    private final int batchSize;
    private final DirectBuffers buffers;
    private final ForkJoinPool preparation;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ImageEncoder(OnnxGraph graph, ImagePreparation preparation, int dimension, OnnxOptions options) {
        this.graph = graph;
        this.preparer = ImagePreparer.of(preparation);
        this.dimension = dimension;
        this.batchSize = options.batchSize();
        this.buffers = new DirectBuffers(Math.multiplyExact(batchSize, preparation.tensorLength() * Float.BYTES));
        this.preparation = new ForkJoinPool(options.threads());
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
        OnnxGraph loaded = OnnxGraph.load(bundle.path(graph.file()), bundle.name(graph.file()), graph, options);
        return new ImageEncoder(loaded, preparation, description.dimension(), options);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public EncodedBatch encode(List<byte[]> batch) {
        if (closed.get()) {
            throw new IllegalStateException("the image encoder is closed");
        }
        BatchRows rows = new BatchRows(batch.size(), dimension);
        for (int from = 0; from < batch.size(); from += batchSize) {
            encode(batch.subList(from, Math.min(batch.size(), from + batchSize)), from, rows);
        }
        return rows.build();
    }

    private void encode(List<byte[]> images, int first, BatchRows rows) {
        ByteBuffer buffer = buffers.take();
        try {
            FloatBuffer pixels = buffer.asFloatBuffer();
            List<Optional<SampleFailure>> failures = prepare(images, pixels);
            int size = preparer.preparation().size();
            int length = preparer.preparation().tensorLength();
            float[] output = graph.run(
                    pixels.slice(0, images.size() * length),
                    new Shape(images.size(), 3, size, size),
                    DataType.FLOAT32,
                    dimension);
            for (int i = 0; i < images.size(); i++) {
                int row = i;
                failures.get(i)
                        .ifPresentOrElse(
                                failure -> rows.fail(first + row, failure), () -> rows.put(first + row, output, row));
            }
        } finally {
            buffers.giveBack(buffer);
        }
    }

    /** Prepares every image into its place in the buffer; a place whose image failed is filled with zeros. */
    private List<Optional<SampleFailure>> prepare(List<byte[]> images, FloatBuffer pixels) {
        try {
            return preparation
                    .submit(() -> IntStream.range(0, images.size())
                            .parallel()
                            .mapToObj(i -> prepare(images.get(i), pixels, i))
                            .toList())
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EncoderException("interrupted while images were prepared", e);
        } catch (ExecutionException e) {
            throw new EncoderException("images could not be prepared: " + e.getCause(), e);
        }
    }

    private Optional<SampleFailure> prepare(byte[] image, FloatBuffer pixels, int index) {
        int length = preparer.preparation().tensorLength();
        try {
            preparer.prepare(image, pixels, index * length);
            return Optional.empty();
        } catch (SampleFailureException e) {
            for (int i = 0; i < length; i++) {
                pixels.put(index * length + i, 0);
            }
            return Optional.of(e.failure());
        }
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            preparation.shutdown();
            graph.close();
        }
    }
}
