package io.github.hype4j.lorentz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.github.hype4j.specificity.ReferenceSet;
import io.github.hype4j.specificity.Specificity;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every operation against values computed to 60 digits. {@code lorentz.jsonl} covers the ordinary range,
 * {@code stress.jsonl} (made by {@code tools/golden}) the pairs on which the textbook formulas fail: nearly equal, nearly
 * collinear, tiny, huge.
 */
class LorentzGoldenTest {

    private static final double BAR = 1e-10;
    private static final int FLOAT_ULPS = 2;

    @ParameterizedTest
    @ValueSource(strings = {"lorentz.jsonl", "stress.jsonl"})
    void everyLineIsWithinTheBar(String file) {
        List<GoldenLine> lines = GoldenLine.read(file);
        assertThat(lines).hasSizeGreaterThan(500);
        assertSoftly(softly -> lines.forEach(line -> check(softly, line)));
    }

    @Test
    void everyOperationIsCovered() {
        assertThat(Stream.of("lorentz.jsonl", "stress.jsonl")
                        .flatMap(file -> GoldenLine.read(file).stream())
                        .map(GoldenLine::operation))
                .contains(
                        "expMap0",
                        "logMap0",
                        "time",
                        "innerProduct",
                        "distance",
                        "rootDistance",
                        "halfAperture",
                        "exteriorAngle",
                        "entailmentViolation",
                        "imageSpecificity",
                        "textSpecificity");
    }

    private static void check(SoftAssertions softly, GoldenLine line) {
        Lorentz space = line.space();
        switch (line.operation()) {
            case "expMap0" -> checkVector(softly, line, space.expMap0(line.vector("v")));
            case "logMap0" -> checkVector(softly, line, space.logMap0(line.vector("x")));
            case "time" -> checkRelative(softly, line, space.time(line.vector("x")));
            case "innerProduct" -> checkRelative(softly, line, space.innerProduct(line.vector("x"), line.vector("y")));
            case "distance" -> checkRelative(softly, line, space.distance(line.vector("x"), line.vector("y")));
            case "rootDistance" -> checkRelative(softly, line, space.rootDistance(line.vector("x")));
            case "halfAperture" -> checkAbsolute(softly, line, space.halfAperture(line.vector("x"), line.minRadius()));
            case "exteriorAngle" ->
                checkAbsolute(softly, line, space.exteriorAngle(line.vector("x"), line.vector("y")));
            case "entailmentViolation" ->
                checkAbsolute(
                        softly, line, space.entailmentViolation(line.vector("x"), line.vector("y"), line.minRadius()));
            case "imageSpecificity" -> {
                LorentzPoints texts = space.points(line.rows("textReference"));
                LorentzPoints x = space.points(Embeddings.ofRows(line.vector("x")));
                checkSpecificity(
                        softly, line, Specificity.against(new ReferenceSet(texts, texts), line.minRadius()), x, true);
            }
            case "textSpecificity" -> {
                LorentzPoints images = space.points(line.rows("imageReference"));
                LorentzPoints x = space.points(Embeddings.ofRows(line.vector("x")));
                checkSpecificity(
                        softly,
                        line,
                        Specificity.against(new ReferenceSet(images, images), line.minRadius()),
                        x,
                        false);
            }
            default -> throw new AssertionError("unknown operation in " + line);
        }
    }

    private static void checkVector(SoftAssertions softly, GoldenLine line, float[] actual) {
        float[] expected = line.expectedVector();
        softly.assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            softly.assertThat(actual[i])
                    .as("%s [%d]", line, i)
                    .isCloseTo(expected[i], within(FLOAT_ULPS * Math.ulp(expected[i])));
        }
    }

    private static void checkRelative(SoftAssertions softly, GoldenLine line, double actual) {
        softly.assertThat(actual).as("%s", line).isCloseTo(line.expected(), within(BAR * Math.abs(line.expected())));
    }

    /** The scalar kernel is held to the bar (it runs where the build gives no vectors), the other to what it promises. */
    private static void checkSpecificity(
            SoftAssertions softly, GoldenLine line, Specificity specificity, LorentzPoints x, boolean isImage) {
        double actual = (isImage ? specificity.ofImages(x) : specificity.ofTexts(x))[0];
        softly.assertThat(actual)
                .as("%s by %s", line, specificity.kernelName())
                .isCloseTo(line.expected(), within(Math.max(BAR, specificity.kernelError())));
    }

    private static void checkAbsolute(SoftAssertions softly, GoldenLine line, double actual) {
        softly.assertThat(actual).as("%s", line).isCloseTo(line.expected(), within(BAR));
    }
}
