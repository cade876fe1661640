/** The embedded model: small, open, trained for this project. */
@NullMarked
package io.github.hype4j.mini;

import org.jspecify.annotations.NullMarked;
