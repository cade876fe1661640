package io.github.hype4j.mini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.hype4j.HypeFilter;
import io.github.hype4j.Selection;
import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.pool.PoolSample;
import io.github.hype4j.io.pool.Shard;
import io.github.hype4j.io.pool.ShardReader;
import io.github.hype4j.io.run.ReferenceSample;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.onnx.bundle.Bundle;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.ComponentStatistics;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.score.ReferenceStatistics;
import io.github.hype4j.score.RowScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped jar on a labelled pool of pictures that it never saw: figures with a margin for so small a pool. */
class MiniModelIT {

    private static final Path POOL = Path.of(System.getProperty("hype.examples"), "mini-pool");

    private static HypeModel model;
    private static Map<String, String> kinds;
    private static List<PoolSample> samples;

    @BeforeAll
    static void loadModelAndPool() throws IOException {
        model = MiniModel.load();
        try (var lines = Files.lines(POOL.resolve("labels.tsv"))) {
            kinds = lines.skip(1).map(line -> line.split("\t")).collect(Collectors.toMap(f -> f[0], f -> f[2]));
        }
        samples = new ArrayList<>();
        for (Shard shard : Pool.open(POOL).shards()) {
            try (ShardReader reader = shard.open()) {
                for (PoolSample sample = reader.next(); sample != null; sample = reader.next()) {
                    samples.add(sample);
                }
            }
        }
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void isLoadedFromTheJarThatIsShipped() {
        assertThat(MiniModel.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .contains("hype-model-mini")
                .endsWith(".jar");
    }

    @Test
    void hasAReferenceSetOfTheStatedSize() {
        assertThat(model.reference()).hasValueSatisfying(reference -> {
            assertThat(reference.images().rows()).isEqualTo(1024);
            assertThat(reference.texts().rows()).isEqualTo(1024);
        });
        assertThat(model.dimension()).isEqualTo(128);
        assertThat(model.provenance().license()).isEqualTo("Apache-2.0");
    }

    /** The bundle's statistics were computed in Python, in float64. */
    @Test
    void statisticsAreThoseOfTheReferencePairsAgainstThemselves() throws IOException {
        ReferenceStatistics stated = model.referenceStatistics().orElseThrow();
        ReferenceStatistics computed;
        try (Bundle bundle = Bundle.openResource(MiniModel.class.getClassLoader(), "io/github/hype4j/mini/bundle")) {
            computed = ReferenceSample.statistics(
                    bundle.readMatrix("reference_image.npy"), bundle.readMatrix("reference_text.npy"), model);
        }

        assertThat(computed.asMap()).containsOnlyKeys(stated.asMap().keySet());
        stated.asMap().forEach((component, values) -> {
            ComponentStatistics own = computed.of(component).orElseThrow();
            assertThat(own.mean()).as(component.name()).isCloseTo(values.mean(), within(2e-6));
            assertThat(own.std()).as(component.name()).isCloseTo(values.std(), within(2e-6));
        });
    }

    @Test
    void carriesItsCardAndItsNotices() {
        for (String name : List.of("README.md", "NOTICE")) {
            assertThat(MiniModel.class.getResource("bundle/" + name)).as(name).isNotNull();
        }
    }

    @Test
    void ranksCleanPairsAboveSpoiltOnes() {
        assertThat(auc(HypeScore.paper())).isGreaterThan(0.90);
        assertThat(auc(HypeScore.standardized())).isGreaterThan(0.935);
        assertThat(auc(HypeScore.shortfall())).isGreaterThan(0.94);
    }

    @Test
    void ranksThemBetterThanItsOwnCosine() {
        double cosine = auc(HypeScore.of(Component.COSINE));

        assertThat(auc(HypeScore.paper())).isGreaterThan(cosine);
        assertThat(auc(HypeScore.shortfall())).isGreaterThan(cosine + 0.03);
    }

    @Test
    void keepsMostlyCleanPairs() {
        assertThat(precision(HypeScore.paper())).isGreaterThan(0.78);
        assertThat(precision(HypeScore.shortfall())).isGreaterThan(0.85);
    }

    /** The share of (clean, spoilt) couples that the score puts in order; ties count half. */
    private static double auc(HypeScore score) {
        List<Float> clean = new ArrayList<>();
        List<Float> spoilt = new ArrayList<>();
        HypeFilter filter = filter(score, 1);
        RowScore row = filter.policy().rankings().get(0).score().on(filter.components());
        filter.score(samples.stream()).forEach(batch -> {
            for (int i = 0; i < batch.pairs().size(); i++) {
                if (batch.failure(i).isEmpty()) {
                    float value = row.score(batch.rows().row(i));
                    (isClean(batch.pairs().get(i)) ? clean : spoilt).add(value);
                }
            }
        });
        assertThat(clean).hasSize(120);
        assertThat(spoilt).hasSize(180);
        double ordered = 0;
        for (float good : clean) {
            for (float bad : spoilt) {
                ordered += good > bad ? 1 : good == bad ? 0.5 : 0;
            }
        }
        return ordered / (clean.size() * (double) spoilt.size());
    }

    private static double precision(HypeScore score) {
        Selection<PoolSample> kept = filter(score, 0.4).apply(samples);
        return kept.pairs().stream().filter(MiniModelIT::isClean).count()
                / (double) kept.pairs().size();
    }

    private static HypeFilter filter(HypeScore score, double fraction) {
        return HypeFilter.builder()
                .model(model)
                .score(score)
                .keepFraction(fraction)
                .build();
    }

    private static boolean isClean(PoolSample sample) {
        return "clean".equals(kinds.get(sample.uid().toString()));
    }
}
