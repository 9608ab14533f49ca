package dev.ephemint.function;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ephemint.shape.Json;

/**
 * What the Lambda binding reads events and writes answers with. Both are JSON as it stands, so none of the modules that the
 * binding registers is of use here: without them, Joda-Time and its time zones stay out of the native binary.
 */
final class EventMapper extends ObjectMapper {

    private static final long serialVersionUID = 1L;

    EventMapper() {
        super(Json.factory().build());
    }

    @Override
    public ObjectMapper registerModule(Module module) {
        return this;
    }

    @Override
    public ObjectMapper copy() {
        return new EventMapper();
    }

    /** Takes the place of Quarkus's own. */
    static final class Producer {

        @Produces
        @Singleton
        ObjectMapper mapper() {
            return new EventMapper();
        }
    }
}
