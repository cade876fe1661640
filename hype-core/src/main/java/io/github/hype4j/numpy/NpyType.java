package io.github.hype4j.numpy;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the elements of an array are. */
public enum NpyType {
    /** Floats of 16 bits. */
    FLOAT16("'<f2'", 2, Kind.FLOAT),
    /** Floats of 32 bits. */
    FLOAT32("'<f4'", 4, Kind.FLOAT),
    /** Floats of 64 bits. */
    FLOAT64("'<f8'", 8, Kind.FLOAT),
    /** Signed integers of 8 bits. */
    INT8("'|i1'", 1, Kind.SIGNED),
    /** Signed integers of 16 bits. */
    INT16("'<i2'", 2, Kind.SIGNED),
    /** Signed integers of 32 bits. */
    INT32("'<i4'", 4, Kind.SIGNED),
    /** Signed integers of 64 bits. */
    INT64("'<i8'", 8, Kind.SIGNED),
    /** Unsigned integers of 8 bits. */
    UINT8("'|u1'", 1, Kind.UNSIGNED),
    /** Unsigned integers of 16 bits. */
    UINT16("'<u2'", 2, Kind.UNSIGNED),
    /** Unsigned integers of 32 bits. */
    UINT32("'<u4'", 4, Kind.UNSIGNED),
    /** Unsigned integers of 64 bits. */
    UINT64("'<u8'", 8, Kind.UNSIGNED),
    /** Uids as DataComp stores them: a high and a low word, unsigned. */
    UID("[('f0', '<u8'), ('f1', '<u8')]", 16, Kind.UID);

    private enum Kind {
        FLOAT,
        SIGNED,
        UNSIGNED,
        UID
    }

    private final String descr;
    private final int bytes;
    private final Kind kind;

    NpyType(String descr, int bytes, Kind kind) {
        this.descr = descr;
        this.bytes = bytes;
        this.kind = kind;
    }

    /**
     * The type in numpy's words.
     *
     * @return the {@code descr} of a header, as numpy writes it
     */
    public String descr() {
        return descr;
    }

    /**
     * The size of an element.
     *
     * @return the number of bytes
     */
    public int bytes() {
        return bytes;
    }

    /**
     * Whether elements are floats.
     *
     * @return true for the three sizes of them
     */
    public boolean isFloat() {
        return kind == Kind.FLOAT;
    }

    /**
     * Whether elements are single integers.
     *
     * @return true for signed and unsigned ones of any size
     */
    public boolean isInteger() {
        return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
    }

    boolean isSigned() {
        return kind == Kind.SIGNED;
    }

    /** The type that a header's {@code descr} names, however it is spaced. */
    static Optional<NpyType> ofDescr(String descr) {
        String wanted = normal(descr);
        return Arrays.stream(values())
                .filter(type -> normal(type.descr).equals(wanted))
                .findFirst();
    }

    /** The byte order of a single byte says nothing, whichever is named. */
    private static String normal(String descr) {
        return descr.replace(" ", "").replaceFirst("^'[<>=|]([iu]1)'$", "'|$1'");
    }

    static String names() {
        return Arrays.stream(values()).map(NpyType::descr).collect(Collectors.joining(", "));
    }
}
