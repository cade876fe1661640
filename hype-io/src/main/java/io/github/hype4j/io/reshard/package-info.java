/**
 * Training shards of a subset: the tars and the files beside them that DataComp's {@code train.py} takes. The heap holds one
 * sample and a bit for each uid of the subset, whatever the size of the pool.
 */
@NullMarked
package io.github.hype4j.io.reshard;

import org.jspecify.annotations.NullMarked;
