@NullMarked
package io.github.hype4j.io.scores;

import org.jspecify.annotations.NullMarked;
