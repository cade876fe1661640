package io.github.hype4j.simd;

import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors that kernels work with, as constants for the compiler. To be touched only where {@link Simd#isUsable()}.
 */
public final class Lanes {

    /** Floats, as many as a vector holds. */
    public static final VectorSpecies<Float> FLOATS = of(float.class, Simd.bits());

    /** The bits of {@link #FLOATS}. */
    public static final VectorSpecies<Integer> INTS = of(int.class, Simd.bits());

    /** Doubles, as many as a vector holds. */
    public static final VectorSpecies<Double> DOUBLES = of(double.class, Simd.bits());

    private Lanes() {}

    private static <E> VectorSpecies<E> of(Class<E> type, int bits) {
        return VectorSpecies.of(type, VectorShape.forBitSize(bits));
    }
}
