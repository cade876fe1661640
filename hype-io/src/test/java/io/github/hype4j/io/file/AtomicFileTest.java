package io.github.hype4j.io.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder = Path.of("");

    private Path target = Path.of("");

    @BeforeEach
    void nameTheTarget() {
        target = folder.resolve("report.txt");
    }

    @Test
    void theContentAppearsOnlyWhenCommitted() throws IOException {
        try (AtomicFile file = AtomicFile.create(target, false)) {
            assertThat(file.target()).isEqualTo(target);
            assertThat(file.temporary()).isEmptyFile();
            assertThat(file.temporary().getParent()).isEqualTo(folder);
            assertThat(file.temporary().getFileName().toString()).startsWith(".report.txt.tmp-");

            Files.writeString(file.temporary(), "whole");
            assertThat(target).doesNotExist();

            file.commit();
            assertThat(target).hasContent("whole");
        }
        assertThat(entries()).containsExactly(target);
        assertThat(target).hasContent("whole");
    }

    @Test
    void theOldContentStaysUntilTheNewIsWhole() throws IOException {
        Files.writeString(target, "old");
        AtomicFile.write(target, true, out -> {
            out.write(text("new"));
            out.flush();
            assertThat(target).hasContent("old");
        });
        assertThat(target).hasContent("new");
        assertThat(entries()).containsExactly(target);
    }

    @Test
    void closingWithoutCommitLeavesNothing() throws IOException {
        try (AtomicFile file = AtomicFile.create(target, false)) {
            Files.writeString(file.temporary(), "half");
            assertThat(entries()).containsExactly(file.temporary());
        }
        assertThat(entries()).isEmpty();
    }

    @Test
    void closingTwiceDoesNothing() throws IOException {
        AtomicFile file = AtomicFile.create(target, false);
        file.commit();
        file.close();
        file.close();
        assertThat(entries()).containsExactly(target);
    }

    @Test
    void committingTwiceIsRefused() throws IOException {
        try (AtomicFile file = AtomicFile.create(target, false)) {
            file.commit();
            assertThatThrownBy(file::commit)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(target.toString());
        }
        assertThat(target).isEmptyFile();
    }

    @Test
    void aFullDiskIsReportedWithTheTargetAndLeavesNothing() throws IOException {
        assertThatThrownBy(() -> AtomicFile.write(target, false, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot write " + target + ": No space left on device")
                .hasRootCauseMessage("No space left on device");
        assertThat(entries()).isEmpty();
    }

    @Test
    void aFailureWithoutMessageIsReportedByItsKind() {
        assertThatThrownBy(() -> AtomicFile.write(target, false, out -> {
                    throw new IOException();
                }))
                .hasMessage("cannot write " + target + ": IOException");
    }

    @Test
    void aFailingWriterKeepsTheOldFile() throws IOException {
        Files.writeString(target, "old");
        assertThatThrownBy(() -> AtomicFile.write(target, true, out -> {
                    out.write(text("new"));
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(IOException.class);
        assertThat(target).hasContent("old");
        assertThat(entries()).containsExactly(target);
    }

    @Test
    void anUncheckedFailurePassesAndKeepsTheOldFile() throws IOException {
        Files.writeString(target, "old");
        IllegalStateException failure = new IllegalStateException("broken writer");
        assertThatThrownBy(() -> AtomicFile.write(target, true, out -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(target).hasContent("old");
        assertThat(entries()).containsExactly(target);
    }

    @Test
    void anExistingFileIsRefusedBeforeAnythingIsWritten() throws IOException {
        Files.writeString(target, "old");
        assertThatThrownBy(() -> AtomicFile.write(target, false, out -> {
                    throw new AssertionError("must not be asked for content");
                }))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining(target.toString());
        assertThat(target).hasContent("old");
        assertThat(entries()).containsExactly(target);
    }

    @Test
    void aFileThatAppearsMeanwhileIsNotReplaced() throws IOException {
        try (AtomicFile file = AtomicFile.create(target, false)) {
            Files.writeString(file.temporary(), "mine");
            Files.writeString(target, "theirs");
            assertThatThrownBy(file::commit)
                    .isInstanceOf(FileAlreadyExistsException.class)
                    .hasMessageContaining(target.toString());
        }
        assertThat(target).hasContent("theirs");
        assertThat(entries()).containsExactly(target);
    }

    @Test
    void ofTwoWritersTheLastCommitWins() throws IOException {
        try (AtomicFile first = AtomicFile.create(target, true);
                AtomicFile second = AtomicFile.create(target, true)) {
            Files.writeString(first.temporary(), "first");
            Files.writeString(second.temporary(), "second");
            second.commit();
            first.commit();
        }
        assertThat(target).hasContent("first");
        assertThat(entries()).containsExactly(target);
    }

    @Test
    void aFolderThatDoesNotExistIsNamedAndNotMade() throws IOException {
        Path orphan = folder.resolve("absent").resolve("report.txt");
        assertThatThrownBy(() -> AtomicFile.create(orphan, false))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(orphan.toString())
                .hasMessageContaining(folder.resolve("absent") + " is not a folder");
        assertThat(entries()).isEmpty();
    }

    @Test
    void aParentThatIsAFileIsRefused() throws IOException {
        Files.writeString(target, "old");
        assertThatThrownBy(() -> AtomicFile.create(target.resolve("inside"), true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(target.resolve("inside").toString());
        assertThat(target).hasContent("old");
    }

    @Test
    void aTargetThatIsAFolderIsRefusedEvenForOverwriting() throws IOException {
        Files.createDirectory(target);
        assertThatThrownBy(() -> AtomicFile.create(target, true))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(target.toString())
                .hasMessageContaining("it is a folder");
        assertThat(entries()).containsExactly(target);
    }

    @Test
    void aTemporaryFileThatIsGoneIsReportedWithTheTarget() throws IOException {
        try (AtomicFile file = AtomicFile.create(target, false)) {
            Files.delete(file.temporary());
            assertThatThrownBy(file::commit)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("cannot write " + target + ": ");
        }
        assertThat(entries()).isEmpty();
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
