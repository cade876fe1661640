package io.github.hype4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.selection.Decision;
import io.github.hype4j.selection.Uid;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pools whose embeddings are given. */
class HypeFilterEmbeddingsTest {

    private static final Component CLIP = Component.column("clip");

    private final List<TestPair> pool = TestPair.pool(1, 100);

    private static HypeFilterBuilder builder() {
        return HypeFilter.builder().model(TestModels.linear());
    }

    @Test
    void embeddingsGiveWhatThePairsGive() {
        HypeFilter filter = builder().keepFraction(0.3).build();
        Selection<TestPair> ofPairs = filter.apply(pool);
        List<Uid> uids = pool.stream().map(TestPair::uid).toList();
        Embeddings images = TestModels.images(pool);
        Embeddings texts = TestModels.texts(pool);

        Selection<Uid> ofTangents = filter.apply(EmbeddedPairs.ofTangents(uids, images, texts));
        assertThat(ofTangents.pairs())
                .isEqualTo(ofPairs.pairs().stream().map(TestPair::uid).toList());
        assertThat(ofTangents.kept().stream().map(ScoredPair::scores))
                .isEqualTo(ofPairs.kept().stream().map(ScoredPair::scores).toList());
        assertThat(ofTangents.report()).isEqualTo(ofPairs.report());

        Selection<Uid> ofPoints = filter.apply(EmbeddedPairs.ofPoints(
                uids,
                TestModels.SPACE.expMap0(images).spaceComponents(),
                TestModels.SPACE.expMap0(texts).spaceComponents()));
        assertThat(ofPoints).isEqualTo(ofTangents);
    }

    @Test
    void embeddingsNeedNoModelWithAReferenceSet() {
        List<Uid> uids = pool.stream().map(TestPair::uid).toList();
        EmbeddedPairs pairs = EmbeddedPairs.ofTangents(uids, TestModels.images(pool), TestModels.texts(pool));
        HypeFilter bare = HypeFilter.builder()
                .reference(TestModels.reference())
                .keepFraction(0.3)
                .build();

        assertThat(bare.apply(pairs).kept())
                .isEqualTo(builder().keepFraction(0.3).build().apply(pairs).kept());
        assertThatIllegalStateException()
                .isThrownBy(() -> bare.apply(pool))
                .withMessage("pairs need a model to encode them: set model(...)");
        assertThatIllegalStateException().isThrownBy(bare::scorer);
    }

    @Test
    void embeddingsOfSeveralBatchesAndDuplicateUidsAreAllCounted() {
        int size = 2500;
        List<Uid> uids = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            uids.add(new Uid(0, i % 2000)); // the last 500 are duplicates
        }
        float[] rows = new float[size * TestModels.DIMENSION];
        Random random = new Random(5);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian();
        }
        RecordingListener listener = new RecordingListener();
        Selection<Uid> selection = HypeFilter.builder()
                .reference(TestModels.reference())
                .imageOnly()
                .keepFraction(0.1)
                .progress(listener)
                .build()
                .apply(EmbeddedPairs.ofImages(uids, Embeddings.of(rows, TestModels.DIMENSION)));

        assertThat(selection.report().total()).isEqualTo(2500);
        assertThat(selection.report().duplicates()).isEqualTo(500);
        assertThat(selection.report().kept()).isEqualTo(200);
        assertThat(selection.report().isBalanced()).isTrue();
        assertThat(selection.pairs()).doesNotHaveDuplicates();
        assertThat(listener.progress).containsExactly("1024/0", "2048/48", "2500/500");
        assertThat(listener.failures).hasSize(500);
    }

    @Test
    void columnsOfEmbeddedPairsAreScoredToo() {
        List<Uid> uids = pool.stream().map(TestPair::uid).toList();
        float[] clip = new float[100];
        for (int i = 0; i < 100; i++) {
            clip[i] = i == 50 ? Float.NaN : i;
        }
        EmbeddedPairs pairs = EmbeddedPairs.ofTangents(uids, TestModels.images(pool), TestModels.texts(pool))
                .withColumn("clip", clip);
        Selection<Uid> selection =
                builder().score(HypeScore.of(CLIP)).keepTop(2).build().apply(pairs);

        assertThat(selection.pairs()).containsExactly(uids.get(99), uids.get(98));
        assertThat(selection.report().decisions()).containsEntry(Decision.NAN_SCORE, 1L);
    }
}
