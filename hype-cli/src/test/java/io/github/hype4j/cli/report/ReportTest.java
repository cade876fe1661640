package io.github.hype4j.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hype4j.SelectionReport;
import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.run.PoolSelector;
import io.github.hype4j.io.scores.ScoreFileWriter;
import io.github.hype4j.io.scores.ScoreFiles;
import io.github.hype4j.io.scores.ScoreRow;
import io.github.hype4j.io.scores.ScoreStatus;
import io.github.hype4j.io.subset.SubsetFile;
import io.github.hype4j.score.Component;
import io.github.hype4j.score.HypeScore;
import io.github.hype4j.selection.Cut;
import io.github.hype4j.selection.SelectionPolicy;
import io.github.hype4j.selection.Uid;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page for pools that are made up: hostile captions, and pools with nothing in them. */
class ReportTest {

    private static final List<Component> COLUMNS = List.of(Component.COSINE, Component.TEXT_SPECIFICITY);
    private static final SelectionPolicy BEST_HALF =
            SelectionPolicy.of(HypeScore.of(Component.COSINE), new Cut.KeepFraction(0.5));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Path pool() {
        return folder.resolve("pool");
    }

    @BeforeEach
    void makePool() throws IOException {
        Files.createDirectory(pool());
        addPair("plain", "a plain caption");
    }

    private void addPair(String name, String caption) throws IOException {
        BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(image, "png", pool().resolve(name + ".png").toFile());
        Files.writeString(pool().resolve(name + ".txt"), caption);
    }

    private static Uid uid(String name) {
        return Uid.ofName(name);
    }

    private String report(List<ScoreRow> rows) throws IOException {
        return report(rows, BEST_HALF, folder.resolve("report.html"));
    }

    private String report(List<ScoreRow> rows, SelectionPolicy policy, Path target) throws IOException {
        Path scores = folder.resolve("scores.parquet");
        try (ScoreFileWriter writer = ScoreFileWriter.create(scores, COLUMNS, Map.of("hype.model.name", "m"), true)) {
            for (ScoreRow row : rows) {
                writer.write(row);
            }
            writer.commit();
        }
        Path subset = folder.resolve("subset.npy");
        ScoreFiles file = ScoreFiles.open(scores);
        SelectionReport books = PoolSelector.select(file, policy, subset, true);
        PoolReport.write(
                target, true, Pool.open(pool()), file, policy, SubsetFile.read(subset), books, List.of("a.tar: cut"));
        return Files.readString(target);
    }

    private ScoreRow scored(String name, float cosine) throws IOException {
        Pool open = Pool.open(pool());
        try (var reader = open.shards().get(0).open()) {
            for (var sample = reader.next(); sample != null; sample = reader.next()) {
                if (sample.key().contains(name)) {
                    return ScoreRow.scored(sample.uid(), sample.key(), new float[] {cosine, 1 - cosine}, cosine);
                }
            }
        }
        throw new AssertionError("no " + name + " in the pool");
    }

    private static ScoreRow elsewhere(String name, float cosine) {
        return ScoreRow.scored(uid(name), name, new float[] {cosine, 1 - cosine}, cosine);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "</figcaption></svg></style><script>alert(1)</script>",
                "]]><!-- --><script src=//evil></script>",
                "<svg/onload=alert(1)>",
                "&lt;script&gt;",
                "{{constructor.constructor('alert(1)')()}}"
            })
    void aHostileCaptionIsOnlyText(String caption) throws IOException {
        addPair("hostile", caption);

        String page = report(List.of(scored("hostile", 0.9f), scored("plain", 0.1f)));

        String escaped = caption.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#x27;");
        assertThat(page).contains("<bdi dir=\"auto\">" + escaped + "</bdi>");
        assertThat(page).doesNotContain("<script", "<svg/");
        // Every tag of the page is one that the page writes itself.
        assertThat(Pattern.compile("<([a-zA-Z0-9]+)").matcher(page).results().map(tag -> tag.group(1)))
                .isSubsetOf(
                        "html",
                        "head",
                        "meta",
                        "title",
                        "style",
                        "body",
                        "header",
                        "main",
                        "footer",
                        "section",
                        "h1",
                        "h2",
                        "p",
                        "span",
                        "strong",
                        "div",
                        "table",
                        "thead",
                        "tbody",
                        "tr",
                        "th",
                        "td",
                        "ul",
                        "li",
                        "figure",
                        "figcaption",
                        "img",
                        "bdi",
                        "details",
                        "summary",
                        "svg",
                        "rect",
                        "line",
                        "text",
                        "circle");
    }

    @Test
    void directionOverridesAndControlCharactersAreShown() throws IOException {
        addPair("bidi", "gnp.\u202Exe\u0000\u0007");

        assertThat(report(List.of(scored("bidi", 0.9f)))).contains("gnp.[U+202E]xe[U+0000][U+0007]");
    }

    @Test
    void aVeryLongCaptionIsClippedAndCanBeOpened() throws IOException {
        addPair("long", "word ".repeat(20_000));

        String page = report(List.of(scored("long", 0.9f)));

        assertThat(page).contains("<details class=\"caption\">");
        assertThat(page.length()).isLessThan(60_000);
    }

    @Test
    void nothingIsFetchedFromAnywhere() throws IOException {
        addPair("link", "see https://example.org/cat.png and url(//evil)");

        String page = report(List.of(scored("link", 0.9f), scored("plain", 0.2f)));

        assertThat(page).contains("default-src &#x27;none&#x27;; img-src data:; style-src &#x27;unsafe-inline&#x27;");
        assertThat(page).doesNotContain("<link", "<script", "<iframe", "@import", "srcset", "href=");
        assertThat(Pattern.compile("src=\"(?!data:image/(png|jpeg);base64,)")
                        .matcher(page)
                        .find())
                .isFalse();
        String style = page.substring(page.indexOf("<style>"), page.indexOf("</style>"));
        assertThat(style).doesNotContain("url(", "http");
    }

    @Test
    void picturesAreEncodedAnew() throws IOException {
        byte[] original = Files.readAllBytes(pool().resolve("plain.png"));

        String page = report(List.of(scored("plain", 0.9f)));

        assertThat(page).contains("data:image/").contains("width=\"160\" height=\"107\"");
        assertThat(page).doesNotContain(Base64.getEncoder().encodeToString(original));
    }

    @Test
    void theBooksTheCutAndTheDamageAreThere() throws IOException {
        String page = report(List.of(
                scored("plain", 0.9f),
                elsewhere("b", 0.25f),
                ScoreRow.unscored(uid("c"), "c", ScoreStatus.FAILED, "truncated_image", "<b>cut</b>", 2)));

        assertThat(page)
                .contains(
                        "the books balance", "cut at 0.9000", "truncated image", "&lt;b&gt;cut&lt;/b&gt;", "a.tar: cut")
                .contains("<strong>1</strong><span> of 3 pairs kept</span>")
                .contains("<span>scored with the model </span><bdi class=\"formula\">m</bdi>");
    }

    @Test
    void theSameInputGivesTheSameBytes() throws IOException {
        List<ScoreRow> rows = List.of(scored("plain", 0.9f), elsewhere("b", 0.25f), elsewhere("c", 0.5f));

        String first = report(rows, BEST_HALF, folder.resolve("first.html"));

        assertThat(report(rows, BEST_HALF, folder.resolve("second.html"))).isEqualTo(first);
    }

    @Test
    void aPairThatIsNoLongerInThePoolHasNoPicture() throws IOException {
        assertThat(report(List.of(elsewhere("gone", 0.5f), elsewhere("away", 0.1f))))
                .contains("no picture", "no caption");
    }

    @Test
    void poolsWithNothingToShowHaveAPageToo() throws IOException {
        assertThat(report(List.of())).contains("<strong>0</strong><span> of 0 pairs kept</span>");
        assertThat(report(List.of(ScoreRow.unscored(uid("c"), "c", ScoreStatus.FAILED, "truncated_image", null, 2))))
                .contains("Not scored")
                .doesNotContain("The best");
        assertThat(report(List.of(elsewhere("nan", Float.NaN)))).contains("<strong>0</strong>");
    }

    @Test
    void equalScoresAndASingleSampleWork() throws IOException {
        assertThat(report(List.of(elsewhere("a", 0.5f), elsewhere("b", 0.5f), elsewhere("c", 0.5f))))
                .contains("cut at 0.5000");
        SelectionPolicy all = SelectionPolicy.of(HypeScore.of(Component.COSINE), new Cut.KeepTop(1));
        assertThat(report(List.of(elsewhere("a", 0.5f)), all, folder.resolve("one.html")))
                .contains("<strong>1</strong><span> of 1 pairs kept</span>")
                .doesNotContain("The borderline");
    }

    @Test
    void bytesOfThePageAreUtf8() throws IOException {
        addPair("greek", "Ελλάδα 猫");
        report(List.of(scored("greek", 0.9f)));

        assertThat(new String(Files.readAllBytes(folder.resolve("report.html")), StandardCharsets.UTF_8))
                .contains("Ελλάδα 猫");
    }
}
