@NullMarked
package io.github.hype4j.io.subset;

import org.jspecify.annotations.NullMarked;
