@NullMarked
package io.github.hype4j.cli;

import org.jspecify.annotations.NullMarked;
