package io.github.hype4j.io.scores;

import io.github.hype4j.selection.Uid;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One sample in a score file.
 *
 * <p>Two rows are equal if all their values are, NaN being equal to NaN. Immutable, but for the array of components, which
 * is not copied.
 *
 * @param uid the sample's identity
 * @param key its name in the pool
 * @param status what became of it
 * @param reason the label of the {@link io.github.hype4j.model.FailureReason}, null if it did not fail
 * @param detail one line for a person, null if there is nothing to say
 * @param components the value of each component, in the file's order; NaN where there is none
 * @param score the score; NaN where there is none
 */
public record ScoreRow(
        Uid uid,
        String key,
        ScoreStatus status,
        @Nullable String reason,
        @Nullable String detail,
        float[] components,
        float score) {

    /**
     * A sample that was scored.
     *
     * @param uid the sample's identity
     * @param key its name in the pool
     * @param components the value of each component, in the file's order; not copied
     * @param score the score
     * @return the row
     */
    public static ScoreRow scored(Uid uid, String key, float[] components, float score) {
        return new ScoreRow(uid, key, ScoreStatus.SCORED, null, null, components, score);
    }

    /**
     * A sample that has no score: all its values are NaN.
     *
     * @param uid the sample's identity
     * @param key its name in the pool
     * @param status what became of it
     * @param reason the label of the failure's reason, null if it did not fail
     * @param detail one line for a person, null if there is nothing to say
     * @param componentCount the number of components in the file
     * @return the row
     */
    public static ScoreRow unscored(
            Uid uid,
            String key,
            ScoreStatus status,
            @Nullable String reason,
            @Nullable String detail,
            int componentCount) {
        float[] none = new float[componentCount];
        Arrays.fill(none, Float.NaN);
        return new ScoreRow(uid, key, status, reason, detail, none, Float.NaN);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ScoreRow that
                && uid.equals(that.uid)
                && key.equals(that.key)
                && status == that.status
                && Objects.equals(reason, that.reason)
                && Objects.equals(detail, that.detail)
                && Arrays.equals(components, that.components)
                && Float.compare(score, that.score) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(uid, key, status, reason, detail, Arrays.hashCode(components), score);
    }

    @Override
    public String toString() {
        return "ScoreRow[" + uid + ", " + key + ", " + status + ", " + reason + ", " + detail + ", "
                + Arrays.toString(components) + ", " + score + "]";
    }
}
