package io.github.hype4j.io.run;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some of a pool's shards, by their places in its order from 0 on. Immutable.
 *
 * @param ranges the ranges, empty for all shards
 */
public record ShardRanges(List<Range> ranges) {

    /** All shards. */
    public static final ShardRanges ALL = new ShardRanges(List.of());

    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    /**
     * Shards that stand side by side.
     *
     * @param first the first, 0 or more
     * @param last the last, not below the first
     */
    public record Range(int first, int last) {

        /**
         * Checks the places.
         *
         * @param first the first
         * @param last the last
         * @throws IllegalArgumentException if they are out of range
         */
        public Range {
            if (first < 0 || last < first) {
                throw new IllegalArgumentException(
                        "a range of shards must have 0 <= first <= last, got " + first + "-" + last);
            }
        }

        @Override
        public String toString() {
            return first == last ? Integer.toString(first) : first + "-" + last;
        }
    }

    /**
     * Copies the ranges.
     *
     * @param ranges the ranges, empty for all shards
     */
    public ShardRanges {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads ranges.
     *
     * @param text such as {@code 3}, {@code 0-99} or {@code 0-9,20-29}; both ends belong to a range
     * @return the ranges
     * @throws IllegalArgumentException if the text is none
     */
    public static ShardRanges parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (!range.matches()) {
                throw new IllegalArgumentException(
                        "shards must be numbers and ranges such as 3 or 0-9,20-29, got \"" + text + "\"");
            }
            int first = Integer.parseInt(range.group(1));
            ranges.add(new Range(first, range.group(2) == null ? first : Integer.parseInt(range.group(2))));
        }
        return new ShardRanges(ranges);
    }

    /**
     * Picks the shards out of all.
     *
     * @param all the shards of a pool, in its order
     * @param <T> the type of a shard
     * @return those in the ranges, each once, in the order of the pool
     * @throws IllegalArgumentException if a range goes beyond the last
     */
    public <T> List<T> of(List<T> all) {
        if (ranges.isEmpty()) {
            return List.copyOf(all);
        }
        TreeSet<Integer> places = new TreeSet<>();
        for (Range range : ranges) {
            if (range.last() >= all.size()) {
                throw new IllegalArgumentException("shards must lie in 0-" + (all.size() - 1) + ", since the pool has "
                        + all.size() + " of them; got " + range);
            }
            for (int place = range.first(); place <= range.last(); place++) {
                places.add(place);
            }
        }
        return places.stream().map(all::get).toList();
    }
}
