package io.github.hype4j.io.subset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two subsets side by side. */
final class SubsetDiffTest {

    @TempDir
    Path folder;

    @Test
    void uidsAreCountedAsOftenAsTheyStand() throws IOException {
        Path a = write("a.npy", 1, 2, 2, 2, -1);
        Path b = write("b.npy", 2, 2, 3, -1);

        SubsetDiff diff = SubsetDiff.of(a, b);

        assertThat(diff).isEqualTo(new SubsetDiff(2, 1, 3));
        assertThat(diff.jaccard()).isEqualTo(0.5);
        assertThat(diff.shareOfFirst()).isEqualTo(0.6);
    }

    @Test
    void thePartsAreSubsetFiles() throws IOException {
        Path a = write("a.npy", 1, 2, 2, 2, -1);
        Path b = write("b.npy", 2, 2, 3, -1);

        SubsetDiff.write(a, b, folder, false);

        assertThat(SubsetFile.read(folder.resolve(SubsetDiff.ONLY_FIRST))).isEqualTo(subset(1, 2));
        assertThat(SubsetFile.read(folder.resolve(SubsetDiff.ONLY_SECOND))).isEqualTo(subset(3));
        assertThat(SubsetFile.read(folder.resolve(SubsetDiff.BOTH))).isEqualTo(subset(2, 2, -1));
    }

    @Test
    void emptySubsetsAreAlike() throws IOException {
        SubsetDiff diff = SubsetDiff.of(write("a.npy"), write("b.npy"));

        assertThat(diff.jaccard()).isEqualTo(1);
        assertThat(diff.shareOfFirst()).isEqualTo(1);
    }

    @Test
    void aFileThatIsNotSortedIsNamed() throws IOException {
        Path a = write("a.npy", 1, 2);
        byte[] bytes = Files.readAllBytes(a);
        System.arraycopy(bytes, bytes.length - 16, bytes, bytes.length - 32, 16);
        bytes[bytes.length - 8] = 0;
        Files.write(a, bytes);

        assertThatThrownBy(() -> SubsetDiff.write(a, a, folder, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.npy is not sorted");
        assertThat(folder.resolve(SubsetDiff.BOTH)).doesNotExist();
    }

    private Path write(String name, long... uids) throws IOException {
        Path path = folder.resolve(name);
        SubsetFile.write(path, subset(uids), false);
        return path;
    }

    private static Subset subset(long... uids) {
        return Subset.of(Arrays.stream(uids).mapToObj(low -> new Uid(0, low)).toList());
    }
}
