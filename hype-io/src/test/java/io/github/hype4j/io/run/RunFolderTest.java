package io.github.hype4j.io.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may work in the folder of a run. */
class RunFolderTest {

    private static final int ROUNDS = 50;
    private static final List<String> MODELS = List.of("one", "other");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path parent;

    private static RunIdentity identity(String model) {
        return new RunIdentity(Map.of("model.name", model, "score", "cosine"));
    }

    /** Opens the run when the latch falls; returns why it was refused, or nothing. */
    private static String open(Path folder, String model, RunStart start, CountDownLatch latch)
            throws IOException, InterruptedException {
        latch.countDown();
        latch.await();
        try (RunFolder run = RunFolder.open(folder, identity(model), start)) {
            assertThat(run.identity()).isEqualTo(identity(model).sha256());
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** For each of the two models what became of it, when both start a run at the same moment. */
    private List<String> race(Path folder, RunStart start) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(MODELS.size());
        try {
            CountDownLatch latch = new CountDownLatch(MODELS.size());
            List<Future<String>> begun = new ArrayList<>();
            for (String model : MODELS) {
                begun.add(threads.submit(() -> open(folder, model, start, latch)));
            }
            List<String> refusals = new ArrayList<>();
            for (Future<String> one : begun) {
                refusals.add(one.get());
            }
            return refusals;
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void ofTwoModelsThatStartARunAtOnceExactlyOneWinsAndTheOtherIsRefusedNamingBoth() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Path folder = parent.resolve("run-" + round);

            List<String> refusals = race(folder, RunStart.RESUME);

            int winner = refusals.indexOf("");
            assertThat(refusals).as("round " + round).containsOnlyOnce("");
            assertThat(refusals.get(1 - winner))
                    .contains("model.name is \"" + MODELS.get(winner) + "\" in the run, but \"" + MODELS.get(1 - winner)
                            + "\" here");
            assertThat(folder.resolve("run.json")).content().contains("\"" + MODELS.get(winner) + "\"");
            try (var files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder("run.json", "scores");
            }
        }
    }
}
