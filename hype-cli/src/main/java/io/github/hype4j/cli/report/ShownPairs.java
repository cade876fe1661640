package io.github.hype4j.cli.report;

import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.pool.PoolSample;
import io.github.hype4j.io.pool.Shard;
import io.github.hype4j.io.pool.ShardReader;
import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.onnx.image.Thumbnail;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the pairs that a report shows in their pool: one pass, which ends when all are found. */
final class ShownPairs {

    private static final int LARGEST_SIDE = 160;

    private ShownPairs() {}

    /**
     * Pictures and captions by uid. A pair that cannot be found or read is not there; the first of two pairs with one uid
     * counts, as it does when they are scored.
     */
    static Map<Uid, ShownPair> find(Pool pool, Set<Uid> wanted) throws IOException {
        Map<Uid, ShownPair> found = new HashMap<>();
        for (Shard shard : pool.shards()) {
            if (found.size() == wanted.size()) {
                break;
            }
            try (ShardReader reader = shard.open()) {
                for (PoolSample sample = reader.next();
                        sample != null && found.size() < wanted.size();
                        sample = reader.next()) {
                    if (wanted.contains(sample.uid())) {
                        found.putIfAbsent(sample.uid(), new ShownPair(picture(sample), caption(sample)));
                    }
                }
            }
        }
        return found;
    }

    private static @Nullable Thumbnail picture(PoolSample sample) {
        try {
            return Thumbnail.of(sample.image(), LARGEST_SIDE);
        } catch (SampleFailureException e) {
            return null; // the page says that there is no picture; why is in the score file
        }
    }

    private static @Nullable String caption(PoolSample sample) {
        try {
            return sample.caption();
        } catch (SampleFailureException e) {
            return null;
        }
    }
}
