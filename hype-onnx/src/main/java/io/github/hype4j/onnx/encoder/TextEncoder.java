package io.github.hype4j.onnx.encoder;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OnnxJavaType;
import io.github.hype4j.model.EncodedBatch;
import io.github.hype4j.model.Encoder;
import io.github.hype4j.onnx.OnnxOptions;
import io.github.hype4j.onnx.bundle.Bundle;
import io.github.hype4j.onnx.bundle.BundleDescription;
import io.github.hype4j.onnx.text.CaptionTokenizer;
import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Encodes captions: tokenizes them, then runs the graph on batches. The row of a caption does not depend on its
 * neighbours. Safe for use by several threads.
 */
public final class TextEncoder implements Encoder<String> {

    private final OnnxGraph graph;
    private final CaptionTokenizer tokenizer;
    private final int contextLength;
    private final boolean longIds;
    private final int dimension;
    private final int batchSize;
    private final DirectBuffers buffers;
    private final AtomicBoolean closed = new AtomicBoolean();

    private TextEncoder(
            OnnxGraph graph,
            CaptionTokenizer tokenizer,
            boolean longIds,
            BundleDescription description,
            OnnxOptions options) {
        this.graph = graph;
        this.tokenizer = tokenizer;
        this.contextLength = description.textPreparation().contextLength();
        this.longIds = longIds;
        this.dimension = description.dimension();
        this.batchSize = options.batchSize();
        this.buffers = new DirectBuffers(Math.multiplyExact(batchSize, contextLength * Long.BYTES));
    }

    /**
     * Loads the text graph and the tokenizer of a bundle.
     *
     * @param bundle the bundle; not needed afterwards
     * @param options device, threads, batch size
     * @return the encoder
     * @throws IOException if graph or tokenizer are missing or cannot be read
     * @throws IllegalArgumentException if the graph does not fit the description, the tokenizer is of a kind that is not
     *     read here, or the device is not there
     */
    public static TextEncoder load(Bundle bundle, OnnxOptions options) throws IOException {
        BundleDescription description = bundle.description();
        BundleDescription.Graph graph = description.text();
        CaptionTokenizer tokenizer = tokenizer(bundle);
        GraphSignature signature = GraphSignature.check(
                bundle.path(graph.file()),
                bundle.name(graph.file()),
                graph,
                List.of(OnnxJavaType.INT64, OnnxJavaType.INT32),
                new long[] {-1, description.textPreparation().contextLength()},
                description.dimension());
        OnnxGraph loaded = OnnxGraph.load(bundle.path(graph.file()), bundle.name(graph.file()), graph, options);
        return new TextEncoder(loaded, tokenizer, signature.inputType() == OnnxJavaType.INT64, description, options);
    }

    private static CaptionTokenizer tokenizer(Bundle bundle) throws IOException {
        BundleDescription description = bundle.description();
        byte[] json = bundle.read(description.tokenizer());
        try {
            return CaptionTokenizer.from(json, description.textPreparation());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(bundle.name(description.tokenizer()) + ": " + e.getMessage(), e);
        }
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public EncodedBatch encode(List<String> batch) {
        if (closed.get()) {
            throw new IllegalStateException("the text encoder is closed");
        }
        BatchRows rows = new BatchRows(batch.size(), dimension);
        for (int from = 0; from < batch.size(); from += batchSize) {
            encode(batch.subList(from, Math.min(batch.size(), from + batchSize)), from, rows);
        }
        return rows.build();
    }

    private void encode(List<String> captions, int first, BatchRows rows) {
        ByteBuffer buffer = buffers.take();
        try {
            float[] output = graph.run(
                    ids(captions, buffer),
                    new Shape(captions.size(), contextLength),
                    longIds ? DataType.INT64 : DataType.INT32,
                    dimension);
            for (int i = 0; i < captions.size(); i++) {
                rows.put(first + i, output, i);
            }
        } finally {
            buffers.giveBack(buffer);
        }
    }

    private Buffer ids(List<String> captions, ByteBuffer buffer) {
        int count = captions.size() * contextLength;
        long[] ids = new long[count];
        for (int i = 0; i < captions.size(); i++) {
            tokenizer.encode(captions.get(i), ids, i * contextLength);
        }
        if (longIds) {
            LongBuffer longs = buffer.asLongBuffer();
            return longs.put(0, ids).slice(0, count);
        }
        IntBuffer ints = buffer.asIntBuffer();
        for (int i = 0; i < count; i++) {
            ints.put(i, (int) ids[i]);
        }
        return ints.slice(0, count);
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            graph.close();
        }
    }
}
