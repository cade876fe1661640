package io.github.hype4j.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UntrustedTest {

    @ParameterizedTest
    @CsvSource({
        "'a cat', 'a cat'",
        "'a\nb\tc', 'a b c'",
        "'left \u202Eright', 'left [U+202E]right'",
        "'\u0000', '[U+0000]'",
        "'bell \u0007', 'bell [U+0007]'",
        "'\uD800 alone', '[U+D800] alone'",
        "'Ελλάδα 猫 👩‍🍳', 'Ελλάδα 猫 👩‍🍳'"
    })
    void whatCannotBeSeenBecomesVisible(String text, String visible) {
        assertThat(Untrusted.visible(text, 100)).isEqualTo(visible);
    }

    @Test
    void longTextsAreCutBetweenCharacters() {
        assertThat(Untrusted.visible("😀😀😀", 2)).isEqualTo("😀😀…");
        assertThat(Untrusted.visible("😀😀", 2)).isEqualTo("😀😀");
    }

    @Property
    void nothingInvisibleIsLeft(@ForAll String text) {
        assertThat(Untrusted.visible(text, 1000).codePoints())
                .noneMatch(Character::isISOControl)
                .noneMatch(point -> Character.getType(point) == Character.SURROGATE)
                .noneMatch(point -> point >= 0x202A && point <= 0x202E || point >= 0x2066 && point <= 0x2069);
    }
}
