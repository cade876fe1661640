/**
 * Which samples of a pool are kept: policies, and the exact, mergeable cut behind them.
 */
@NullMarked
package io.github.hype4j.selection;

import org.jspecify.annotations.NullMarked;
