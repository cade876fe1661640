import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The selection of {@code hype select} in DuckDB's SQL, over the same score files: the best {@code floor(n * fraction)} of n
 * scored rows by the sum of the four components, descending, then uid, ascending; their uids, in ascending order, into a
 * Parquet file.
 *
 * <p>The sum is that of {@code HypeScore}: of doubles, in the order of the names, rounded to float once. Words of SQL that
 * differ:
 *
 * <table>
 * <caption>Forms of the cut</caption>
 * <tr><td>{@code topn}</td><td>ORDER BY score DESC, uid LIMIT k, then the uids sorted</td></tr>
 * <tr><td>{@code quantile}</td><td>the k-th score by quantile_disc, then a filter; ties by their uids</td></tr>
 * <tr><td>{@code bins}</td><td>counts of scores in bins, the k-th score within its bin, then a filter; ties by their uids</td></tr>
 * </table>
 *
 * <table>
 * <caption>What is done about repeated uids</caption>
 * <tr><td>{@code ignore}</td><td>nothing: they are taken to differ</td></tr>
 * <tr><td>{@code window}</td><td>QUALIFY row_number() OVER (PARTITION BY uid ORDER BY file, row) = 1</td></tr>
 * <tr><td>{@code hashes}</td><td>GROUP BY hash(uid) HAVING count(*) > 1 finds the few that may repeat; an anti join takes
 * all but their first rows away</td></tr>
 * </table>
 *
 * <pre>
 * java -cp duckdb_jdbc.jar SelectDuckDb.java select SCORES OUT.parquet FRACTION FORM REPEATS THREADS MEMORY|default TEMP
 * java -cp duckdb_jdbc.jar SelectDuckDb.java verify OUT.parquet subset.npy
 * </pre>
 */
public final class SelectDuckDb {

    private static final String SCORE = "CAST(CAST(cosine AS DOUBLE) + image_specificity + negative_distance"
            + " + text_specificity AS FLOAT)";

    private final Statement sql;

    private SelectDuckDb(Statement sql) {
        this.sql = sql;
    }

    /**
     * Selects or verifies.
     *
     * @param arguments see above
     * @throws SQLException if DuckDB fails
     * @throws IOException if a file cannot be read
     */
    public static void main(String[] arguments) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = connection.createStatement()) {
            switch (arguments[0]) {
                case "select" -> new SelectDuckDb(sql).select(List.of(arguments));
                case "verify" -> new SelectDuckDb(sql).verify(Path.of(arguments[1]), Path.of(arguments[2]));
                default -> throw new IllegalArgumentException("select or verify, got " + arguments[0]);
            }
        }
    }

    private void select(List<String> arguments) throws SQLException {
        String files = quoted(arguments.get(1) + "/*.parquet");
        String target = quoted(arguments.get(2));
        String fraction = arguments.get(3);
        sql.execute("SET threads = " + arguments.get(6));
        if (!arguments.get(7).equals("default")) {
            sql.execute("SET memory_limit = " + quoted(arguments.get(7)));
        }
        sql.execute("SET temp_directory = " + quoted(arguments.get(8)));
        // Rows need no order but that which the query asks for.
        sql.execute("SET preserve_insertion_order = false");
        prepare(files, arguments.get(5));
        // A decimal, as Cut.KeepFraction takes it.
        long kept = number("SELECT CAST(floor(count(*) * CAST(" + fraction + " AS DECIMAL(18, 9))) AS BIGINT) FROM rows");
        String uids =
                switch (arguments.get(4)) {
                    case "topn" -> "SELECT uid FROM (SELECT uid FROM rows ORDER BY score DESC, uid LIMIT " + kept + ")";
                    case "quantile" -> above(kept, thresholdByQuantile(kept));
                    case "bins" -> above(kept, thresholdByBins(kept));
                    default -> throw new IllegalArgumentException("topn, quantile or bins, got " + arguments.get(4));
                };
        sql.execute("COPY (" + uids + " ORDER BY uid) TO " + target + " (FORMAT parquet)");
        System.out.println(kept);
    }

    /** The view {@code rows}: uid and score of every row that is in n. */
    private void prepare(String files, String repeats) throws SQLException {
        String scored = "SELECT uid, " + SCORE + " AS score FROM read_parquet(" + files + ") WHERE status = 'scored'";
        switch (repeats) {
            case "ignore" -> sql.execute("CREATE VIEW rows AS " + scored);
            case "window" -> sql.execute("CREATE TABLE rows AS SELECT uid, score FROM (SELECT uid, status, " + SCORE
                    + " AS score FROM read_parquet(" + files + ", filename = true, file_row_number = true)"
                    + " QUALIFY row_number() OVER (PARTITION BY uid ORDER BY filename, file_row_number) = 1)"
                    + " WHERE status = 'scored'");
            case "hashes" -> {
                sql.execute("CREATE TABLE hashes AS SELECT hash(uid) AS hash FROM read_parquet(" + files
                        + ") GROUP BY hash(uid) HAVING count(*) > 1");
                sql.execute("CREATE TABLE repeated AS SELECT filename, file_row_number FROM (SELECT uid, filename,"
                        + " file_row_number FROM read_parquet(" + files + ", filename = true, file_row_number = true)"
                        + " WHERE hash(uid) IN (SELECT hash FROM hashes))"
                        + " QUALIFY row_number() OVER (PARTITION BY uid ORDER BY filename, file_row_number) > 1");
                sql.execute("CREATE VIEW rows AS SELECT uid, " + SCORE + " AS score FROM read_parquet(" + files
                        + ", filename = true, file_row_number = true) AS f ANTI JOIN repeated AS r"
                        + " ON f.file_row_number = r.file_row_number AND f.filename = r.filename"
                        + " WHERE status = 'scored'");
            }
            default -> throw new IllegalArgumentException("ignore, window or hashes, got " + repeats);
        }
    }

    private float thresholdByQuantile(long kept) throws SQLException {
        // quantile_disc takes the value at ceil(q * n) - 1 of the ascending order; half a place away from both neighbours.
        long all = number("SELECT count(*) FROM rows");
        double quantile = (all - kept + 0.5) / all;
        return decimal("SELECT quantile_disc(score, " + quantile + ") FROM rows");
    }

    private float thresholdByBins(long kept) throws SQLException {
        sql.execute("CREATE TABLE bins AS SELECT CAST(floor(score * 4096) AS INTEGER) AS bin, count(*) AS n FROM rows"
                + " GROUP BY bin");
        try (ResultSet bin = sql.executeQuery("SELECT bin, above FROM (SELECT bin, n, coalesce(sum(n) OVER (ORDER BY bin"
                + " DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS above FROM bins) WHERE above < "
                + kept + " AND above + n >= " + kept)) {
            bin.next();
            return decimal("SELECT score FROM rows WHERE floor(score * 4096) = " + bin.getInt(1)
                    + " ORDER BY score DESC LIMIT 1 OFFSET " + (kept - bin.getLong(2) - 1));
        }
    }

    private String above(long kept, float threshold) throws SQLException {
        String cut = "CAST(" + Double.toString(threshold) + " AS FLOAT)";
        long more = number("SELECT count(*) FROM rows WHERE score > " + cut);
        return "SELECT uid FROM (SELECT uid FROM rows WHERE score > " + cut
                + " UNION ALL (SELECT uid FROM rows WHERE score = " + cut + " ORDER BY uid LIMIT " + (kept - more) + "))";
    }

    private void verify(Path uids, Path subset) throws SQLException, IOException {
        long rows = 0;
        try (ResultSet table = sql.executeQuery("SELECT uid FROM read_parquet(" + quoted(uids.toString()) + ")");
                InputStream raw = Files.newInputStream(subset);
                DataInputStream npy = new DataInputStream(new BufferedInputStream(raw, 1 << 16))) {
            npy.skipNBytes(128);
            while (table.next()) {
                String uid = table.getString(1);
                if (HexFormat.fromHexDigitsToLong(uid, 0, 16) != Long.reverseBytes(npy.readLong())
                        || HexFormat.fromHexDigitsToLong(uid, 16, 32) != Long.reverseBytes(npy.readLong())) {
                    throw new IllegalStateException("uid " + rows + " differs: " + uid + " here");
                }
                rows++;
            }
            if (npy.read() >= 0) {
                throw new IllegalStateException(subset + " has more than " + rows + " uids");
            }
        }
        System.out.println(String.format(Locale.ROOT, "%,d uids, the same in both", rows));
    }

    private long number(String query) throws SQLException {
        try (ResultSet result = sql.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private float decimal(String query) throws SQLException {
        try (ResultSet result = sql.executeQuery(query)) {
            result.next();
            return result.getFloat(1);
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
