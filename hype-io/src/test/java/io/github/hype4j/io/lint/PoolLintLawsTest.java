package io.github.hype4j.io.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.io.pool.Tar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class PoolLintLawsTest {

    @SuppressWarnings("NullAway.Init") // set before the first property
    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("lint-laws");
    }

    @AfterContainer
    static void deleteFolder() throws IOException {
        Files.deleteIfExists(folder.resolve("0.tar"));
        Files.delete(folder);
    }

    private static byte[] shard(int samples) {
        Tar tar = new Tar();
        for (int i = 0; i < samples; i++) {
            tar.add("k" + i + ".png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
                    .add("k" + i + ".json", String.format("{\"uid\": \"%032x\"}", i))
                    .add("k" + i + ".txt", "a cat");
        }
        return tar.bytes();
    }

    @Property(tries = 200)
    void whateverTheBytesTheSearchEndsAndCountsWhatItTells(
            @ForAll long seed, @ForAll @IntRange(max = 40) int changes, @ForAll @IntRange(max = 1500) int cut)
            throws IOException {
        Random random = new Random(seed);
        byte[] bytes = shard(5);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        Files.write(folder.resolve("0.tar"), Arrays.copyOf(bytes, bytes.length - cut));
        PoolLint lint = PoolLint.of(folder);
        Map<LintKind, Long> told = new EnumMap<>(LintKind.class);
        List<LintFinding> first = new ArrayList<>();
        List<LintFinding> second = new ArrayList<>();

        LintReport report = lint.run(first::add);
        lint.run(second::add);

        first.forEach(finding -> told.merge(finding.kind(), 1L, Long::sum));
        assertThat(report.counts()).isEqualTo(told);
        assertThat(second).isEqualTo(first);
    }

    @Property(tries = 50)
    void membersInAnyOrderAreFoundUnlessEverySampleIsInOnePiece(@ForAll long seed) throws IOException {
        List<String> names = new ArrayList<>(
                List.of("a.png", "a.json", "a.txt", "b.png", "b.json", "b.txt", "c.png", "c.json", "c.txt"));
        Collections.shuffle(names, new Random(seed));
        Tar tar = new Tar();
        names.forEach(name -> tar.add(name, "x".getBytes(StandardCharsets.UTF_8)));
        tar.write(folder.resolve("0.tar"));
        int pieces = 1;
        for (int i = 1; i < names.size(); i++) {
            pieces += names.get(i).charAt(0) == names.get(i - 1).charAt(0) ? 0 : 1;
        }

        LintReport report = PoolLint.of(folder).run(finding -> {});

        assertThat(report.samples()).isEqualTo(pieces);
        assertThat(report.counts().getOrDefault(LintKind.INTERLEAVED_KEY, 0L)).isEqualTo(pieces - 3L);
    }
}
