@NullMarked
package io.github.hype4j.io.embeddings;

import org.jspecify.annotations.NullMarked;
