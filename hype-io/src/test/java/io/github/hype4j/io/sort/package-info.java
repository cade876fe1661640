@NullMarked
package io.github.hype4j.io.sort;

import org.jspecify.annotations.NullMarked;
