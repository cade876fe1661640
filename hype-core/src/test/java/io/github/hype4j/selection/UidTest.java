package io.github.hype4j.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UidTest {

    @Property
    void textAndValueAreTheSame(@ForAll long high, @ForAll long low) {
        Uid uid = new Uid(high, low);

        assertThat(uid.toString()).matches("[0-9a-f]{32}");
        assertThat(Uid.parse(uid.toString())).isEqualTo(uid);
        assertThat(Uid.parse(uid.toString().toUpperCase(Locale.ROOT))).isEqualTo(uid);
    }

    @Property
    void orderIsThatOfTheText(@ForAll long high, @ForAll long low, @ForAll long otherHigh, @ForAll long otherLow) {
        for (Uid other : new Uid[] {new Uid(otherHigh, otherLow), new Uid(high, otherLow), new Uid(otherHigh, low)}) {
            Uid uid = new Uid(high, low);
            assertThat(Integer.signum(uid.compareTo(other)))
                    .isEqualTo(Integer.signum(uid.toString().compareTo(other.toString())));
        }
    }

    @Test
    void wordsAreUnsigned() {
        assertThat(new Uid(-1, 0)).isGreaterThan(new Uid(1, 0));
        assertThat(new Uid(0, Long.MIN_VALUE)).isGreaterThan(new Uid(0, Long.MAX_VALUE));
        assertThat(Uid.parse("ffffffffffffffff0000000000000001")).isEqualTo(new Uid(-1, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789abcdef0123456789abcde",
                "0123456789abcdef0123456789abcdef0",
                "0123456789abcdef0123456789abcdeg",
                " 123456789abcdef0123456789abcdef",
                "+123456789abcdef0123456789abcdef",
                "０123456789abcdef0123456789abcdef"
            })
    void anythingElseIsRefused(String text) {
        assertThat(Uid.isUid(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Uid.parse(text))
                .withMessage("uid must be 32 hexadecimal digits, got \"" + text + "\"");
    }

    /** The start of the SHA-256 of the UTF-8 bytes, as any other tool computes it. */
    @Test
    void uidOfANameIsTheSameEverywhere() {
        assertThat(Uid.ofName("")).hasToString("e3b0c44298fc1c149afbf4c8996fb924");
        assertThat(Uid.ofName("abc")).hasToString("ba7816bf8f01cfea414140de5dae2223");
        assertThat(Uid.ofName("ä")).isNotEqualTo(Uid.ofName("a"));
    }
}
