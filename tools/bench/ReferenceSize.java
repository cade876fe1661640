import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.run.ReferenceSample;
import io.github.hype4j.io.run.RunListener;
import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.mini.MiniModel;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.onnx.OnnxHypeModel;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.ComponentCalculator;
import io.github.hype4j.score.ComponentRows;
import io.github.hype4j.score.EmbeddedSamples;
import io.github.hype4j.specificity.ReferenceSet;
import io.github.hype4j.specificity.Specificity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How far specificity against some pairs of a reference set is from specificity against all of them, and what that does to
 * a subset of the paper's score. Prints a table in Markdown.
 *
 * <pre>java --add-modules jdk.incubator.vector -cp hype-cli/target/hype.jar tools/bench/ReferenceSize.java MODEL POOL PAIRS</pre>
 *
 * <p>MODEL is a bundle with a large reference set, or {@code mini} for the embedded model; PAIRS pairs of POOL are scored.
 */
public final class ReferenceSize {

    private static final int SMALLEST = 16;
    private static final int DRAWS = 100;
    private static final double KEPT = 0.2;
    private static final long SEED = 1;

    private final LorentzPoints images;
    private final LorentzPoints texts;
    private final ReferenceSet reference;
    private final double minRadius;
    /** The terms of the score that do not depend on the reference set. */
    private final double[] rest;

    private final Side image;
    private final Side text;
    private final double[] score;

    private ReferenceSize(HypeModel model, ReferenceSample pairs) {
        images = model.embeddingSpace().lift(model.space(), pairs.images());
        texts = model.embeddingSpace().lift(model.space(), pairs.texts());
        reference = model.reference().orElseThrow();
        minRadius = model.minRadius();
        ComponentRows components = ComponentCalculator.of(
                        List.of(Component.NEGATIVE_DISTANCE, Component.COSINE), minRadius, null, null)
                .compute(new EmbeddedSamples(images, pairs.images(), texts, Map.of()));
        rest = new double[components.rows()];
        Arrays.setAll(rest, i -> (double) components.get(i, 0) + components.get(i, 1));
        Specificity all = Specificity.against(reference, minRadius);
        image = new Side(all.ofImages(images));
        text = new Side(all.ofTexts(texts));
        score = score(image.values, text.values);
    }

    /**
     * Measures and prints.
     *
     * @param args model, pool, pairs
     * @throws IOException if model or pool cannot be read
     */
    public static void main(String[] args) throws IOException {
        try (HypeModel model = args[0].equals("mini") ? MiniModel.load() : OnnxHypeModel.load(Path.of(args[0]));
                Pool pool = Pool.open(Path.of(args[1]))) {
            int pairs = Integer.parseInt(args[2]);
            new ReferenceSize(model, ReferenceSample.draw(pool, model, pairs, SEED, RunListener.NONE)).print(model);
        }
    }

    private void print(HypeModel model) {
        int all = reference.images().rows();
        System.out.printf(
                Locale.ROOT,
                "%n%s: %d dimensions, %d reference pairs, %d pairs scored, %d draws of each M; spread of image specificity"
                        + " %.4f, of text specificity %.4f%n%n",
                model.provenance().name(),
                model.dimension(),
                all,
                rest.length,
                DRAWS,
                deviation(image.values),
                deviation(text.values));
        System.out.println("| M | image: median | worst | median / spread | shared | text: median | worst"
                + " | median / spread | shared | Spearman | kept in common | at least |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (int m = SMALLEST; m < all; m *= 2) {
            measure(m, all);
        }
        System.out.println();
        System.out.println("Root mean square error times the square root of M, as of a pool without end: image "
                + image.scaled + ", text " + text.scaled);
    }

    private void measure(int m, int all) {
        Random random = new Random(SEED);
        image.begin(m, all);
        text.begin(m, all);
        double spearman = 0;
        double common = 0;
        double least = 1;
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] rows = some(m, all, random);
            Specificity some = Specificity.against(
                    new ReferenceSet(reference.images().select(rows), reference.texts().select(rows)), minRadius);
            double[] ofImages = some.ofImages(images);
            double[] ofTexts = some.ofTexts(texts);
            image.add(ofImages);
            text.add(ofTexts);
            double[] other = score(ofImages, ofTexts);
            spearman += spearman(score, other) / DRAWS;
            double kept = keptInCommon(score, other);
            common += kept / DRAWS;
            least = Math.min(least, kept);
        }
        System.out.printf(
                Locale.ROOT,
                "| %,d | %s | %s | %.4f | %.1f%% | %.1f%% |%n",
                m,
                image.cells(),
                text.cells(),
                spearman,
                100 * common,
                100 * least);
    }

    /** Different rows, each set as likely as any other. */
    private static int[] some(int m, int all, Random random) {
        int[] rows = IntStream.range(0, all).toArray();
        for (int i = 0; i < m; i++) {
            int other = i + random.nextInt(all - i);
            int row = rows[i];
            rows[i] = rows[other];
            rows[other] = row;
        }
        return Arrays.copyOf(rows, m);
    }

    private double[] score(double[] ofImages, double[] ofTexts) {
        double[] sums = new double[rest.length];
        Arrays.setAll(sums, i -> ofImages[i] + ofTexts[i] + rest[i]);
        return sums;
    }

    private static Integer[] order(double[] values) {
        Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> -values[i]));
        return order;
    }

    private static double spearman(double[] a, double[] b) {
        Integer[] first = order(a);
        Integer[] second = order(b);
        double[] rank = new double[a.length];
        for (int i = 0; i < rank.length; i++) {
            rank[second[i]] = i;
        }
        double sum = 0;
        for (int i = 0; i < rank.length; i++) {
            double difference = i - rank[first[i]];
            sum += difference * difference;
        }
        double n = rank.length;
        return 1 - 6 * sum / (n * (n * n - 1));
    }

    private static double keptInCommon(double[] a, double[] b) {
        int kept = (int) (KEPT * a.length);
        Set<Integer> first = new HashSet<>(Arrays.asList(order(a)).subList(0, kept));
        first.retainAll(new HashSet<>(Arrays.asList(order(b)).subList(0, kept)));
        return (double) first.size() / kept;
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }

    /** The errors of one specificity, over draws of one size. */
    private static final class Side {

        private final double[] values;
        private final double[] errors;
        private int filled;
        private double squares;
        private double squaresOfMeans;
        private double scale;
        private final List<String> scaled = new ArrayList<>();

        Side(double[] values) {
            this.values = values;
            this.errors = new double[values.length * DRAWS];
        }

        void begin(int m, int all) {
            filled = 0;
            squares = 0;
            squaresOfMeans = 0;
            // Drawn without putting back: of a set that is nearly all of them the error is smaller than of a large pool.
            scale = Math.sqrt(m * (all - 1.0) / (all - m));
        }

        void add(double[] estimates) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                double error = estimates[i] - values[i];
                errors[filled++] = Math.abs(error);
                squares += error * error;
                sum += error;
            }
            squaresOfMeans += sum / values.length * sum;
        }

        /** Of the squared error, "shared" is what all pairs of a draw have in common, which changes no order. */
        String cells() {
            Arrays.sort(errors);
            double median = errors[errors.length / 2];
            scaled.add(String.format(Locale.ROOT, "%.2f", Math.sqrt(squares / errors.length) * scale));
            return String.format(
                    Locale.ROOT,
                    "%.4f | %.4f | %.3f | %.0f%%",
                    median,
                    errors[errors.length - 1],
                    median / deviation(values),
                    100 * squaresOfMeans / squares);
        }
    }
}
