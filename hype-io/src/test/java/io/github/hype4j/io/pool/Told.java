package io.github.hype4j.io.pool;

import io.github.hype4j.model.SampleFailureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a reader told of a shard.
 *
 * @param samples a line a sample: key, image and caption, or the reasons why there is none
 * @param damage what it said of the shard itself; empty if nothing
 */
record Told(List<String> samples, String damage) {

    static Told of(Path pool) throws IOException {
        return of(Pool.open(pool));
    }

    static Told of(Pool pool) throws IOException {
        List<String> samples = new ArrayList<>();
        StringBuilder damage = new StringBuilder();
        for (Shard shard : pool.shards()) {
            try (ShardReader reader = shard.open()) {
                for (PoolSample sample = reader.next(); sample != null; sample = reader.next()) {
                    samples.add(sample.key() + " " + image(sample) + " " + caption(sample));
                }
                reader.damage().ifPresent(damage::append);
            }
        }
        return new Told(samples, damage.toString());
    }

    static String image(PoolSample sample) {
        try {
            return new String(sample.image(), StandardCharsets.UTF_8);
        } catch (SampleFailureException e) {
            return e.failure().reason().label();
        }
    }

    static String caption(PoolSample sample) {
        try {
            return sample.caption();
        } catch (SampleFailureException e) {
            return e.failure().reason().label();
        }
    }
}
