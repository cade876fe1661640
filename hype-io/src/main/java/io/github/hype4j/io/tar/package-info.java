/**
 * Tar files member by member, as WebDataset names them, going on after damage.
 */
@NullMarked
package io.github.hype4j.io.tar;

import org.jspecify.annotations.NullMarked;
