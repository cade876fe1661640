@NullMarked
package io.github.hype4j.io.lint;

import org.jspecify.annotations.NullMarked;
