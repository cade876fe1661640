import io.github.hype4j.selection.Uid;
import java.util.ArrayList;
import java.util.List;

/**
 * One row of the pool: what was on the page, what the download made of it, and what the metadata say. A function of seed and
 * number alone, so that shards and metadata can be written in any order without holding the pool.
 *
 * @param number the row's number in the pool
 * @param uid the identity
 * @param kind what the pair is like
 * @param scene what is in the picture
 * @param caption the text
 * @param download {@code success}, {@code failed_to_download} or {@code failed_to_resize}
 * @param width the picture's width
 * @param height its height
 * @param scale how many times larger the original was
 * @param b32 the cosine by a small model, on the grid of float16
 * @param l14 the cosine by a larger one
 * @param faces boxes of four shares each
 */
record Pair(
        long number,
        Uid uid,
        Kind kind,
        Scene scene,
        String caption,
        Download download,
        int width,
        int height,
        int scale,
        float b32,
        float l14,
        List<double[]> faces) {

    /** What a pair is like; of a hundred, how many, and the cosines that it tends to have. */
    enum Kind {
        CLEAN(55, 0.29),
        VAGUE(12, 0.22),
        MISALIGNED(12, 0.14),
        FILE_NAME(8, 0.19),
        BLANK(8, 0.18),
        BOILERPLATE(5, 0.17);

        private final int share;
        private final double cosine;

        Kind(int share, double cosine) {
            this.share = share;
            this.cosine = cosine;
        }

        private static Kind of(Dice dice) {
            int left = dice.below(100);
            for (Kind kind : values()) {
                left -= kind.share;
                if (left < 0) {
                    return kind;
                }
            }
            throw new AssertionError("the shares are a hundred");
        }
    }

    /** What img2dataset made of the address. */
    enum Download {
        SUCCESS("success", null),
        FAILED_TO_DOWNLOAD("failed_to_download", "HTTP Error 404: Not Found"),
        FAILED_TO_RESIZE("failed_to_resize", "Image decoding error");

        private final String label;
        private final String message;

        Download(String label, String message) {
            this.label = label;
            this.message = message;
        }

        String label() {
            return label;
        }

        /** Null for a success. */
        String message() {
            return message;
        }
    }

    /** One caption in so many is as long as the longest of DataComp's. */
    private static final int CAPTIONS_A_LONG_ONE = 40_000;

    private static final int LONGEST_CAPTION = 1_010_000;

    private static final String[] VAGUE = {"image", "picture", "a drawing", "shapes", "clip art", "design"};
    private static final String[] BOILERPLATE = {
        "Skip to content", "Free shipping on orders over $50", "Click to enlarge", "Best price guaranteed 2021 | Shop"
    };

    static Pair of(long seed, long number) {
        Dice dice = Dice.of(seed, number, "pair");
        Uid uid = new Uid(dice.bits(), dice.bits());
        Kind kind = Kind.of(dice);
        Scene scene = kind == Kind.BLANK ? Scene.blank(dice) : Scene.of(dice);
        String caption = caption(kind, scene, dice);
        if (dice.below(CAPTIONS_A_LONG_ONE) == 0) {
            caption = (caption + ", ").repeat(LONGEST_CAPTION / (caption.length() + 2));
        }
        Download download = dice.chance(0.08)
                ? Download.FAILED_TO_DOWNLOAD
                : dice.chance(0.01) ? Download.FAILED_TO_RESIZE : Download.SUCCESS;
        return new Pair(
                number,
                uid,
                kind,
                scene,
                caption,
                download,
                dice.between(96, 256),
                dice.between(96, 256),
                dice.between(1, 6),
                cosine(kind, dice),
                cosine(kind, dice),
                faces(dice));
    }

    private static String caption(Kind kind, Scene scene, Dice dice) {
        return switch (kind) {
            case CLEAN -> scene.caption();
            case VAGUE -> dice.of(VAGUE);
            case MISALIGNED -> Scene.of(dice).caption();
            case FILE_NAME -> "IMG_" + (1_0000 + dice.below(1_0000) + "").substring(1) + ".jpg";
            case BLANK, BOILERPLATE -> dice.of(BOILERPLATE);
        };
    }

    private static float cosine(Kind kind, Dice dice) {
        return Float16.rounded((float) (kind.cosine + 0.035 * dice.bell()));
    }

    private static List<double[]> faces(Dice dice) {
        List<double[]> faces = new ArrayList<>();
        for (int i = dice.chance(0.1) ? dice.between(1, 3) : 0; i > 0; i--) {
            double left = 0.8 * dice.unit();
            double top = 0.8 * dice.unit();
            faces.add(new double[] {left, top, left + 0.2 * dice.unit(), top + 0.2 * dice.unit()});
        }
        return faces;
    }

    Pair withUid(Uid other) {
        return new Pair(number, other, kind, scene, caption, download, width, height, scale, b32, l14, faces);
    }

    String url() {
        return "https://pictures.example/" + uid.toString().substring(0, 6) + "/" + number + ".jpg";
    }

    /** The hash that the original file would have; the one in the shard is resized. */
    String sha256() {
        return Uid.ofName("first half of " + url()).toString() + Uid.ofName("second half of " + url());
    }
}
