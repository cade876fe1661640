package io.github.hype4j.onnx.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CaptionTokenizerPropertyTest {

    private static final List<CaptionTokenizer> TOKENIZERS = List.of(
            Fixtures.tokenizer(Fixtures.CLIP, 16, "clip"),
            Fixtures.tokenizer(Fixtures.CLIP, 16, "none"),
            Fixtures.tokenizer(Fixtures.WORDPIECE, 16, "clip"),
            Fixtures.tokenizer(Fixtures.WORDPIECE, 16, "none"));

    private static final CaptionTokenizer LONG_CLIP = Fixtures.tokenizer(Fixtures.CLIP, 4096, "clip");
    private static final NaiveClip NAIVE = new NaiveClip(Fixtures.document(Fixtures.CLIP));

    @Property(tries = 1000)
    void everyRowIsFramedFullAndInRange(
            @ForAll("tokenizers") CaptionTokenizer tokenizer, @ForAll("captions") String caption) {
        int[] row = tokenizer.encode(caption);
        assertThat(row).hasSize(16).startsWith(tokenizer.startId()).contains(tokenizer.endId());
        assertThat(Arrays.stream(row)).allMatch(id -> id >= 0 && id <= tokenizer.largestId());
    }

    @Property(tries = 3000)
    void clipIsTheNaiveLoopOnAnyUnicode(@ForAll("captions") String caption) {
        List<Integer> expected = new ArrayList<>(List.of(LONG_CLIP.startId()));
        expected.addAll(NAIVE.encode(CaptionCleaning.CLIP.clean(caption)));
        expected.add(LONG_CLIP.endId());
        int[] row = LONG_CLIP.encode(caption);
        assertThat(Arrays.stream(row, 0, expected.size()).boxed().toList()).isEqualTo(expected);
        assertThat(Arrays.stream(row, expected.size(), row.length)).containsOnly(0);
    }

    @Property
    void aShorterContextKeepsAPrefix(
            @ForAll("files") String file,
            @ForAll("captions") String caption,
            @ForAll @IntRange(min = 2, max = 40) int length) {
        int[] cut = Fixtures.tokenizer(file, length, "clip").encode(caption);
        int[] whole = Fixtures.tokenizer(file, 4096, "clip").encode(caption);
        assertThat(Arrays.copyOf(cut, length - 1)).isEqualTo(Arrays.copyOf(whole, length - 1));
    }

    @Property
    void theCacheDoesNotChangeResults(@ForAll("files") String file, @ForAll("captionLists") List<String> captions) {
        TextPreparation preparation = TextPreparation.of(64, 0, "none");
        CaptionTokenizer uncached = CaptionTokenizer.from(Fixtures.bytes(file), preparation, new WordCache(0));
        CaptionTokenizer small = CaptionTokenizer.from(Fixtures.bytes(file), preparation, new WordCache(6));
        for (String caption : captions) {
            int[] expected = uncached.encode(caption);
            assertThat(small.encode(caption)).isEqualTo(expected);
            assertThat(small.encode(caption)).isEqualTo(expected);
        }
    }

    @Test
    void eightThreadsGetTheSameRows() throws Exception {
        List<String> captions = Captions.any().list().ofSize(400).sample();
        for (String file : List.of(Fixtures.CLIP, Fixtures.WORDPIECE)) {
            TextPreparation preparation = TextPreparation.of(32, 0, "clip");
            // Small, so that its generations change under the threads.
            CaptionTokenizer shared = CaptionTokenizer.from(Fixtures.bytes(file), preparation, new WordCache(64));
            CaptionTokenizer alone = CaptionTokenizer.from(Fixtures.bytes(file), preparation, new WordCache(0));
            List<int[]> expected = captions.stream().map(alone::encode).toList();
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                CyclicBarrier start = new CyclicBarrier(8);
                List<Future<List<int[]>>> results = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    results.add(threads.submit(() -> {
                        start.await();
                        return captions.stream().map(shared::encode).toList();
                    }));
                }
                for (Future<List<int[]>> result : results) {
                    List<int[]> rows = result.get();
                    for (int i = 0; i < rows.size(); i++) {
                        assertThat(rows.get(i)).as(captions.get(i)).isEqualTo(expected.get(i));
                    }
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Provide
    Arbitrary<CaptionTokenizer> tokenizers() {
        return Arbitraries.of(TOKENIZERS);
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(Fixtures.CLIP, Fixtures.WORDPIECE);
    }

    @Provide
    Arbitrary<String> captions() {
        return Captions.any();
    }

    @Provide
    Arbitrary<List<String>> captionLists() {
        return Captions.any().list().ofMaxSize(12);
    }
}
