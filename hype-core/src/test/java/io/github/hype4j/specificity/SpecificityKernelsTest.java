package io.github.hype4j.specificity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.hype4j.lorentz.Embeddings;
import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;
import io.github.hype4j.simd.Simd;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class SpecificityKernelsTest {

    private @Nullable String before;

    @BeforeEach
    void rememberProperty() {
        before = System.getProperty(SpecificityKernels.PROPERTY);
    }

    @AfterEach
    void restoreProperty() {
        if (before == null) {
            System.clearProperty(SpecificityKernels.PROPERTY);
        } else {
            System.setProperty(SpecificityKernels.PROPERTY, before);
        }
    }

    @Test
    void scalarKernelIsTheLastResortAndNamesAreUnique() {
        var usable = SpecificityKernels.usable();

        assertThat(usable.get(usable.size() - 1).name()).isEqualTo("scalar");
        assertThat(usable).extracting(SpecificityKernelProvider::name).doesNotHaveDuplicates();
        assertThat(usable).allMatch(SpecificityKernelProvider::isUsable);
    }

    @Test
    void fastestUsableKernelIsChosenWhereNoneIsNamed() {
        System.clearProperty(SpecificityKernels.PROPERTY);
        assertThat(SpecificityKernels.choose().name())
                .isEqualTo(SpecificityKernels.usable().get(0).name());
    }

    @Test
    void propertyForcesAKernel() {
        System.setProperty("hype.kernel", "scalar");
        LorentzPoints point = Lorentz.ofCurvature(1).points(Embeddings.ofRows(new float[] {1}));

        assertThat(Specificity.against(new ReferenceSet(point, point), 0.1).kernelName())
                .isEqualTo("scalar");
    }

    /** So that no run that is meant to prove the fast kernel falls back in silence: the build says what must run. */
    @Test
    @EnabledIfSystemProperty(named = "hype.test.kernel", matches = ".+")
    void theKernelThatTheBuildAsksForRuns() {
        assertThat(SpecificityKernels.choose().name()).startsWith(System.getProperty("hype.test.kernel"));
    }

    @Test
    void announcementSaysWhichKernelRunsAndHowToEnableTheFasterOne() {
        System.clearProperty(SpecificityKernels.PROPERTY);
        String scalar = SpecificityKernels.announcement(new ScalarKernelProvider());

        assertThat(SpecificityKernels.announcement(new SimdKernelProvider())).startsWith("simd-");
        if (Simd.isUsable()) {
            assertThat(scalar).isEqualTo("scalar");
        } else {
            assertThat(scalar).startsWith("scalar, since ").contains("--add-modules jdk.incubator.vector");
        }
        System.setProperty(SpecificityKernels.PROPERTY, "scalar");
        assertThat(SpecificityKernels.announcement(new ScalarKernelProvider()))
                .isEqualTo("scalar, as system property hype.kernel asks");
    }

    @Test
    void unknownKernelIsRefusedWithTheNamesThatCanBeUsed() {
        System.setProperty("hype.kernel", "quantum");
        String names = SpecificityKernels.usable().stream()
                .map(SpecificityKernelProvider::name)
                .collect(Collectors.joining(", "));
        String noSimd = Simd.obstacle().map(why -> " (no simd: " + why + ")").orElse("");
        LorentzPoints point = Lorentz.ofCurvature(1).points(Embeddings.ofRows(new float[] {1}));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Specificity.against(new ReferenceSet(point, point), 0.1))
                .withMessage("system property hype.kernel must be one of " + names + ", got \"quantum\"" + noSimd);
    }
}
