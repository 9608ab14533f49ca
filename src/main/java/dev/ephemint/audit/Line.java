package dev.ephemint.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.ephemint.shape.Alphabet;
import dev.ephemint.shape.Credential;

/**
 * Writes one JSON object in one line of ASCII, whatever text goes in: a line break, a terminal's control sequence or a character
 * that some reader takes for one of them comes out escaped. What looks like a credential does not come out at all.
 */
public final class Line {

    /** The most characters of a text that are written; the rest is cut off. */
    static final int MAX_LENGTH = 256;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .characterEscapes(new AsciiEscapes())
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();
    private static final Alphabet PLAIN = Alphabet.of(" -~");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private final JsonGenerator json;

    /** An empty object. */
    public Line() {
        try {
            json = JSON.createGenerator(bytes);
            json.writeStartObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a word of our own, such as a code or a digest, which needs no look; an empty one is left out. */
    public Line word(String name, String value) {
        return value.isEmpty() ? this : write(() -> json.writeStringField(name, value));
    }

    /** Adds a text, whoever wrote it; an empty one is left out. */
    public Line text(String name, String value) {
        return value.isEmpty() ? this : write(() -> json.writeStringField(name, printable(value)));
    }

    /** Adds a whole number. */
    public Line number(String name, long value) {
        return write(() -> json.writeNumberField(name, value));
    }

    /** Adds a time in milliseconds, to the microsecond. */
    public Line millis(String name, Duration time) {
        return write(() -> {
            json.writeFieldName(name);
            // written as digits: a format would read the locales within the first request
            String micros = Long.toString(1000 + time.toNanos() / 1000 % 1000);
            json.writeRawValue(time.toMillis() + "." + micros.substring(1));
        });
    }

    /** Begins an object or, by an empty name, one in a list; ended by {@link #end}. */
    public Line object(String name) {
        return write(() -> {
            if (!name.isEmpty()) {
                json.writeFieldName(name);
            }
            json.writeStartObject();
        });
    }

    /** Begins a list; ended by {@link #end}. */
    public Line list(String name) {
        return write(() -> {
            if (!name.isEmpty()) {
                json.writeFieldName(name);
            }
            json.writeStartArray();
        });
    }

    /** Adds a word of our own to a list. */
    public Line item(String word) {
        return write(() -> json.writeString(word));
    }

    /** Ends what was begun last. */
    public Line end() {
        return write(() -> {
            if (json.getOutputContext().inArray()) {
                json.writeEndArray();
            } else {
                json.writeEndObject();
            }
        });
    }

    private static String printable(String value) {
        // a little more than is written, so that a credential is known even where its end is cut off
        String looked = cut(value, MAX_LENGTH + 64);
        if (Credential.in(looked)) {
            return "[credential]";
        }
        String written = cut(looked, MAX_LENGTH);
        return PLAIN.spells(written, MAX_LENGTH) ? written : withoutHalfPairs(written);
    }

    /** UTF-8 has no place for half a surrogate pair: there comes a question mark. */
    private static String withoutHalfPairs(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String cut(String value, int length) {
        return value.length() > length ? value.substring(0, length) : value;
    }

    private Line write(Step step) {
        try {
            step.write();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that writes to memory, and so never fails. */
    @FunctionalInterface
    private interface Step {
        void write() throws IOException;
    }

    /** Ends the line and writes it whole, so that no other gets in between. */
    public void printTo(PrintStream out) {
        write(json::close);
        bytes.write('\n');
        synchronized (out) {
            write(() -> bytes.writeTo(out));
            out.flush();
        }
    }

    /** The line, without a line break at its end. */
    @Override
    public String toString() {
        write(json::close);
        return bytes.toString(StandardCharsets.US_ASCII);
    }
}
