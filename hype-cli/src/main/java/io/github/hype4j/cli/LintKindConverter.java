package io.github.hype4j.cli;

import io.github.hype4j.io.lint.LintKind;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Kinds of findings by their names. */
final class LintKindConverter implements ITypeConverter<LintKind>, Iterable<String> {

    @Override
    public LintKind convert(String label) {
        return Arrays.stream(LintKind.values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "expected one of " + String.join(", ", this) + ", got \"" + label + "\""));
    }

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(LintKind.values()).map(LintKind::label).iterator();
    }
}
