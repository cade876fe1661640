@NullMarked
package io.github.hype4j.io.reshard;

import org.jspecify.annotations.NullMarked;
