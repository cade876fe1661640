package io.github.hype4j.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Dependencies point one way: cli -> io, mini -> onnx -> core. */
class ModuleArrowsTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.hype4j");

    private static final String[] CORE = {
        "io.github.hype4j",
        "io.github.hype4j.lorentz..",
        "io.github.hype4j.specificity..",
        "io.github.hype4j.score..",
        "io.github.hype4j.selection..",
        "io.github.hype4j.model.."
    };

    private static final String[] BACKENDS = {
        "ai.djl..", "ai.onnxruntime..", "org.apache..", "com.fasterxml..", "picocli..", "javax.imageio.."
    };

    @Test
    void coreKnowsNoOtherModuleAndNoBackend() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.hype4j.onnx..",
                        "io.github.hype4j.mini..",
                        "io.github.hype4j.io..",
                        "io.github.hype4j.cli..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BACKENDS)
                .check(CLASSES);
    }

    @Test
    void encodersAndFilesDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("io.github.hype4j.onnx..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.hype4j.mini..", "io.github.hype4j.io..", "io.github.hype4j.cli..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.github.hype4j.io..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.hype4j.onnx..", "io.github.hype4j.cli..", "ai.djl..", "ai.onnxruntime..")
                .check(CLASSES);
    }

    @Test
    void theCommandUsesNoBackendItself() {
        noClasses()
                .that()
                .resideInAPackage("io.github.hype4j.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "ai.onnxruntime..", "org.apache.parquet..", "org.apache.hadoop..")
                .check(CLASSES);
    }

    @Test
    void packagesDoNotDependOnEachOtherInCircles() {
        slices().matching("io.github.hype4j.io.(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching("io.github.hype4j.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
