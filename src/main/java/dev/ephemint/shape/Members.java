package dev.ephemint.shape;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;

/** What becomes of the members of a JSON object as they are read, so that nothing is made of those that nobody looks at. */
@FunctionalInterface
public interface Members {

    /**
     * Takes the member called {@code name}.
     *
     * @param json stands at the member's value, and has to be left at its end: where it is for a scalar, at the closing bracket otherwise
     */
    void take(String name, JsonParser json) throws IOException;

    /** Hands {@code members} all that the object that {@code json} stands at has, and leaves {@code json} at its end. */
    static void each(JsonParser json, Members members) throws IOException {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            members.take(name, json);
        }
    }
}
