package io.github.hype4j.cli;

import io.github.hype4j.io.pool.MetadataSource;
import io.github.hype4j.io.pool.ParquetColumns;
import io.github.hype4j.io.pool.Pool;
import io.github.hype4j.io.pool.PoolOptions;
import io.github.hype4j.io.reshard.ReshardBooks;
import io.github.hype4j.io.reshard.ReshardOptions;
import io.github.hype4j.io.reshard.Resharder;
import io.github.hype4j.io.subset.MappedSubset;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Make training shards of a subset. */
@Command(
        name = "reshard",
        description = {
            "Makes training shards of a subset, as DataComp's train.py takes them.",
            "",
            "Writes into the output folder: 00000000.tar and so on, each with a _stats.json; sample_ids.npy; meta.json; and"
                    + " missing_ids.npy, if uids of the subset are not in the pool. A sample is copied with all its members,"
                    + " as UID-J, once for each repeat J of its uid in the subset.",
            ""
        },
        footer = {
            ExitCode.HELP_OF_SUBSET,
            "Example:",
            "  hype reshard shards/ --subset out/subset.npy --output training/"
        })
final class ReshardCommand implements Callable<Integer> {

    /** So many uids that are not found are named. */
    private static final int NAMED = 5;

    @Parameters(
            paramLabel = "POOL",
            description = "a folder of tars, or one: the pool that the subset was selected from")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path pool;

    @Option(
            names = "--subset",
            required = true,
            paramLabel = "FILE",
            description = "the uids: a subset.npy, or the same without header")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path subset;

    @Option(
            names = "--metadata",
            paramLabel = "PATH",
            description =
                    "the metadata that the pool was scored with: those of a shard's name may hold the uids of its samples")
    @Nullable
    private Path metadata;

    @Option(
            names = "--uid-column",
            paramLabel = "NAME",
            description = "the column of uids in Parquet beside the tars and in the metadata (default: uid)")
    private String uidColumn = ParquetColumns.defaults().uid();

    @Option(names = "--shard-samples", paramLabel = "N", description = "the most samples in a shard (default: 10000)")
    private int shardSamples = ReshardOptions.defaults().maxSamples();

    @Option(names = "--shard-bytes", paramLabel = "N", description = "the most bytes in a shard (default: 3000000000)")
    private long shardBytes = ReshardOptions.defaults().maxBytes();

    @Option(names = "--resume", description = "goes on with what an earlier attempt has left in the output folder")
    private boolean resume;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ReshardOptions options =
                ReshardOptions.defaults().withLimits(shardSamples, shardBytes).withResume(resume);
        ReshardBooks books;
        try (Pool shards = Pool.open(pool, poolOptions())) {
            output.prepare(resume);
            books = Resharder.reshard(shards, subset, output.folder, options);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        line(out, "pairs in", books.total());
        line(out, "written", books.emitted());
        line(out, "not in the subset", books.notInSubset());
        line(out, "duplicate", books.duplicates());
        line(out, "unusable", books.unusable());
        line(out, "uids of the subset", books.wanted());
        line(out, "not found in the pool", books.missing());
        line(out, "repeats counted", books.copiesWanted());
        line(out, "of uids not found", books.copiesMissing());
        line(out, "samples in the shards", books.copies());
        line(out, "shards", books.shards());
        out.println("  " + balance(books));
        missing(out, books.missing());
        books.damage().forEach(lost -> out.println("  damaged input: " + lost));
        if (books.damaged() > books.damage().size()) {
            out.println(
                    "  damaged input: and " + (books.damaged() - books.damage().size()) + " more");
        }
        out.println();
        out.println("Written: " + output.folder);
        return Summary.exitCode(books.damage(), books.isBalanced());
    }

    private static String balance(ReshardBooks books) {
        if (!books.isCounted()) {
            return "THE BOOKS DO NOT BALANCE: what was written is not what the counts above add up to";
        }
        return books.missing() == 0
                ? "in = written + not in the subset + duplicate + unusable, samples in the shards = uids with their repeats,"
                        + " and every uid was found: the books balance"
                : "THE BOOKS DO NOT BALANCE: uids of the subset are in no shard; they are in " + Resharder.MISSING;
    }

    private PoolOptions poolOptions() {
        ParquetColumns names = ParquetColumns.defaults();
        PoolOptions options =
                PoolOptions.defaults().withColumns(new ParquetColumns(names.image(), names.text(), uidColumn));
        return metadata == null ? options : options.withMetadata(new MetadataSource(metadata, List.of(), false));
    }

    private void missing(PrintWriter out, long count) throws IOException {
        if (count > 0) {
            MappedSubset uids = MappedSubset.open(output.folder.resolve(Resharder.MISSING));
            for (long i = 0; i < Math.min(count, NAMED); i++) {
                out.println("    not found: " + uids.uid(i));
            }
        }
    }

    private static void line(PrintWriter out, String what, long count) {
        out.printf(Locale.ROOT, "  %-26s %,15d%n", what, count);
    }
}
