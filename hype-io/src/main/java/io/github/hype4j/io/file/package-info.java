/**
 * Files that are there whole or not at all.
 */
@NullMarked
package io.github.hype4j.io.file;

import org.jspecify.annotations.NullMarked;
