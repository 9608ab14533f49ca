package dev.ephemint.shape;

import java.io.IOException;
import java.io.StringWriter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON as the configuration reads it: every digit kept, no key twice, nothing after the end. */
public final class Json {

    /** Makes nodes. */
    public static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonMapper MAPPER = JsonMapper.builder(factory().build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /** Begins a factory whose parsers do not intern names: that takes time at first, and helps only who compares names to fields. */
    public static JsonFactoryBuilder factory() {
        return new JsonFactoryBuilder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES);
    }

    /**
     * Parses {@code text}.
     *
     * @throws JsonProcessingException where it is not one JSON value; the message quotes the text, so do not log it
     */
    public static JsonNode parse(String text) throws JsonProcessingException {
        try {
            return MAPPER.readTree(text);
        } catch (NumberFormatException e) {
            throw new JsonParseException(null, "an exponent is beyond every number");
        }
    }

    /**
     * Parses {@code bytes}, which are UTF-8.
     *
     * @throws IOException where they are not one JSON value; the message quotes them, so do not log it
     */
    public static JsonNode parse(byte[] bytes) throws IOException {
        try {
            return MAPPER.readTree(bytes);
        } catch (NumberFormatException e) {
            throw new JsonParseException(null, "an exponent is beyond every number");
        }
    }

    /**
     * Reads {@code text} token by token, as strictly as {@link #parse(String)}; what comes after the value is for the caller to
     * look at.
     *
     * @throws IOException never: nothing is read yet
     */
    public static JsonParser parser(String text) throws IOException {
        return MAPPER.createParser(text);
    }

    /** The text of what {@code writing} writes. */
    public static String text(Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            writing.to(json);
        } catch (IOException impossible) {
            throw new IllegalStateException("JSON could not be written to memory");
        }
        return text.toString();
    }

    /** Something that is written as JSON. */
    @FunctionalInterface
    public interface Writing {

        /** Writes it. */
        void to(JsonGenerator json) throws IOException;
    }

    /** The bytes of {@code node} in UTF-8. */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree could not be written");
        }
    }

    /**
     * Lays {@code patch} over {@code target}: objects are merged key by key, anything else replaces what stood there. A
     * null is kept as null, because OpenAI gives null a meaning.
     */
    public static void merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(entry -> {
            JsonNode there = target.get(entry.getKey());
            if (there instanceof ObjectNode nested && entry.getValue() instanceof ObjectNode over) {
                merge(nested, over);
            } else {
                target.set(entry.getKey(), entry.getValue().deepCopy());
            }
        });
    }
}
