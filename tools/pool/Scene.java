import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/** A picture of one to three shapes on a ground, which can be drawn and told. A scene without shapes is a blank banner. */
record Scene(Ground ground, Paint groundColour, Paint secondColour, List<Thing> things) {

    /** A colour with its name. */
    enum Paint {
        RED(0xD62828),
        GREEN(0x2A9D3A),
        BLUE(0x1D4ED8),
        YELLOW(0xF4D35E),
        ORANGE(0xF77F00),
        PURPLE(0x7B2CBF),
        PINK(0xF497B6),
        BROWN(0x7F4F24),
        BLACK(0x111111),
        WHITE(0xFAFAFA),
        GREY(0x8D99AE);

        private final Color colour;

        Paint(int rgb) {
            this.colour = new Color(rgb);
        }

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** What is behind the shapes. */
    enum Ground {
        PLAIN,
        GRADIENT,
        STRIPES
    }

    /** What can be drawn. */
    enum Kind {
        CIRCLE,
        SQUARE,
        TRIANGLE,
        STAR,
        HEART,
        RING,
        DIAMOND,
        HOUSE;

        private Shape outline(double x, double y, double size) {
            double r = size / 2;
            return switch (this) {
                case CIRCLE, RING -> new Ellipse2D.Double(x - r, y - r, size, size);
                case SQUARE -> new Rectangle2D.Double(x - r, y - r, size, size);
                case TRIANGLE -> polygon(x, y, r, 3, 1);
                case DIAMOND -> polygon(x, y, r, 4, 1);
                case STAR -> polygon(x, y, r, 10, 0.45);
                case HOUSE -> house(x, y, r);
                case HEART -> heart(x, y, r);
            };
        }

        /** Corners around a centre, every second one at a share of the radius. */
        private static Shape polygon(double x, double y, double radius, int corners, double share) {
            Path2D path = new Path2D.Double();
            for (int i = 0; i < corners; i++) {
                double angle = StrictMath.PI * (2.0 * i / corners - 0.5);
                double r = i % 2 == 0 ? radius : radius * share;
                double cornerX = x + r * StrictMath.cos(angle);
                double cornerY = y + r * StrictMath.sin(angle);
                if (i == 0) {
                    path.moveTo(cornerX, cornerY);
                } else {
                    path.lineTo(cornerX, cornerY);
                }
            }
            path.closePath();
            return path;
        }

        private static Shape house(double x, double y, double r) {
            Path2D path = new Path2D.Double();
            path.moveTo(x - r, y);
            path.lineTo(x, y - r);
            path.lineTo(x + r, y);
            path.lineTo(x + 0.8 * r, y);
            path.lineTo(x + 0.8 * r, y + r);
            path.lineTo(x - 0.8 * r, y + r);
            path.lineTo(x - 0.8 * r, y);
            path.closePath();
            return path;
        }

        private static Shape heart(double x, double y, double r) {
            Path2D path = new Path2D.Double();
            path.moveTo(x, y + r);
            path.curveTo(x - 2 * r, y - 0.3 * r, x - 0.8 * r, y - 1.4 * r, x, y - 0.4 * r);
            path.curveTo(x + 0.8 * r, y - 1.4 * r, x + 2 * r, y - 0.3 * r, x, y + r);
            path.closePath();
            return path;
        }
    }

    /** One shape; place and size as shares of the picture. */
    record Thing(Kind kind, Paint colour, double x, double y, double size) {

        private String words() {
            String extent = size > 0.45 ? "large " : size < 0.25 ? "small " : "";
            String name = kind.name().toLowerCase(java.util.Locale.ROOT);
            return "a " + extent + colour.word() + " " + name;
        }
    }

    static Scene of(Dice dice) {
        Paint ground = dice.of(Paint.values());
        Paint second = other(dice, ground);
        List<Thing> things = new ArrayList<>();
        int count = dice.between(1, 3);
        for (int i = 0; i < count; i++) {
            double size = count == 1 ? 0.3 + 0.5 * dice.unit() : 0.18 + 0.14 * dice.unit();
            double x = count == 1 ? 0.5 : (i + 0.5 + 0.2 * (dice.unit() - 0.5)) / count;
            Thing thing = new Thing(dice.of(Kind.values()), other(dice, ground), x, 0.35 + 0.3 * dice.unit(), size);
            things.add(thing);
        }
        return new Scene(dice.of(Ground.values()), ground, second, things);
    }

    static Scene blank(Dice dice) {
        Paint ground = dice.of(Paint.values());
        return new Scene(dice.chance(0.5) ? Ground.PLAIN : Ground.GRADIENT, ground, other(dice, ground), List.of());
    }

    private static Paint other(Dice dice, Paint than) {
        Paint paint = dice.of(Paint.values());
        return paint == than ? Paint.values()[(paint.ordinal() + 1) % Paint.values().length] : paint;
    }

    /** A true caption. */
    String caption() {
        String shapes = things.stream().map(Thing::words).collect(Collectors.joining(" and "));
        String behind =
                switch (ground) {
                    case PLAIN -> "a " + groundColour.word() + " background";
                    case GRADIENT -> "a background from " + groundColour.word() + " to " + secondColour.word();
                    case STRIPES -> groundColour.word() + " and " + secondColour.word() + " stripes";
                };
        return shapes.isEmpty() ? behind : shapes + " on " + behind;
    }

    /** The number of what is mainly seen, in [0, 88): pairs of the same one are near each other as embeddings. */
    int concept() {
        Kind kind = things.isEmpty() ? Kind.CIRCLE : things.get(0).kind();
        Paint colour = things.isEmpty() ? groundColour : things.get(0).colour();
        return kind.ordinal() * Paint.values().length + colour.ordinal();
    }

    byte[] toJpeg(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        drawGround(graphics, width, height);
        double side = Math.min(width, height);
        for (Thing thing : things) {
            graphics.setColor(thing.colour().colour);
            Shape outline = thing.kind().outline(thing.x() * width, thing.y() * height, thing.size() * side);
            if (thing.kind() == Kind.RING) {
                graphics.setStroke(new BasicStroke((float) (thing.size() * side / 5)));
                graphics.draw(outline);
            } else {
                graphics.fill(outline);
            }
        }
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 << 10);
        if (!ImageIO.write(image, "jpg", bytes)) {
            throw new IOException("this Java writes no JPEG");
        }
        return bytes.toByteArray();
    }

    private void drawGround(Graphics2D graphics, int width, int height) {
        if (ground == Ground.GRADIENT) {
            graphics.setPaint(new GradientPaint(0, 0, groundColour.colour, width, height, secondColour.colour));
        } else {
            graphics.setColor(groundColour.colour);
        }
        graphics.fillRect(0, 0, width, height);
        if (ground == Ground.STRIPES) {
            graphics.setColor(secondColour.colour);
            int stripe = Math.max(2, height / 10);
            for (int y = stripe; y < height; y += 2 * stripe) {
                graphics.fillRect(0, y, width, stripe);
            }
        }
    }
}
