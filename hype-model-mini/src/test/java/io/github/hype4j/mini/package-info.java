@NullMarked
package io.github.hype4j.mini;

import org.jspecify.annotations.NullMarked;
