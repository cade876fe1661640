@NullMarked
package io.github.hype4j.io.pool;

import org.jspecify.annotations.NullMarked;
