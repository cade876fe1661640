package io.github.hype4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Cli build(String name, Object... more) {
        Object[] args = new Object[7 + more.length];
        Object[] first = {"reference", "build", Cli.POOL, "--model", Cli.MODEL, "--output", folder.resolve(name)};
        System.arraycopy(first, 0, args, 0, first.length);
        System.arraycopy(more, 0, args, first.length, more.length);
        return Cli.run(args);
    }

    @Test
    void aBundleWithAReferenceSetOfThePoolIsMadeAndCanBeUsed() {
        Cli built = build("model", "--size", 50);

        assertThat(built.exitCode()).as(built.err()).isZero();
        Cli info = Cli.run("model", "info", "--model", folder.resolve("model"));
        assertThat(info.out()).contains("50 images, 50 texts").contains("shapes");
        Cli filter = Cli.run(
                "filter",
                Cli.POOL,
                "--model",
                folder.resolve("model"),
                "--keep-top",
                10,
                "--output",
                folder.resolve("out"));
        assertThat(filter.exitCode()).as(filter.err()).isZero();
    }

    @Test
    void theSameSeedDrawsTheSamePairs() throws IOException {
        build("a", "--size", 20, "--seed", 7);
        build("b", "--size", 20, "--seed", 7);
        build("c", "--size", 20, "--seed", 8);

        assertThat(folder.resolve("a/reference_image.npy"))
                .hasSameBinaryContentAs(folder.resolve("b/reference_image.npy"));
        assertThat(Files.readAllBytes(folder.resolve("c/reference_image.npy")))
                .isNotEqualTo(Files.readAllBytes(folder.resolve("a/reference_image.npy")));
    }

    @Test
    void askingForMorePairsThanThereAreIsRefused() {
        Cli run = build("model", "--size", 10_000);

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("size").contains("10000");
        assertThat(folder.resolve("model/hype-model.json")).doesNotExist();
    }

    @Test
    void aDamagedShardIsToldOfAndEndsWithItsExitCode() throws IOException {
        Path shard = PoolFiles.clean(20).write(folder.resolve("pool/00000000.tar"));
        byte[] bytes = Files.readAllBytes(shard);
        Files.write(shard, Arrays.copyOf(bytes, bytes.length / 2));

        Cli run = Cli.run(
                "reference", "build", shard, "--model", Cli.MODEL, "--size", 2, "--output", folder.resolve("model"));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DAMAGED_INPUT);
        assertThat(run.out()).contains("damaged input", "00000000.tar");
        assertThat(folder.resolve("model/reference_image.npy")).exists();
    }
}
