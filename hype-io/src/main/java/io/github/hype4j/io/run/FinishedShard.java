package io.github.hype4j.io.run;

import io.github.hype4j.io.pool.ShardFingerprint;
import io.github.hype4j.io.scores.ScoreFile;
import io.github.hype4j.io.scores.ScoreFiles;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What the footer of a score file says of the shard that it was made of. */
record FinishedShard(ShardFingerprint shard, ShardBooks books) {

    private static final String NAME = "hype.shard.name";
    private static final String BYTES = "hype.shard.bytes";
    private static final String INDEX = "hype.shard.index";

    Map<String, String> pairs(String run) {
        Map<String, String> pairs = new TreeMap<>(books.pairs());
        pairs.put(ScoreFiles.RUN, run);
        pairs.put(NAME, shard.name());
        pairs.put(BYTES, Long.toString(shard.bytes()));
        pairs.put(INDEX, shard.index());
        return pairs;
    }

    static FinishedShard of(ScoreFile file, String run) throws IOException {
        Map<String, String> pairs = file.metadata();
        String actual = pairs.getOrDefault(ScoreFiles.RUN, "");
        if (!actual.equals(run)) {
            throw new IllegalArgumentException(file.path() + " is of another run (" + ScoreFiles.RUN + " is \"" + actual
                    + "\", not \"" + run + "\"): take another folder, or overwrite the run");
        }
        FinishedShard finished;
        try {
            finished = new FinishedShard(
                    new ShardFingerprint(
                            pairs.getOrDefault(NAME, ""),
                            Long.parseLong(pairs.getOrDefault(BYTES, "")),
                            pairs.getOrDefault(INDEX, "")),
                    ShardBooks.of(pairs));
        } catch (IllegalArgumentException e) {
            throw new IOException(file.path() + " has no books of its shard: " + e.getMessage(), e);
        }
        if (finished.books().total() != file.rows()) {
            throw new IOException(file.path() + " has " + file.rows() + " rows, but its books say "
                    + finished.books().total());
        }
        return finished;
    }
}
