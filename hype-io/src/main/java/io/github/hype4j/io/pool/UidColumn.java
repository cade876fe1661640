package io.github.hype4j.io.pool;

import io.github.hype4j.selection.Uid;
import java.nio.ByteBuffer;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Reads uids as Parquet files hold them. */
public final class UidColumn {

    private static final int BYTES = 16;

    private UidColumn() {}

    /**
     * Reads a uid.
     *
     * @param value 16 bytes or 32 hexadecimal digits
     * @return the uid; null if the value is neither
     */
    public static @Nullable Uid parse(Binary value) {
        if (value.length() == BYTES) {
            ByteBuffer words = value.toByteBuffer();
            return new Uid(words.getLong(), words.getLong());
        }
        String text = value.length() == 2 * BYTES ? value.toStringUsingUTF8() : "";
        return Uid.isUid(text) ? Uid.parse(text) : null;
    }
}
