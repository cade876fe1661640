/**
 * Stored embeddings: files of what encoders gave for the samples of a shard, so that a pool can be scored again without
 * encoding.
 */
@NullMarked
package io.github.hype4j.io.embeddings;

import org.jspecify.annotations.NullMarked;
