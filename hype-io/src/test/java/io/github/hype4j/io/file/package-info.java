@NullMarked
package io.github.hype4j.io.file;

import org.jspecify.annotations.NullMarked;
