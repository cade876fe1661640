import io.github.hype4j.io.scores.ScoreFileWriter;
import io.github.hype4j.io.scores.ScoreRow;
import io.github.hype4j.io.scores.ScoreStatus;
import io.github.hype4j.model.FailureReason;
import io.github.hype4j.score.Component;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * Makes score files of any number of rows, as a run of {@code hype score} over a pool of that size leaves them:
 * {@code OUT/scores/00000000.parquet} and so on. A row depends on its number and the seed alone, so that the same
 * arguments give the same bytes.
 *
 * <p>The four components of the paper are drawn from bell curves, and the score is their sum. One row in a hundred failed or
 * lacks a part; one in {@value #ROWS_A_REPEAT} has the uid of a row before it.
 *
 * <pre>java -cp hype-cli/target/hype.jar tools/bench/MakeScores.java --output OUT --rows 100000000</pre>
 */
public final class MakeScores {

    private static final int ROWS_A_REPEAT = 100_000;
    private static final int KEYS_A_SHARD = 1_000_000;

    /** In the order of their names, which is the order in which scores are summed. */
    private static final List<Component> COMPONENTS = List.of(
            Component.COSINE,
            Component.IMAGE_SPECIFICITY,
            Component.NEGATIVE_DISTANCE,
            Component.TEXT_SPECIFICITY);

    private static final float[] MEANS = {0.22f, 0.34f, -1.12f, 0.55f};
    private static final float[] DEVIATIONS = {0.07f, 0.04f, 0.21f, 0.16f};

    private static final FailureReason[] FAILURES = {
        FailureReason.TRUNCATED_IMAGE,
        FailureReason.UNSUPPORTED_IMAGE,
        FailureReason.EMPTY_IMAGE,
        FailureReason.EMPTY_CAPTION,
        FailureReason.CAPTION_NOT_UTF8,
        FailureReason.MISSING_CAPTION,
        FailureReason.MISSING_IMAGE,
    };

    private final long seed;
    private final long rows;
    private final int rowsPerShard;
    private final Path folder;
    private final AtomicLong written = new AtomicLong();

    private MakeScores(long seed, long rows, int rowsPerShard, Path folder) {
        this.seed = seed;
        this.rows = rows;
        this.rowsPerShard = rowsPerShard;
        this.folder = folder;
    }

    /**
     * Makes the files.
     *
     * @param arguments {@code --output DIR --rows N [--rows-per-shard 1000000] [--seed 1]}
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = new HashMap<>(Map.of("--rows-per-shard", "1000000", "--seed", "1"));
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        if (options.size() != 4 || !options.containsKey("--output") || !options.containsKey("--rows")) {
            System.err.println("usage: MakeScores --output DIR --rows N [--rows-per-shard 1000000] [--seed 1]");
            System.exit(2);
        }
        long rows = Long.parseLong(options.get("--rows"));
        int rowsPerShard = Integer.parseInt(options.get("--rows-per-shard"));
        if (rows < 1 || rowsPerShard < 1 || rowsPerShard > KEYS_A_SHARD) {
            throw new IllegalArgumentException("--rows must be at least 1 and --rows-per-shard in [1, " + KEYS_A_SHARD
                    + "], got " + rows + " and " + rowsPerShard);
        }
        Path folder = Files.createDirectories(Path.of(options.get("--output")).resolve("scores"));
        new MakeScores(Long.parseLong(options.get("--seed")), rows, rowsPerShard, folder).makeAll();
    }

    private void makeAll() {
        long start = System.nanoTime();
        LongStream.range(0, (rows + rowsPerShard - 1) / rowsPerShard).parallel().forEach(shard -> {
            try {
                make(shard);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        System.err.printf(
                Locale.ROOT, "%,d rows in %.1f s, %,.0f a second%n", written.get(), seconds, written.get() / seconds);
    }

    private void make(long shard) throws IOException {
        long first = shard * rowsPerShard;
        int count = (int) Math.min(rowsPerShard, rows - first);
        String name = String.format(Locale.ROOT, "%08d", shard);
        ScoreRow[] table = new ScoreRow[count];
        Map<String, Long> books = new HashMap<>(Map.of("hype.books.total", (long) count));
        for (int i = 0; i < count; i++) {
            table[i] = row(first + i, first, name);
            String reason = table[i].reason();
            books.merge(reason == null ? "hype.books.scored" : "hype.books.failure." + reason, 1L, Long::sum);
        }
        Map<String, String> footer = new HashMap<>(Map.of(
                "hype.run", hash("run") + hash("identity"),
                "hype.shard.name", name,
                "hype.shard.bytes", Long.toString(count * 30_000L),
                "hype.shard.index", hash(name) + hash("index " + name),
                "hype.model.name", "synthetic",
                "hype.version", "synthetic",
                "hype.score", "synthetic"));
        books.forEach((key, value) -> footer.put(key, value.toString()));
        try (ScoreFileWriter file =
                ScoreFileWriter.create(folder.resolve(name + ".parquet"), COMPONENTS, footer, true)) {
            for (ScoreRow row : table) {
                file.write(row);
            }
            file.commit();
        }
        written.addAndGet(count);
    }

    private String hash(String text) {
        return Uid.ofName(seed + " " + text).toString();
    }

    private ScoreRow row(long number, long firstOfShard, String shard) {
        String key = shard + paddedToSix(number - firstOfShard);
        long before = repeated(number);
        if (before >= 0 && repeated(before) < 0) {
            if (before >= firstOfShard) {
                return unscored(uid(before), key, FailureReason.DUPLICATE_UID);
            }
            return scored(uid(before), key, number);
        }
        long fate = bits(number, 2);
        if (Long.remainderUnsigned(fate, 100) == 0) {
            return unscored(uid(number), key, FAILURES[(int) Long.remainderUnsigned(fate >>> 32, FAILURES.length)]);
        }
        return scored(uid(number), key, number);
    }

    /** The row whose uid a row repeats, -1 for nearly all. */
    private long repeated(long number) {
        long bits = bits(number, 3);
        boolean repeats = number > 0 && Long.remainderUnsigned(bits, ROWS_A_REPEAT) == 0;
        return repeats ? Long.remainderUnsigned(mixed(bits), number) : -1;
    }

    private Uid uid(long number) {
        return new Uid(bits(number, 0), bits(number, 1));
    }

    private ScoreRow scored(Uid uid, String key, long number) {
        float[] values = new float[COMPONENTS.size()];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = MEANS[i] + DEVIATIONS[i] * bell(bits(number, 4 + i));
            sum += values[i];
        }
        return ScoreRow.scored(uid, key, values, (float) sum);
    }

    private static ScoreRow unscored(Uid uid, String key, FailureReason reason) {
        ScoreStatus status =
                switch (reason) {
                    case MISSING_CAPTION, MISSING_IMAGE -> ScoreStatus.MISSING;
                    case DUPLICATE_UID -> ScoreStatus.DUPLICATE;
                    default -> ScoreStatus.FAILED;
                };
        return ScoreRow.unscored(uid, key, status, reason.label(), null, COMPONENTS.size());
    }

    private static String paddedToSix(long number) {
        return Long.toString(1_000_000 + number).substring(1);
    }

    /** Bell-shaped, of mean 0 and deviation 1, within 3: the sum of three even numbers of 21 bits. */
    private static float bell(long bits) {
        long sum = (bits & 0x1FFFFF) + (bits >>> 21 & 0x1FFFFF) + (bits >>> 42 & 0x1FFFFF);
        return (sum - 0x2FFFFE) * 0x1p-20f;
    }

    private long bits(long number, int purpose) {
        return mixed(mixed(number + seed * 0x9E3779B97F4A7C15L) + purpose * 0xD1B54A32D192ED03L);
    }

    /** SplitMix64's finisher. */
    private static long mixed(long word) {
        long z = (word ^ (word >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
