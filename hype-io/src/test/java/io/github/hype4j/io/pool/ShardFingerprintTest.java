package io.github.hype4j.io.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shard is known again by its index, wherever it lies, and a change of it is seen. */
class ShardFingerprintTest {

    @TempDir
    Path folder;

    private ShardFingerprint of(String name, Tar tar) throws IOException {
        Path file = folder.resolve(name).resolve("0.tar");
        Files.createDirectories(file.getParent());
        tar.write(file);
        return fingerprint(file);
    }

    private static ShardFingerprint fingerprint(Path file) throws IOException {
        return Pool.open(file).shards().get(0).fingerprint();
    }

    private static Tar tar(String lastMember, int lastSize) {
        Tar tar = new Tar();
        for (int i = 0; i < 40; i++) {
            tar.add("s" + i + ".png", "x".repeat(20_000 + i)).add("s" + i + ".txt", "caption");
        }
        return tar.add(lastMember, "y".repeat(lastSize));
    }

    @Test
    void theSameMembersElsewhereHaveTheSameFingerprint() throws IOException {
        ShardFingerprint here = of("here", tar("last.png", 100));
        Files.createDirectory(folder.resolve("there"));
        Path copy = Files.copy(folder.resolve("here/0.tar"), folder.resolve("there/0.tar"));

        assertThat(fingerprint(copy)).isEqualTo(here);
    }

    @Test
    void anotherNameOrSizeOfTheLastMemberIsSeen() throws IOException {
        ShardFingerprint before = of("before", tar("last.png", 100));
        ShardFingerprint renamed = of("renamed", tar("lost.png", 100));
        ShardFingerprint longer = of("longer", tar("last.png", 101));

        assertThat(renamed.changeFrom(before)).contains("its index is another");
        assertThat(longer.index()).isNotEqualTo(before.index());
        assertThat(before.changeFrom(before)).isEmpty();
    }

    @Test
    void aLongNameIsSeenToItsEnd() throws IOException {
        String longName = "n".repeat(300);

        assertThat(of("a", tar(longName + "a.png", 1))).isNotEqualTo(of("b", tar(longName + "b.png", 1)));
    }

    @Test
    void aShardThatGrowsIsAnother() throws IOException {
        ShardFingerprint before = of("pool", tar("last.png", 100));
        Path file = folder.resolve("pool/0.tar");
        Files.write(file, new byte[512], StandardOpenOption.APPEND);

        assertThat(fingerprint(file).changeFrom(before))
                .isEqualTo("it had " + before.bytes() + " bytes and has " + (before.bytes() + 512) + " now");
    }

    @Test
    void bytesThatMakeNoSenseAreNoError() throws IOException {
        of("pool", tar("last.png", 100));
        byte[] whole = Files.readAllBytes(folder.resolve("pool/0.tar"));
        Path file = folder.resolve("1.tar");
        for (int cut = 0; cut < 4 * 512; cut += 100) {
            byte[] garbled = Arrays.copyOf(whole, whole.length - 200_000 - cut);
            Arrays.fill(garbled, cut, cut + 100, (byte) cut);
            Files.write(file, garbled);
            assertThat(fingerprint(file).bytes()).isEqualTo(garbled.length);
        }
        Files.write(file, new byte[0]);
        assertThat(fingerprint(file).bytes()).isZero();
    }

    @Test
    void aTarThatHasGoneIsAnErrorThatNamesIt() throws IOException {
        Path file = folder.resolve("0.tar");
        tar("last.png", 1).write(file);
        Shard shard = Pool.open(file).shards().get(0);
        Files.delete(file);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(shard::fingerprint)
                .withMessageContaining("0.tar has gone");
    }

    @Test
    void aPieceOfAFolderIsKnownByThePathsAndSizesOfItsFiles() throws IOException {
        Files.writeString(folder.resolve("a.png"), "image");
        Files.writeString(folder.resolve("a.txt"), "caption");
        Shard shard = Pool.open(folder).shards().get(0);
        ShardFingerprint before = shard.fingerprint();
        assertThat(shard.fingerprint()).isEqualTo(before);

        Files.writeString(folder.resolve("a.txt"), "another caption");
        ShardFingerprint longer = shard.fingerprint();
        Files.delete(folder.resolve("a.txt"));

        assertThat(longer).isNotEqualTo(before);
        assertThat(shard.fingerprint()).isNotEqualTo(longer).isNotEqualTo(before);
    }
}
