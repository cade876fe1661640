package io.github.hype4j.io.pool;

import io.github.hype4j.selection.Uid;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What metadata in Parquet say of a sample.
 *
 * @param uid the uid, null if there is none
 * @param caption the caption, null if there is none or it was not asked for
 * @param numbers its numbers, without those that are null or NaN
 */
record MetadataRow(@Nullable Uid uid, @Nullable Part<String> caption, Map<String, Double> numbers) {

    /** The uid of a sample whose row this is: its own, or the row's where its own is only made of its name. */
    Uid uidOf(Uid own, String shard, String key) {
        return uid != null && own.equals(Uid.ofName(shard + "/" + key)) ? uid : own;
    }
}
