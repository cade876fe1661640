package io.github.hype4j.cli.report;

import io.github.hype4j.SelectionReport;
import io.github.hype4j.io.file.AtomicFile;
import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.run.PoolSelector;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.subset.Subset;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.selection.SelectionPolicy;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One self-contained page that shows what a selection kept and why: the books, the scores with the cut drawn in, the best,
 * the borderline and the worst pairs, and what it was made with. The same input gives the same bytes.
 */
public final class PoolReport {

    private PoolReport() {}

    /**
     * Writes the page. The score file is read twice, the pool once and only until every pair that is shown was found;
     * memory does not grow with the pool, but for the subset.
     *
     * @param target the page, written aside and moved in when it is whole
     * @param overwrite whether to replace a file that exists
     * @param pool where the pairs that are shown are looked up
     * @param scores the scores of the pool
     * @param policy what the subset was selected by
     * @param kept the subset
     * @param report the books of the selection
     * @param damage one line for each part of the pool that could not be read
     * @throws java.nio.file.FileAlreadyExistsException if the target exists and is not to be replaced
     * @throws IOException if a file cannot be read or written
     */
    public static void write(
            Path target,
            boolean overwrite,
            Pool pool,
            ScoreFiles scores,
            SelectionPolicy policy,
            Subset kept,
            SelectionReport report,
            List<String> damage)
            throws IOException {
        HypeScore ranking =
                PoolSelector.standardized(policy, scores).rankings().get(0).score();
        PoolProfile profile = PoolProfile.of(scores, ranking, kept);
        Set<Uid> wanted = new HashSet<>();
        Stream.of(profile.best(), profile.justKept(), profile.justDropped(), profile.worst())
                .flatMap(List::stream)
                .forEach(row -> wanted.add(row.uid()));
        Map<Uid, ShownPair> shown = ShownPairs.find(pool, wanted);
        byte[] page = new Page(profile, shown, ranking, report, damage).render().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(target, overwrite, out -> out.write(page));
    }
}
