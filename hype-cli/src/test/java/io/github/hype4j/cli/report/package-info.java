@NullMarked
package io.github.hype4j.cli.report;

import org.jspecify.annotations.NullMarked;
