package io.github.hype4j.selection;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Pools full of ties: few different scores, special ones among them, and uids that differ in any one digit or not at all. */
public final class RowArbitraries extends DomainContextBase {

    private static final Float[] FEW = {
        Float.NaN,
        Float.NEGATIVE_INFINITY,
        -Float.MAX_VALUE,
        -1f,
        -Float.MIN_VALUE,
        -0.0f,
        0.0f,
        Float.MIN_VALUE,
        0.3f,
        1f,
        Math.nextUp(1f),
        Float.MAX_VALUE,
        Float.POSITIVE_INFINITY
    };

    @Provide
    Arbitrary<List<Row>> pools() {
        return Arbitraries.integers()
                .between(1, FEW.length)
                .flatMap(distinct -> rows(distinct).list().ofMaxSize(60));
    }

    private static Arbitrary<Row> rows(int distinct) {
        Arbitrary<Float> anyScore = Arbitraries.integers().map(Float::intBitsToFloat);
        Arbitrary<Float> fewScores = Arbitraries.of(List.of(FEW).subList(FEW.length - distinct, FEW.length));
        Arbitrary<Float> scores = Arbitraries.frequencyOf(
                Tuple.of(4, fewScores), Tuple.of(1, Arbitraries.just(Float.NaN)), Tuple.of(1, anyScore));
        return Combinators.combine(scores, uids()).as(Row::new);
    }

    private static Arbitrary<Uid> uids() {
        Arbitrary<Uid> anywhere =
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(Uid::new);
        Arbitrary<Uid> oneDigit = Combinators.combine(
                        Arbitraries.integers().between(0, 7), Arbitraries.of(0L, 1L, 2L, 0x7FFFL, 0x8000L, 0xFFFFL))
                .as((digit, value) ->
                        digit < 4 ? new Uid(value << (16 * digit), 0) : new Uid(0, value << (16 * (digit - 4))));
        Arbitrary<Uid> small = Arbitraries.longs().between(-2, 2).map(low -> new Uid(0, low));
        return Arbitraries.oneOf(anywhere, oneDigit, small);
    }
}
