package io.github.hype4j;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package may use which: geometry, specificity, score, selection, filter, in this order. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.hype4j");

    @Test
    void allPackagesAreLookedAt() {
        assertThat(CLASSES.stream().map(type -> type.getPackageName()).distinct())
                .contains(
                        "io.github.hype4j",
                        "io.github.hype4j.simd",
                        "io.github.hype4j.lorentz",
                        "io.github.hype4j.nearest",
                        "io.github.hype4j.numpy",
                        "io.github.hype4j.specificity",
                        "io.github.hype4j.score",
                        "io.github.hype4j.selection",
                        "io.github.hype4j.model");
        assertThat(CLASSES.stream().map(type -> type.getSimpleName())).doesNotContain("ArchitectureTest");
    }

    @Test
    void dependenciesPointOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("simd")
                .definedBy("io.github.hype4j.simd")
                .layer("lorentz")
                .definedBy("io.github.hype4j.lorentz")
                .layer("numpy")
                .definedBy("io.github.hype4j.numpy")
                .layer("specificity")
                .definedBy("io.github.hype4j.specificity")
                .layer("nearest")
                .definedBy("io.github.hype4j.nearest")
                .layer("score")
                .definedBy("io.github.hype4j.score")
                .layer("selection")
                .definedBy("io.github.hype4j.selection")
                .layer("model")
                .definedBy("io.github.hype4j.model")
                .layer("filter")
                .definedBy("io.github.hype4j")
                .whereLayer("simd")
                .mayNotAccessAnyLayer()
                .whereLayer("simd")
                .mayOnlyBeAccessedByLayers("lorentz", "specificity", "nearest")
                .whereLayer("lorentz")
                .mayOnlyAccessLayers("simd")
                .whereLayer("numpy")
                .mayOnlyAccessLayers("lorentz")
                .whereLayer("specificity")
                .mayOnlyAccessLayers("lorentz", "simd")
                .whereLayer("nearest")
                .mayOnlyAccessLayers("specificity", "lorentz", "simd")
                .whereLayer("score")
                .mayOnlyAccessLayers("specificity", "nearest", "lorentz")
                .whereLayer("selection")
                .mayOnlyAccessLayers("score", "specificity", "lorentz")
                .whereLayer("model")
                .mayOnlyAccessLayers("score", "specificity", "lorentz")
                .whereLayer("filter")
                .mayNotBeAccessedByAnyLayer()
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.github.hype4j.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void coreNeedsJavaSlf4jAndJSpecifyAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAPackage("java..")
                        .or(resideInAPackage("jdk.incubator.vector.."))
                        .or(resideInAPackage("org.slf4j.."))
                        .or(resideInAPackage("org.jspecify.annotations.."))
                        .or(resideInAPackage("io.github.hype4j..")))
                .check(CLASSES);
    }

    @Test
    void classesAreNamedForWhatTheyAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Impl)")
                .orShould()
                .resideInAnyPackage("..util..", "..impl..", "..helper..")
                .check(CLASSES);
    }

    @Test
    void onlyTheFilterTheModelAndNumpysArraysTouchFiles() {
        noClasses()
                .that(resideInAPackage("io.github.hype4j..")
                        .and(not(resideInAPackage("io.github.hype4j.numpy")))
                        .and(not(resideInAPackage("io.github.hype4j.model")))
                        .and(not(resideInAPackage("io.github.hype4j"))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.nio.file..")
                .check(CLASSES);
    }
}
