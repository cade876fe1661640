package io.github.hype4j.numpy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Float16Test {

    /** SHA-256 of arange(65536, dtype='u2').view('f2').astype('&lt;f4'), by numpy 1.24. */
    @Test
    void everyNumberIsTheFloatThatNumpyGives() throws NoSuchAlgorithmException {
        ByteBuffer floats = ByteBuffer.allocate(4 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int bits = 0; bits < 1 << 16; bits++) {
            floats.putInt(Float.floatToRawIntBits(Float16.toFloat((short) bits)));
        }

        assertThat(sha256(floats)).isEqualTo("f4fdd084f85448d28c84f20fabf4022ba938e40b7f382d2727dec6f41ac6267a");
    }

    @Test
    void everyNumberComesBack() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            assertThat(Float16.fromFloat(Float16.toFloat((short) bits))).isEqualTo((short) bits);
        }
    }

    /** SHA-256 of (arange(2**20, dtype='u8') * 4099 % 2**32).astype('u4').view('f4').astype('&lt;f2'), by numpy 1.24. */
    @Test
    void floatsOfAllSizesAreRoundedAsNumpyRoundsThem() throws NoSuchAlgorithmException {
        ByteBuffer halves = ByteBuffer.allocate(2 << 20).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 1 << 20; i++) {
            halves.putShort(Float16.fromFloat(Float.intBitsToFloat((int) (i * 4099L))));
        }

        assertThat(sha256(halves)).isEqualTo("e8d087dc200ef55c57a616f554ea6dcfd19c34a1c5d80598de2e8faa45729175");
    }

    @Test
    void tiesGoToTheEvenNeighbour() {
        for (int bits = 0; bits < 0x7BFF; bits++) {
            float between = (Float16.toFloat((short) bits) + Float16.toFloat((short) (bits + 1))) / 2;

            assertThat(Float16.fromFloat(between)).isEqualTo((short) (bits + (bits & 1)));
            assertThat(Float16.fromFloat(Math.nextDown(between))).isEqualTo((short) bits);
            assertThat(Float16.fromFloat(Math.nextUp(between))).isEqualTo((short) (bits + 1));
        }
        assertThat(Float16.fromFloat(65520)).isEqualTo((short) 0x7C00);
        assertThat(Float16.fromFloat(Math.nextDown(65520f))).isEqualTo((short) 0x7BFF);
    }

    private static String sha256(ByteBuffer bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    }
}
