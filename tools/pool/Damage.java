import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What is damaged in a pool, and the list of it. A function of seed, rate and the shape of the pool alone; what is not damaged has
 * the bytes of the undamaged pool. A sample is damaged in one way, and so is a file.
 */
final class Damage {

    /** What is wrong with a sample. */
    enum Kind {
        /** A member's header is overwritten: readers must look for the next one. */
        BROKEN_HEADER,
        /** The image ends in the middle. */
        CUT_IMAGE,
        /** The json ends in the middle. */
        BAD_JSON,
        /** There is no txt. */
        MISSING_CAPTION,
        /** The uid is that of an earlier sample of the shard. */
        REPEATED_UID;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A torn shard loses so many samples, of which the first is there in part. */
    private static final int TORN_SAMPLES = 3;

    private final long seed;
    private final double rate;
    private final List<Integer> torn;
    private final List<Integer> cutTables;
    private final List<Integer> shortEmbeddings;
    private final List<String> entries = new ArrayList<>();

    private Damage(long seed, double rate, int shards) {
        this.seed = seed;
        this.rate = rate;
        List<Integer> order = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            order.add(shard);
        }
        Dice dice = Dice.of(seed, shards, "damaged files");
        int each = rate == 0 ? 0 : Math.max(1, (int) Math.round(rate * shards));
        this.torn = drawn(order, each, dice);
        this.cutTables = drawn(order, Math.min(1, each), dice);
        this.shortEmbeddings = drawn(order, each, dice);
    }

    static Damage of(long seed, double rate, int shards) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("--damage must lie in [0, 1], got " + rate);
        }
        return new Damage(seed, rate, shards);
    }

    private static List<Integer> drawn(List<Integer> from, int count, Dice dice) {
        List<Integer> left = new ArrayList<>(from);
        List<Integer> drawn = new ArrayList<>();
        while (drawn.size() < Math.min(count, from.size())) {
            drawn.add(left.remove(dice.below(left.size())));
        }
        return drawn;
    }

    /** Of which successful download on a shard is torn off; as many as there are if it is whole. */
    int tornFrom(int shard, int successes) {
        return torn.contains(shard) ? Math.max(0, successes - TORN_SAMPLES) : successes;
    }

    /** What is wrong with a sample; null for nothing. */
    Kind of(Pair pair) {
        Dice dice = Dice.of(seed, pair.number(), "damage");
        return dice.chance(rate) ? dice.of(Kind.values()) : null;
    }

    /** Which of so many members of a sample has a broken header. */
    int brokenMember(Pair pair, int members) {
        return Dice.of(seed, pair.number(), "broken member").below(members);
    }

    boolean cutsTable(int shard) {
        return cutTables.contains(shard);
    }

    /** How many of so many rows have embeddings. */
    int embeddedRows(int shard, int rows) {
        return shortEmbeddings.contains(shard) ? rows - rows / 10 - 1 : rows;
    }

    static byte[] half(byte[] content) {
        return Arrays.copyOf(content, content.length / 2);
    }

    void tell(Kind kind, String file, String key) {
        tell(kind.label(), file, List.of(key));
    }

    /** Notes a damaged file, and the samples or rows that it costs. */
    void tell(String kind, String file, List<String> lost) {
        entries.add("{\"damage\": \"" + kind + "\", \"file\": \"" + file + "\", \"samples\": ["
                + lost.stream().map(key -> "\"" + key + "\"").collect(Collectors.joining(", ")) + "]}");
    }

    /** A JSON list, an entry a line. */
    String list() {
        return "[" + String.join(",\n ", entries) + "]";
    }
}
