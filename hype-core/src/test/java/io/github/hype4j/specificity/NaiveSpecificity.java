package io.github.hype4j.specificity;

import io.github.hype4j.lorentz.Lorentz;
import io.github.hype4j.lorentz.LorentzPoints;

/** The definition, pair by pair and with no kernel: what every kernel is compared with. */
final class NaiveSpecificity {

    private NaiveSpecificity() {}

    static double[] ofImages(LorentzPoints images, ReferenceSet reference, double minRadius) {
        double[] results = new double[images.rows()];
        for (int i = 0; i < results.length; i++) {
            float[] image = images.spaceComponents().row(i);
            double sum = 0;
            for (int j = 0; j < reference.texts().rows(); j++) {
                float[] text = reference.texts().spaceComponents().row(j);
                sum += violation(reference.space(), text, image, minRadius);
            }
            results[i] = sum / reference.texts().rows();
        }
        return results;
    }

    static double[] ofTexts(LorentzPoints texts, ReferenceSet reference, double minRadius) {
        double[] results = new double[texts.rows()];
        for (int i = 0; i < results.length; i++) {
            float[] text = texts.spaceComponents().row(i);
            double sum = 0;
            for (int j = 0; j < reference.images().rows(); j++) {
                float[] image = reference.images().spaceComponents().row(j);
                sum += violation(reference.space(), text, image, minRadius);
            }
            results[i] = sum / reference.images().rows();
        }
        return results;
    }

    private static double violation(Lorentz space, float[] apex, float[] other, double minRadius) {
        return space.exteriorAngle(apex, other) - space.halfAperture(apex, minRadius);
    }
}
