import io.github.hype4j.io.scores.ScoreFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Prints the scores of a run as tab-separated values: {@code java -cp hype-cli/target/hype.jar tools/bench/ScoreTable.java
 * RUN}.
 */
public final class ScoreTable {

    private ScoreTable() {}

    /**
     * Prints the scored rows.
     *
     * @param arguments the folder of the run, or a score file
     * @throws IOException if it cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        ScoreFiles scores = ScoreFiles.open(Path.of(arguments[0]));
        try (PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8)) {
            out.print("uid\tscore");
            scores.components().forEach(component -> out.print("\t" + component));
            out.println();
            scores.forEach(row -> {
                if (!Float.isNaN(row.score())) {
                    out.print(row.uid() + "\t" + row.score());
                    for (int i = 0; i < scores.components().size(); i++) {
                        out.print("\t" + row.component(i));
                    }
                    out.println();
                }
            });
        }
    }
}
