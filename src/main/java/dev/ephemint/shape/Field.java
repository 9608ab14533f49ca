package dev.ephemint.shape;

/**
 * One named value in a {@link Struct}.
 *
 * @param name the key, spelled as in OpenAI's JSON
 * @param shape what its value may look like
 * @param required whether it has to be given
 * @param doc what it is for, in one line; bounds are the shape's to tell
 */
public record Field(String name, Shape shape, boolean required, String doc) {

    /** The same field, to be given always. */
    public Field must() {
        return new Field(name, shape, true, doc);
    }
}
