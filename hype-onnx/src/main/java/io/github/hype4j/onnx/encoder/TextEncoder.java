package io.github.hype4j.onnx.encoder;

import ai.djl.ndarray.types.DataType;
import ai.onnxruntime.OnnxJavaType;
import io.github.hype4j.model.EncodedBatch;
import io.github.hype4j.model.EncoderException;
import io.github.hype4j.model.PreparedBatch;
import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.model.StagedEncoder;
import io.github.hype4j.onnx.OnnxOptions;
import io.github.hype4j.onnx.bundle.Bundle;
import io.github.hype4j.onnx.bundle.BundleDescription;
import io.github.hype4j.onnx.text.CaptionTokenizer;
import java.io.IOException;
import java.util.List;

/**
 * Encodes captions: tokenizes them in parallel, then runs the graph on batches. The row of a caption does not depend on its
 * neighbours. Safe for use by several threads.
 */
public final class TextEncoder implements StagedEncoder<String> {

    private final TokenInput input;
    private final GraphEncoder<String> encoder;

    private TextEncoder(TokenInput input, GraphEncoder<String> encoder) {
        this.input = input;
        this.encoder = encoder;
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
        TokenInput input = new TokenInput(
                tokenizer, signature.inputType() == OnnxJavaType.INT64 ? DataType.INT64 : DataType.INT32);
        OnnxGraph loaded = OnnxGraph.load(
                bundle.path(graph.file()), bundle.name(graph.file()), graph, input, description.dimension(), options);
        return new TextEncoder(
                input, new GraphEncoder<>("text encoder", input, loaded, description.dimension(), options));
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
    public PreparedBatch<String> newBatch(int capacity) {
        return encoder.newBatch(capacity);
    }

    @Override
    public EncodedBatch encode(List<String> batch) {
        return encoder.encode(batch);
    }

    /**
     * Tokenizes a caption, without encoding it.
     *
     * @param caption the caption
     * @return what the graph reads of it: {@code contextLength} token ids
     * @throws IllegalStateException if the encoder is closed
     */
    public long[] prepare(String caption) {
        try {
            return input.ids(encoder.prepare(caption));
        } catch (SampleFailureException e) {
            throw new AssertionError("every caption has tokens", e);
        }
    }

    /**
     * Runs the graph on captions that are tokenized already.
     *
     * @param captions what {@link #prepare} gives, an array a caption
     * @return a row for each caption, in order
     * @throws IllegalArgumentException if an array does not have {@code contextLength} ids, or an id is out of the range of
     *     the graph's input
     * @throws IllegalStateException if the encoder is closed
     * @throws EncoderException if the graph cannot be run, for an id that is not in its vocabulary, say
     */
    public EncodedBatch encodePrepared(List<long[]> captions) {
        return encoder.encodePrepared(captions.stream().map(input::row).toList());
    }

    @Override
    public void close() {
        encoder.close();
    }
}
