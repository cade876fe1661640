package io.github.hype4j.io.run;

import io.github.hype4j.io.scores.ScoreFiles;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/** The rows of score files whose uid stands in a row before them: a bit a row, for the files that have any. */
final class RepeatedRows {

    /** No row at all. */
    static final RepeatedRows NONE = new RepeatedRows(0);

    private final @Nullable AtomicIntegerArray[] files;

    private RepeatedRows(int files) {
        this.files = new AtomicIntegerArray[files];
    }

    static RepeatedRows of(ScoreFiles scores) {
        return new RepeatedRows(scores.files().size());
    }

    /** Marks a row. Safe for use by several threads. */
    void mark(int file, long row, long rowsOfFile) {
        AtomicIntegerArray bits = bitsOf(file, rowsOfFile);
        bits.getAndAccumulate((int) (row >>> 5), 1 << row, (before, bit) -> before | bit);
    }

    private synchronized AtomicIntegerArray bitsOf(int file, long rows) {
        AtomicIntegerArray bits = files[file];
        if (bits == null) {
            bits = new AtomicIntegerArray(Math.toIntExact((rows + 31) >>> 5));
            files[file] = bits;
        }
        return bits;
    }

    boolean isEmpty() {
        for (AtomicIntegerArray bits : files) {
            if (bits != null) {
                return false;
            }
        }
        return true;
    }

    /** Whether a file has such rows. */
    boolean hasAny(int file) {
        return file < files.length && files[file] != null;
    }

    boolean contains(int file, long row) {
        AtomicIntegerArray bits = file < files.length ? files[file] : null;
        return bits != null && (bits.get((int) (row >>> 5)) >>> row & 1) != 0;
    }
}
