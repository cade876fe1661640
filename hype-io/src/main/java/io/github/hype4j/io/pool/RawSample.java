package io.github.hype4j.io.pool;

import io.github.hype4j.selection.Uid;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sample of a tar as it stands there: all members of one key, unread but for the uid.
 *
 * @param uid the uid that {@link PoolSample} has: of its {@code json}, else of metadata that are joined to its shard, else made of
 *     its name
 * @param key the members' names up to the first dot
 * @param parts the members' bytes by extension, in its order
 * @param unusable why the sample cannot be copied, in one line; null if it can
 */
public record RawSample(
        Uid uid,
        String key,
        SortedMap<String, byte[]> parts,
        @Nullable String unusable) {

    /**
     * Copies the map.
     *
     * @param uid the uid
     * @param key the members' names up to the first dot
     * @param parts the members' bytes by extension
     * @param unusable why the sample cannot be copied; null if it can
     */
    public RawSample {
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    /**
     * How much there is to copy.
     *
     * @return the sum of the lengths of the parts
     */
    public long bytes() {
        return parts.values().stream().mapToLong(part -> part.length).sum();
    }
}
