/**
 * Files that are there whole or not at all, and folders for temporary ones.
 */
@NullMarked
package io.github.hype4j.io.file;

import org.jspecify.annotations.NullMarked;
