import io.github.hype4j.HypeFilter;
import io.github.hype4j.ImageTextPair;
import io.github.hype4j.Selection;
import io.github.hype4j.model.HypeModel;
import io.github.hype4j.onnx.OnnxHypeModel;
import io.github.hype4j.selection.Uid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps the best fifth of a folder of images with captions beside them. */
public class Consumer {
    record MyPair(Uid uid, byte[] image, String caption) implements ImageTextPair {}

    public static void main(String[] args) throws IOException {
        List<MyPair> pairs = new ArrayList<>();
        try (var texts = Files.newDirectoryStream(Path.of(args[1]), "*.txt")) {
            for (Path text : texts) {
                Path image = Path.of(text.toString().replace(".txt", ".png"));
                pairs.add(new MyPair(Uid.ofName(image.toString()), Files.readAllBytes(image), Files.readString(text)));
            }
        }
        try (HypeModel model = OnnxHypeModel.load(Path.of(args[0]))) {
            HypeFilter filter = HypeFilter.builder().model(model).keepFraction(0.2).build();
            Selection<MyPair> selection = filter.apply(pairs);
            selection.kept().forEach(kept -> System.out.println(kept.score() + " " + kept.pair().caption()));
            System.out.println(selection.report());
        }
    }
}
