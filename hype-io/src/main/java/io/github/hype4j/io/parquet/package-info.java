/**
 * What reading and writing of Parquet files has in common. Internal: it may change in any release and is no part of the
 * interface of this library.
 */
@NullMarked
package io.github.hype4j.io.parquet;

import org.jspecify.annotations.NullMarked;
