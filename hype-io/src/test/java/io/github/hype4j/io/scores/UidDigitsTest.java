package io.github.hype4j.io.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UidDigitsTest {

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void digitsOfBothCasesAreRead() {
        assertThat(UidDigits.word(ascii("0123456789abcdef"), 0)).isEqualTo(0x0123456789abcdefL);
        assertThat(UidDigits.word(ascii("FEDCBA9876543210"), 0)).isEqualTo(0xfedcba9876543210L);
    }

    @Test
    void anyWordIsReadAsItIsWritten() {
        new Random(1).longs(10_000).forEach(word -> {
            byte[] text = ascii("uid " + HexFormat.of().toHexDigits(word));

            assertThat(UidDigits.word(text, 4)).isEqualTo(word);
        });
    }

    @Test
    void anyOtherCharacterIsRefusedAtAnyPlace() {
        for (int place = 0; place < 16; place++) {
            for (int character = 0; character < 256; character++) {
                byte[] text = ascii("5a".repeat(8));
                text[place] = (byte) character;
                if (character < 128 && HexFormat.isHexDigit(character)) {
                    assertThat(UidDigits.word(text, 0) >>> (60 - 4 * place) & 15)
                            .isEqualTo(HexFormat.fromHexDigit(character));
                } else {
                    assertThatThrownBy(() -> UidDigits.word(text, 0))
                            .as("character %d at %d", character, place)
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("32 hexadecimal digits");
                }
            }
        }
    }
}
