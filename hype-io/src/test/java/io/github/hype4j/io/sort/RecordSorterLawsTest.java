package io.github.hype4j.io.sort;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.io.file.TemporaryFolder;
import io.github.hype4j.specificity.Parallelism;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Records come back in order and none is lost, in memory, from files, and where they hardly differ. */
class RecordSorterLawsTest {

    private static final int LEAST_MEMORY = 1;

    @Property(tries = 150)
    void recordsComeInOrder(
            @ForAll long seed,
            @ForAll @IntRange(max = 3000) int count,
            @ForAll @IntRange(min = 1, max = 3) int words,
            @ForAll @IntRange(min = 1, max = 3) int threads,
            @ForAll @IntRange(min = 1, max = 64) int bits)
            throws IOException {
        long[][] records = records(new Random(seed), count, words, bits);
        Path parent = Files.createTempDirectory("sorter");
        try (TemporaryFolder folder = TemporaryFolder.in(parent);
                RecordSorter sorter = RecordSorter.of(words, LEAST_MEMORY, threads, folder.path())) {
            add(records, sorter);

            long[][] sorted = new long[count][];
            sorter.visit(Parallelism.of(ForkJoinPool.commonPool(), threads), () -> (some, size, first) -> {
                for (int i = 0; i < size; i++) {
                    assertThat(sorted[(int) first + i]).isNull();
                    sorted[(int) first + i] = Arrays.copyOfRange(some, i * words, (i + 1) * words);
                }
            });

            Arrays.sort(records, byUnsignedWords());
            assertThat(sorter.size()).isEqualTo(count);
            assertThat(sorted).isDeepEqualTo(records);
        }
        Files.delete(parent); // which fails unless the temporary folder has gone
    }

    /** Records that differ in their lowest bits only, as counters do, or not at all. */
    private static long[][] records(Random random, int count, int words, int bits) {
        long[][] records = new long[count][words];
        for (long[] record : records) {
            for (int word = 0; word < words; word++) {
                record[word] = random.nextLong() >>> (bits - 1) >>> 1;
            }
        }
        return records;
    }

    private static void add(long[][] records, RecordSorter sorter) throws IOException {
        try (RecordSorter.Writer first = sorter.writer();
                RecordSorter.Writer second = sorter.writer()) {
            for (int i = 0; i < records.length; i++) {
                long[] record = records[i];
                RecordSorter.Writer writer = i % 3 == 0 ? first : second;
                switch (record.length) {
                    case 1 -> writer.add(record[0]);
                    case 2 -> writer.add(record[0], record[1]);
                    default -> writer.add(record[0], record[1], record[2]);
                }
            }
        }
    }

    private static Comparator<long[]> byUnsignedWords() {
        return (first, second) -> {
            int at = Arrays.mismatch(first, second);
            return at < 0 ? 0 : Long.compareUnsigned(first[at], second[at]);
        };
    }
}
