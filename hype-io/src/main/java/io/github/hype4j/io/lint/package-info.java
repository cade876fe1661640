/**
 * Looks through the shards of a WebDataset for what readers trip over, without a model and without decoding images.
 */
@NullMarked
package io.github.hype4j.io.lint;

import org.jspecify.annotations.NullMarked;
