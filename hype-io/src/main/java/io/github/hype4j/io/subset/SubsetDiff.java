package io.github.hype4j.io.subset;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How two subsets differ. A uid that stands m times in one and n times in the other stands min(m, n) times in both, and what
 * is more in one of them only.
 *
 * @param onlyFirst how many uids stand in the first only
 * @param onlySecond how many uids stand in the second only
 * @param both how many uids stand in both
 */
public record SubsetDiff(long onlyFirst, long onlySecond, long both) {

    /** The name of the file with the uids that stand in the first only. */
    public static final String ONLY_FIRST = "only-a.npy";

    /** The name of the file with the uids that stand in the second only. */
    public static final String ONLY_SECOND = "only-b.npy";

    /** The name of the file with the uids that stand in both. */
    public static final String BOTH = "both.npy";

    /**
     * Compares two subset files of any size, in memory that does not grow with them.
     *
     * @param first a subset file, sorted as they are written
     * @param second another one
     * @return the difference
     * @throws IllegalArgumentException if a file is not a subset file or not sorted; the message names it
     * @throws IOException if a file cannot be read
     */
    public static SubsetDiff of(Path first, Path second) throws IOException {
        return merge(first, second, (side, high, low) -> {});
    }

    /**
     * Compares two subset files, and writes the parts of the difference as subset files: {@value #ONLY_FIRST},
     * {@value #ONLY_SECOND} and {@value #BOTH}.
     *
     * @param first a subset file, sorted as they are written
     * @param second another one
     * @param folder where the files go; it must exist
     * @param overwrite whether files of these names may be replaced
     * @return the difference
     * @throws IllegalArgumentException if a file is not a subset file or not sorted; the message names it
     * @throws java.nio.file.FileAlreadyExistsException if a file exists and {@code overwrite} is false
     * @throws IOException if a file cannot be read or written
     */
    public static SubsetDiff write(Path first, Path second, Path folder, boolean overwrite) throws IOException {
        try (UidFileWriter onlyFirst = UidFileWriter.create(folder.resolve(ONLY_FIRST), overwrite);
                UidFileWriter onlySecond = UidFileWriter.create(folder.resolve(ONLY_SECOND), overwrite);
                UidFileWriter both = UidFileWriter.create(folder.resolve(BOTH), overwrite)) {
            SubsetDiff diff = merge(
                    first,
                    second,
                    (side, high, low) -> (side < 0 ? onlyFirst : side > 0 ? onlySecond : both).add(high, low));
            onlyFirst.commit();
            onlySecond.commit();
            both.commit();
            return diff;
        }
    }

    private static SubsetDiff merge(Path first, Path second, Part part) throws IOException {
        long onlyFirst = 0;
        long onlySecond = 0;
        long both = 0;
        try (UidStream a = UidStream.open(first);
                UidStream b = UidStream.open(second)) {
            boolean hasA = a.next();
            boolean hasB = b.next();
            while (hasA || hasB) {
                int side = !hasA ? 1 : !hasB ? -1 : UidSort.compare(a.high(), a.low(), b.high(), b.low());
                UidStream next = side <= 0 ? a : b;
                part.uid(side, next.high(), next.low());
                onlyFirst += side < 0 ? 1 : 0;
                onlySecond += side > 0 ? 1 : 0;
                both += side == 0 ? 1 : 0;
                hasA = side > 0 ? hasA : a.next();
                hasB = side < 0 ? hasB : b.next();
            }
        }
        return new SubsetDiff(onlyFirst, onlySecond, both);
    }

    /**
     * How alike the subsets are: both / (both + only in one).
     *
     * @return the Jaccard index in [0, 1]; 1 for two empty subsets
     */
    public double jaccard() {
        long all = onlyFirst + onlySecond + both;
        return all == 0 ? 1 : (double) both / all;
    }

    /**
     * How much of the first subset the second one holds.
     *
     * @return the share in [0, 1]; 1 if the first is empty
     */
    public double shareOfFirst() {
        return onlyFirst + both == 0 ? 1 : (double) both / (onlyFirst + both);
    }

    /** Takes the uids in order. */
    @FunctionalInterface
    private interface Part {
        void uid(int side, long high, long low) throws IOException;
    }
}
