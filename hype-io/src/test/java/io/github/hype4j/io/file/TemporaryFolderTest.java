package io.github.hype4j.io.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder lives as long as whoever made it, and no longer. */
class TemporaryFolderTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path parent;

    private List<Path> inParent() throws IOException {
        try (var files = Files.list(parent)) {
            return files.toList();
        }
    }

    @Test
    void whatIsInItGoesWithIt() throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.in(parent)) {
            Files.writeString(folder.path().resolve("part"), "rows");
        }

        assertThat(inParent()).isEmpty();
    }

    @Test
    void whatAKilledProcessHasLeftIsRemoved() throws IOException {
        // Its lock went with the process, the file of the lock did not.
        Files.createDirectory(parent.resolve(".work-killed"));
        Files.writeString(parent.resolve(".work-killed/part"), "rows");
        Files.createFile(parent.resolve(".work-killed.lock"));
        Files.createFile(parent.resolve(".work-killed-before-its-folder.lock"));
        Files.writeString(parent.resolve("scores.parquet"), "kept");

        TemporaryFolder.in(parent).close();

        assertThat(inParent()).containsExactly(parent.resolve("scores.parquet"));
    }

    @Test
    void oneThatIsInUseIsLeftAlone() throws IOException {
        try (TemporaryFolder first = TemporaryFolder.in(parent);
                TemporaryFolder second = TemporaryFolder.in(parent)) {
            Files.writeString(first.path().resolve("part"), "rows");

            assertThat(TemporaryFolder.removeAbandoned(parent)).isTrue();
            assertThat(first.path().resolve("part")).hasContent("rows");
            assertThat(second.path()).isNotEqualTo(first.path()).isDirectory();
        }
        assertThat(TemporaryFolder.removeAbandoned(parent)).isFalse();
    }
}
