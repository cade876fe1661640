package io.github.hype4j.io.run;

import io.github.hype4j.specificity.Parallelism;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a selection is carried out; nothing here changes what is selected, unless uids are said to differ that do not.
 * Immutable.
 *
 * @param overwrite whether to replace a subset file that exists
 * @param uniqueUids whether every uid is known to stand once, so that repeats need not be looked for; a repeat that is
 *     there nevertheless is treated as a sample of its own
 * @param parallelism who reads, counts and sorts
 * @param memoryBytes about how much memory uids may take, at least 1 KiB; beyond it they go to temporary files
 * @param temporaryFolder where temporary files may lie; empty for the folder of the subset
 */
public record SelectionOptions(
        boolean overwrite,
        boolean uniqueUids,
        Parallelism parallelism,
        long memoryBytes,
        Optional<Path> temporaryFolder) {

    private static final long SMALLEST_MEMORY = 1 << 10;

    /**
     * Checks the parts.
     *
     * @param overwrite whether to replace a subset file that exists
     * @param uniqueUids whether every uid is known to stand once
     * @param parallelism who reads, counts and sorts
     * @param memoryBytes about how much memory uids may take, at least 1 KiB
     * @param temporaryFolder where temporary files may lie; empty for the folder of the subset
     * @throws IllegalArgumentException if {@code memoryBytes} is below 1 KiB
     */
    public SelectionOptions {
        if (memoryBytes < SMALLEST_MEMORY) {
            throw new IllegalArgumentException(
                    "memoryBytes must be at least " + SMALLEST_MEMORY + ", got " + memoryBytes);
        }
    }

    /**
     * All processors, a quarter of the largest heap, a look for repeats, and nothing replaced.
     *
     * @return the options
     */
    public static SelectionOptions defaults() {
        return new SelectionOptions(
                false,
                false,
                Parallelism.common(),
                Math.max(SMALLEST_MEMORY, Runtime.getRuntime().maxMemory() / 4),
                Optional.empty());
    }

    /**
     * These options with or without replacing.
     *
     * @param isAllowed whether to replace a subset file that exists
     * @return the new options
     */
    public SelectionOptions withOverwrite(boolean isAllowed) {
        return new SelectionOptions(isAllowed, uniqueUids, parallelism, memoryBytes, temporaryFolder);
    }

    /**
     * These options with or without a look for repeats.
     *
     * @param areUnique whether every uid is known to stand once
     * @return the new options
     */
    public SelectionOptions withUniqueUids(boolean areUnique) {
        return new SelectionOptions(overwrite, areUnique, parallelism, memoryBytes, temporaryFolder);
    }

    /**
     * These options with other threads.
     *
     * @param other who reads, counts and sorts
     * @return the new options
     */
    public SelectionOptions withParallelism(Parallelism other) {
        return new SelectionOptions(overwrite, uniqueUids, other, memoryBytes, temporaryFolder);
    }

    /**
     * These options with another amount of memory.
     *
     * @param bytes about how much memory uids may take, at least 1 KiB
     * @return the new options
     * @throws IllegalArgumentException if it is less
     */
    public SelectionOptions withMemoryBytes(long bytes) {
        return new SelectionOptions(overwrite, uniqueUids, parallelism, bytes, temporaryFolder);
    }

    /**
     * These options with another place for temporary files.
     *
     * @param folder where temporary files may lie
     * @return the new options
     */
    public SelectionOptions withTemporaryFolder(Path folder) {
        return new SelectionOptions(overwrite, uniqueUids, parallelism, memoryBytes, Optional.of(folder));
    }
}
