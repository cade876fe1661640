@NullMarked
package io.github.hype4j.io.clusters;

import org.jspecify.annotations.NullMarked;
