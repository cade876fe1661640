package io.github.hype4j.io.lint;

import java.io.IOException;

/** Is told of what is found, as it is found. */
@FunctionalInterface
public interface LintListener {

    /**
     * Something was found.
     *
     * @param finding what and where
     * @throws IOException if it cannot be written down; ends the search
     */
    void found(LintFinding finding) throws IOException;
}
