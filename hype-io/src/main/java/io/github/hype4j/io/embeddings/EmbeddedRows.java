package io.github.hype4j.io.embeddings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some neighbouring samples of a shard. Each that has no failure has its embedding, at the same place.
 *
 * @param rows the samples, at least one
 * @param embeddings those of the first of them; null if there are none at all
 */
public record EmbeddedRows(List<EmbeddedRow> rows, @Nullable EmbeddingBatch embeddings) {}
