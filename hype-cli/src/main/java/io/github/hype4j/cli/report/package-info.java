/** The report of a selection: one page that shows what was kept and why. */
@NullMarked
package io.github.hype4j.cli.report;

import org.jspecify.annotations.NullMarked;
