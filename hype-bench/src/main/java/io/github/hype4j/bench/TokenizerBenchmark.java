package io.github.hype4j.bench;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.hype4j.onnx.text.CaptionTokenizer;
import io.github.hype4j.onnx.text.TextPreparation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Captions to rows of 77 ids a second on one thread: ours, and HuggingFace's tokenizers through DJL with the same file. The
 * file is written by {@code tools/clip-vocabulary/fetch.sh}; for batches HuggingFace's library wants
 * {@code TOKENIZERS_PARALLELISM=false} in the environment to stay on one thread.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class TokenizerBenchmark {

    private static final int CONTEXT_LENGTH = 77;
    private static final int BATCH = 64;

    /** The captions, to be had a batch at a time, round and round. */
    @State(Scope.Thread)
    public static class Captions {

        /** {@code web} for captions like the web's, or the path of lines of JSON, packed, each with a caption. */
        @Param({"web", "hype-onnx/src/test/resources/io/github/hype4j/onnx/text/golden-hard.jsonl.gz"})
        String captions = "";

        private String[] texts = {};
        private int position;

        /**
         * Makes or reads them.
         *
         * @throws IOException if they cannot be read
         */
        @Setup
        public void read() throws IOException {
            texts = captions.equals("web") ? WebCaptions.make(20_032) : lines(Path.of(captions));
        }

        String[] nextBatch() {
            position = position + BATCH > texts.length ? 0 : position;
            position += BATCH;
            return Arrays.copyOfRange(texts, position - BATCH, position);
        }

        private static String[] lines(Path path) throws IOException {
            JsonMapper json = new JsonMapper();
            List<String> texts = new ArrayList<>();
            try (BufferedReader reader = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    texts.add(json.readTree(line).get("caption").textValue());
                }
            }
            return texts.toArray(String[]::new);
        }
    }

    /** Our tokenizers. */
    @State(Scope.Thread)
    public static class Ours {

        @Param("target/clip/tokenizer.json")
        String tokenizer = "";

        private final LongBuffer rows = LongBuffer.allocate(BATCH * CONTEXT_LENGTH);
        private @Nullable CaptionTokenizer cleaning;
        private @Nullable CaptionTokenizer bare;

        /**
         * Reads the tokenizer.
         *
         * @throws IOException if it cannot be read
         */
        @Setup
        public void load() throws IOException {
            byte[] json = Files.readAllBytes(Path.of(tokenizer));
            cleaning = CaptionTokenizer.from(json, TextPreparation.of(CONTEXT_LENGTH, 0, "clip"));
            bare = CaptionTokenizer.from(json, TextPreparation.of(CONTEXT_LENGTH, 0, "none"));
        }

        LongBuffer encode(@Nullable CaptionTokenizer tokenizer, String[] captions) {
            CaptionTokenizer with = Objects.requireNonNull(tokenizer);
            rows.clear();
            for (String caption : captions) {
                with.encode(caption, rows);
            }
            return rows;
        }
    }

    /** HuggingFace's tokenizer. */
    @State(Scope.Thread)
    public static class HuggingFace {

        @Param("target/clip/tokenizer.json")
        String tokenizer = "";

        private @Nullable HuggingFaceTokenizer tokenizers;

        /**
         * Loads it, with nothing fetched and nothing told.
         *
         * @throws IOException if it cannot be read
         */
        @Setup
        public void load() throws IOException {
            System.setProperty("ai.djl.offline", "true");
            System.setProperty("OPT_OUT_TRACKING", "true");
            tokenizers = HuggingFaceTokenizer.newInstance(
                    Path.of(tokenizer),
                    Map.of("maxLength", "77", "truncation", "true", "padding", "max_length", "modelMaxLength", "77"));
        }

        HuggingFaceTokenizer get() {
            return Objects.requireNonNull(tokenizers);
        }

        /** Frees its native memory. */
        @TearDown
        public void close() {
            get().close();
        }
    }

    /**
     * Ours, cleaned as CLIP's own code does.
     *
     * @param captions the captions
     * @param ours our tokenizers
     * @return the rows
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public LongBuffer ours(Captions captions, Ours ours) {
        return ours.encode(ours.cleaning, captions.nextBatch());
    }

    /**
     * Ours, with the normalizer of the file, as HuggingFace's library has it.
     *
     * @param captions the captions
     * @param ours our tokenizers
     * @return the rows
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public LongBuffer oursWithoutCleaning(Captions captions, Ours ours) {
        return ours.encode(ours.bare, captions.nextBatch());
    }

    /**
     * HuggingFace's library, a caption a call.
     *
     * @param captions the captions
     * @param peer the tokenizer
     * @return the sum of the rows' lengths
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long huggingFace(Captions captions, HuggingFace peer) {
        long length = 0;
        for (String caption : captions.nextBatch()) {
            length += peer.get().encode(caption).getIds().length;
        }
        return length;
    }

    /**
     * HuggingFace's library, a batch a call.
     *
     * @param captions the captions
     * @param peer the tokenizer
     * @return the rows
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Encoding[] huggingFaceBatch(Captions captions, HuggingFace peer) {
        return peer.get().batchEncode(captions.nextBatch());
    }
}
