package io.github.hype4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the encoders gave can be had beside the components. The encoders are test doubles. */
class PairEmbeddingsTest {

    private final List<TestPair> pairs = pairs();

    /** Three whole pairs, the first two of one caption, and one of each kind of bad pair between them. */
    private static List<TestPair> pairs() {
        List<TestPair> whole = TestPair.pool(5, 3);
        List<TestPair> pairs = new ArrayList<>();
        pairs.add(whole.get(0).withWords("the same"));
        pairs.add(TestPair.of("no image", null, "caption"));
        pairs.add(whole.get(1).withWords("the same"));
        pairs.add(TestPair.of("bad caption", "image", "!caption"));
        pairs.add(whole.get(2));
        return pairs;
    }

    private static PairScorer scorer(boolean imageOnly) {
        HypeFilterBuilder builder =
                HypeFilter.builder().model(TestModels.linear()).keepTop(1);
        return (imageOnly ? builder.imageOnly() : builder).build().scorer();
    }

    private static PairEmbeddings embeddings(PairScorer scorer, List<TestPair> pairs) {
        return Objects.requireNonNull(scorer.withEmbeddings().score(pairs).embeddings());
    }

    @Test
    void theyAreHandedOutOnlyWhereAskedFor() {
        assertThat(scorer(false).score(pairs).embeddings()).isNull();
        try (ScoringPipeline<TestPair> batches =
                scorer(false).withEmbeddings().pipeline(List.of(pairs).iterator())) {
            assertThat(batches.next().embeddings()).isNotNull();
        }
    }

    @Test
    void eachPairHasWhatTheEncodersGaveForIt() {
        PairEmbeddings embeddings = embeddings(scorer(false), pairs);

        for (int i : new int[] {0, 2, 4}) {
            List<TestPair> alone = List.of(pairs.get(i));
            assertThat(embeddings.image(i)).isEqualTo(TestModels.images(alone).row(0));
            assertThat(embeddings.text(i)).isEqualTo(TestModels.texts(alone).row(0));
        }
    }

    @Test
    void aPairThatFailedHasNone() {
        PairEmbeddings embeddings = embeddings(scorer(false), pairs);

        for (int i : new int[] {1, 3}) {
            assertThat(embeddings.image(i)).isNull();
            assertThat(embeddings.text(i)).isNull();
        }
    }

    @Test
    void imagesAloneHaveNoTexts() {
        PairEmbeddings embeddings = embeddings(scorer(true), pairs);

        assertThat(embeddings.image(3)).as("its caption is not looked at").isNotNull();
        assertThat(embeddings.text(0)).isNull();
    }
}
