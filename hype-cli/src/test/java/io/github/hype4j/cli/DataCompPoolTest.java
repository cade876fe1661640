package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.subset.Subset;
import io.github.hype4j.io.subset.SubsetFile;
import io.github.hype4j.score.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a download like DataComp's, made by {@code tools/pool}, to training shards. */
class DataCompPoolTest {

    private static final Component CLIP = new Component("clip_l14_similarity_score");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeEach
    void makePool() throws Exception {
        PoolTool.compile(folder.resolve("classes")).makePool(pool());
    }

    private Path pool() {
        return folder.resolve("pool");
    }

    private static void succeed(Object... words) {
        Cli run = Cli.run(words);
        assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
    }

    @Test
    void scoredSelectedAndReshardedItHoldsTheSubsetAndNothingElse() throws Exception {
        Path training = folder.resolve("training");
        Path subset = folder.resolve("out/subset.npy");

        succeed("score", pool().resolve("shards"), "--model", Cli.MODEL, "--output", folder.resolve("run"));
        succeed("select", folder.resolve("run"), "--keep-fraction", 0.2, "--output", folder.resolve("out"));
        succeed("reshard", pool().resolve("shards"), "--subset", subset, "--shard-samples", 25, "--output", training);

        long scored = ScoreFiles.open(folder.resolve("run")).rows();
        assertThat(scored).isGreaterThan(200);
        assertThat(SubsetFile.read(subset).size()).isBetween(40, 60);
        assumeTrue(PoolTool.canCheck(), "the reader by Python's rules needs /usr/bin/python3 with numpy");
        PoolTool.check(training, subset);
    }

    @Test
    void dataCompsRuleOnAColumnOfTheMetadataIsReproducedWithItsTies() throws Exception {
        Path metadata = pool().resolve("metadata");

        succeed(
                "select",
                metadata,
                "--score",
                CLIP.name(),
                "--datacomp-fraction",
                0.3,
                "--output",
                folder.resolve("clip"));

        ScoreFiles columns = ScoreFiles.open(metadata).select(List.of(CLIP));
        float[] scores = new float[(int) columns.rows()];
        int[] next = {0};
        columns.forEach(row -> scores[next[0]++] = row.component(0));
        float[] sorted = scores.clone();
        Arrays.sort(sorted);
        float threshold = sorted[sorted.length - 1 - (int) (sorted.length * 0.3)];
        Subset kept = SubsetFile.read(folder.resolve("clip/subset.npy"));
        int[] expected = {0};
        columns.forEach(row -> {
            boolean isKept = row.component(0) >= threshold;
            assertThat(kept.contains(row.uid())).isEqualTo(isKept);
            expected[0] += isKept ? 1 : 0;
        });
        assertThat(kept.size()).isEqualTo(expected[0]);
    }

    @Test
    void aColumnOfTheMetadataTakesThePlaceOfTheCosine() throws IOException {
        succeed(
                "filter",
                pool().resolve("shards"),
                "--model",
                Cli.MODEL,
                "--metadata",
                pool().resolve("metadata"),
                "--weight",
                CLIP.name() + "=1",
                "--weight",
                "cosine=0",
                "--keep-fraction",
                0.2,
                "--output",
                folder.resolve("out"));

        ScoreFiles.open(folder.resolve("out")).select(List.of(CLIP)).forEach(row -> {
            if (!Float.isNaN(row.score())) {
                assertThat(row.component(0)).isBetween(-1f, 1f);
            }
        });
    }
}
