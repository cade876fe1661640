package io.github.hype4j.io.run;

import io.github.hype4j.StageTimes;
import io.github.hype4j.io.scores.ScoreFile;
import io.github.hype4j.model.FailureReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sums the footers of a run's score files, so that what other processes and earlier ones did is in the books too. */
final class FinishedRun {

    private FinishedRun() {}

    /**
     * The books of a run.
     *
     * @param names the shards that there are to do
     * @param outcomes what became of those that this process was given
     * @param unfinished one line for each of them that is not done
     */
    static RunBooks books(
            RunFolder run,
            Set<String> names,
            Map<ShardOutcome, Integer> outcomes,
            List<String> unfinished,
            StageTimes times,
            RunListener listener)
            throws IOException {
        Map<FailureReason, Long> failures = new EnumMap<>(FailureReason.class);
        List<String> notDone = new ArrayList<>(unfinished);
        List<String> damage = new ArrayList<>();
        List<String> strays = new ArrayList<>();
        long total = 0;
        long scored = 0;
        int done = 0;
        for (Path file : run.scoreFiles()) {
            ShardBooks books;
            try {
                books = FinishedShard.of(ScoreFile.open(file), run.identity()).books();
            } catch (IOException e) {
                notDone.add(String.valueOf(e.getMessage()));
                continue;
            }
            total += books.total();
            scored += books.scored();
            books.failures().forEach((reason, count) -> failures.merge(reason, count, Long::sum));
            if (books.damage() != null) {
                damage.add(books.damage());
                listener.damaged(books.damage());
            }
            if (names.contains(RunFolder.shardOf(file))) {
                done++;
            } else {
                strays.add(file.toString());
            }
        }
        return new RunBooks(total, scored, failures, damage, names.size(), done, outcomes, notDone, strays, times);
    }
}
