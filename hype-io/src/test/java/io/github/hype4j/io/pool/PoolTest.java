package io.github.hype4j.io.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pool is, is found out by looking. */
class PoolTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    @Test
    void shardsAreReadInTheOrderOfTheirNames() throws IOException {
        new Tar().add("b.png", "B").write(folder.resolve("00000001.tar"));
        new Tar().add("a.png", "A").write(folder.resolve("00000000.tar"));
        file("00000000.json", "{}");

        Pool pool = Pool.open(folder);

        assertThat(pool.shards()).extracting(Shard::name).containsExactly("00000000", "00000001");
        assertThat(Told.of(pool).samples()).containsExactly("a A missing_caption", "b B missing_caption");
    }

    @Test
    void aFolderOfImagesHasCaptionsBesideThem() throws IOException {
        file("b.png", "B");
        file("b.txt", "two");
        file("a.JPG", "A");
        file("a.txt", "one");
        file("sub/c.webp", "C");
        file("sub/c.TXT", "three");
        file("notes.md", "not a part");
        file(".hidden/d.png", "hidden");

        assertThat(Told.of(folder).samples()).containsExactly("a.JPG A one", "b.png B two", "sub/c.webp C three");
    }

    @Test
    void aCaptionIsFoundWhateverTheCaseOfItsExtension() throws IOException {
        file("a.png", "A");
        file("a.Txt", "one");

        assertThat(Told.of(folder).samples()).containsExactly("a.png A one");
    }

    @Test
    void imagesOfOneNameShareTheirCaption() throws IOException {
        file("a.png", "P");
        file("a.jpg", "J");
        file("a.txt", "one");

        assertThat(Told.of(folder).samples()).containsExactly("a.jpg J one", "a.png P one");
    }

    @Test
    void partsThatAreMissingAreToldOf() throws IOException {
        file("a.png", "A");
        file("b.txt", "two");
        file("c.png", "");
        file("c.txt", "three");

        assertThat(Told.of(folder).samples())
                .containsExactly("a.png A missing_caption", "b.txt missing_image two", "c.png empty_image three");
    }

    @Test
    void theUidOfAFileIsThatOfItsJsonOrElseOfItsPath() throws IOException {
        file("a.png", "A");
        file("a.json", "{\"uid\": \"00112233445566778899aabbccddeeff\"}");
        file("sub/b.png", "B");

        try (ShardReader reader = Pool.open(folder).shards().get(0).open()) {
            PoolSample first = reader.next();
            PoolSample second = reader.next();
            assertThat(first).isNotNull();
            assertThat(second).isNotNull();
            assertThat(first.uid()).isEqualTo(Uid.parse("00112233445566778899aabbccddeeff"));
            assertThat(second.uid()).isEqualTo(Uid.ofName("sub/b.png"));
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void whatIsNoPoolIsRefused() throws IOException {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> Pool.open(folder.resolve("nowhere")))
                .withMessageContaining("nowhere");
        assertThatIllegalArgumentException().isThrownBy(() -> Pool.open(folder)).withMessageContaining("not a pool");
        Path text = file("x/readme.md", "hello");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pool.open(text))
                .withMessageContaining("neither a folder nor a .tar file");
    }

    @Test
    void aReaderCountsItsBytesUpToTheShards() throws IOException {
        Path tar = new Tar().add("a.png", "A".repeat(3000)).write(folder.resolve("a.tar"));
        Shard shard = Pool.open(tar).shards().get(0);

        try (ShardReader reader = shard.open()) {
            while (reader.next() != null) {
                assertThat(reader.bytesRead()).isBetween(1L, shard.bytes());
            }
            assertThat(reader.bytesRead()).isGreaterThan(shard.bytes() / 2);
        }
    }

    @Test
    void aShardThatHasGoneIsNamedAndIsNoErrorOfTheConfiguration() throws IOException {
        Path tar = new Tar().add("a.png", "A").write(folder.resolve("a.tar"));
        Shard shard = Pool.open(tar).shards().get(0);
        Files.delete(tar);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(shard::open)
                .isNotInstanceOf(NoSuchFileException.class)
                .withMessageContaining("a.tar")
                .withMessageContaining("gone");
    }
}
