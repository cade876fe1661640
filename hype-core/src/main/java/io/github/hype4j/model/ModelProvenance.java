package io.github.hype4j.model;

/**
 * Where a model comes from, as carried into every result.
 *
 * @param name the model's name
 * @param sha256 hexadecimal hash over the model's description, graphs and tokenizer; empty if unknown
 * @param referenceSha256 hexadecimal hash over the reference set; empty if there is none
 * @param license the licence of the weights, as an SPDX identifier where there is one; empty if unknown
 * @param source where the weights come from; empty if unknown
 */
public record ModelProvenance(String name, String sha256, String referenceSha256, String license, String source) {

    /**
     * The provenance of a model put together in code.
     *
     * @param name the model's name
     * @return the name and nothing else
     */
    public static ModelProvenance named(String name) {
        return new ModelProvenance(name, "", "", "", "");
    }
}
