/**
 * Pools of image-text pairs, read a shard at a time: WebDataset tars, and folders of images with captions beside them.
 */
@NullMarked
package io.github.hype4j.io.pool;

import org.jspecify.annotations.NullMarked;
