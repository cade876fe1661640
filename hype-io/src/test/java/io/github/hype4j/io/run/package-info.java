@NullMarked
package io.github.hype4j.io.run;

import org.jspecify.annotations.NullMarked;
