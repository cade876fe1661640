package io.github.hype4j.io.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** What holds of a damaged Parquet pool wherever the damage is. */
class ParquetPoolLawsTest {

    private static final int ROWS = 120;

    @SuppressWarnings("NullAway.Init")
    private static Path file;

    private static byte[] whole = {};

    @BeforeContainer
    static void write() throws IOException {
        file = Files.createTempDirectory("parquet-pool").resolve("t.parquet");
        ImageTable.write(file, ROWS, CompressionCodecName.SNAPPY, WriterVersion.PARQUET_1_0, true);
        whole = Files.readAllBytes(file);
    }

    @AfterContainer
    static void delete() throws IOException {
        Files.delete(file);
        Files.delete(file.getParent());
    }

    @Property(tries = 300)
    void aCutAnywhereIsDamageAndNeverAnException(@ForAll @IntRange(min = 0, max = 999) int permille)
            throws IOException {
        Files.write(file, Arrays.copyOf(whole, (int) ((long) whole.length * permille / 1000)));

        Told told = Told.of(file);

        assertThat(told.samples()).isEmpty();
        assertThat(told.damage()).isNotEmpty();
    }

    @Property(tries = 200)
    void zerosInThePagesNeverChangeHowManySamplesThereAre(
            @ForAll @IntRange(min = 4, max = 600) int fromPermille, @ForAll @IntRange(min = 1, max = 400) int length)
            throws IOException {
        byte[] bytes = whole.clone();
        int footer = footer(bytes);
        int from = (int) Math.min(footer - 1L, 4 + (long) footer * fromPermille / 600);
        Arrays.fill(bytes, from, Math.min(footer, from + length), (byte) 0);
        Files.write(file, bytes);

        Told told = Told.of(file);

        assertThat(told.samples()).hasSize(ROWS);
        if (told.samples().stream().anyMatch(line -> line.endsWith("unreadable unreadable"))) {
            assertThat(told.damage()).contains("t.parquet");
        }
    }

    /** Where the footer begins: its length stands before the last four bytes. */
    private static int footer(byte[] bytes) {
        int end = bytes.length - 8;
        int length = (bytes[end] & 0xff) | (bytes[end + 1] & 0xff) << 8 | (bytes[end + 2] & 0xff) << 16;
        return end - length;
    }
}
