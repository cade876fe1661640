import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.scores.ScorePart;
import io.github.hype4j.io.scores.ScoreStatus;
import io.github.hype4j.score.Component;
import io.github.hype4j.selection.ColumnBatch;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes uids and a column of all scored rows of score files or metadata, in their order, for numpy: {@code uid.npy} of pairs
 * of words and {@code score.npy}. {@code java -cp hype.jar DumpColumn.java SCORES COLUMN OUT}
 */
public final class DumpColumn {

    public static void main(String[] arguments) throws IOException {
        ScoreFiles scores = ScoreFiles.open(Path.of(arguments[0])).select(List.of(new Component(arguments[1])));
        long[] rows = {0};
        for (ScorePart part : scores.parts()) {
            scores.scan(part, false, batch -> {
                for (int i = 0; i < batch.columns().size(); i++) {
                    rows[0] += batch.status(i) == ScoreStatus.SCORED ? 1 : 0;
                }
            });
        }
        Path out = Files.createDirectories(Path.of(arguments[2]));
        try (DataOutputStream uids = npy(out.resolve("uid.npy"), "[('f0', '>u8'), ('f1', '>u8')]", rows[0]);
                DataOutputStream values = npy(out.resolve("score.npy"), "'>f4'", rows[0])) {
            for (ScorePart part : scores.parts()) {
                scores.scan(part, true, batch -> {
                    ColumnBatch columns = batch.columns();
                    for (int i = 0; i < columns.size(); i++) {
                        if (batch.status(i) == ScoreStatus.SCORED) {
                            uids.writeLong(columns.uidHigh()[i]);
                            uids.writeLong(columns.uidLow()[i]);
                            values.writeFloat(columns.column(0)[i]);
                        }
                    }
                });
            }
        }
    }

    private static DataOutputStream npy(Path path, String type, long rows) throws IOException {
        String header = String.format(Locale.ROOT, "{'descr': %s, 'fortran_order': False, 'shape': (%d,), }", type, rows);
        DataOutputStream file = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path), 1 << 16));
        file.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0});
        file.write((header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
        return file;
    }
}
