/** JMH benchmarks; {@code docs/benchmarks.md} has the commands and the figures. */
@NullMarked
package io.github.hype4j.bench;

import org.jspecify.annotations.NullMarked;
