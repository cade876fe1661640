package io.github.hype4j.io.pool;

import io.github.hype4j.ImageTextPair;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.model.SampleFailureException;
import io.github.hype4j.selection.Uid;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A sample of a pool, loaded: its image, its caption and the numbers of its metadata, or what is wrong with them.
 *
 * <p>The uid is the one in the sample's metadata; where there is none, or the metadata is bad, it is made of a name by
 * {@link Uid#ofName}: shard name, slash and key in a WebDataset or Parquet, the key alone in a folder.
 *
 * <p>Immutable, but for the array of the image. Two samples are equal only if they are the same object.
 */
public final class PoolSample implements ImageTextPair {

    private final Uid uid;
    private final String key;
    private final String shard;
    private final Part<byte[]> image;
    private final Part<String> caption;
    private final Map<String, Double> columns;

    PoolSample(
            Uid uid, String key, String shard, Part<byte[]> image, Part<String> caption, Map<String, Double> columns) {
        this.uid = uid;
        this.key = key;
        this.shard = shard;
        this.image = image;
        this.caption = caption;
        this.columns = columns;
    }

    /**
     * The same sample with what metadata add: a uid where it has none of its own, a caption where there is none, numbers
     * that it does not have itself. A sample whose identity is in doubt stays as it is.
     */
    PoolSample with(MetadataRow row) {
        if (image.reason() == FailureReason.BAD_METADATA || image.reason() == FailureReason.UNREADABLE) {
            return this;
        }
        boolean noCaption = caption.reason() == FailureReason.MISSING_CAPTION;
        Map<String, Double> all = new HashMap<>(row.numbers());
        all.putAll(columns);
        return new PoolSample(
                row.uidOf(uid, shard, key),
                key,
                shard,
                image,
                noCaption && row.caption() != null ? row.caption() : caption,
                all);
    }

    @Override
    public Uid uid() {
        return uid;
    }

    /**
     * The sample's name in its pool.
     *
     * @return in a WebDataset the member names up to the first dot; in a folder the path of the image file (or of the
     *     caption that has no image) relative to the pool, with slashes; in Parquet the number of the row, from 0
     */
    public String key() {
        return key;
    }

    /**
     * The shard that the sample was read from.
     *
     * @return {@link Shard#name()}
     */
    public String shard() {
        return shard;
    }

    /**
     * The encoded image file.
     *
     * @return the file's bytes, at least one; not copied
     * @throws SampleFailureException as {@code MISSING_IMAGE}, {@code EMPTY_IMAGE}, {@code IMAGE_TOO_LARGE} (as a file),
     *     {@code UNREADABLE} or {@code BAD_METADATA}
     */
    @Override
    public byte[] image() throws SampleFailureException {
        return image.get();
    }

    /**
     * The caption, as it stands in the pool: neither trimmed nor checked for being blank.
     *
     * @return the text, which may be empty
     * @throws SampleFailureException as {@code MISSING_CAPTION}, {@code CAPTION_NOT_UTF8}, {@code CAPTION_TOO_LONG},
     *     {@code UNREADABLE} or {@code BAD_METADATA}
     */
    @Override
    public String caption() throws SampleFailureException {
        return caption.get();
    }

    /**
     * A number in the sample's metadata.
     *
     * @param name the name of a field of the outermost JSON object, or of a column in Parquet
     * @return its value; empty if there is no such field or it is not a number
     */
    @Override
    public OptionalDouble column(String name) {
        Double value = columns.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Shard and key. */
    @Override
    public String toString() {
        return "PoolSample[" + shard + ": " + key + "]";
    }
}
