/**
 * Which samples were kept, as the file that DataComp's resharder takes.
 */
@NullMarked
package io.github.hype4j.io.subset;

import org.jspecify.annotations.NullMarked;
