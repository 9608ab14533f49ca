package dev.ephemint.http;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ephemint.access.Caller;
import dev.ephemint.shape.Alphabet;
import dev.ephemint.shape.Members;

/**
 * Reads an event as it comes: what nobody looks at, which is most of it, is skipped. Never fails on what is JSON: a part that
 * is missing or of the wrong type is read as absent, and of two with the same name the last one counts; headers are joined.
 */
final class GatewayEventReader extends JsonDeserializer<GatewayEvent> {

    private static final Alphabet REQUEST_ID = Alphabet.of("A-Za-z0-9=_+/-");
    private static final int LONGEST_ID = 128;
    private static final String DEFAULT_STAGE = "$default";

    @Override
    public GatewayEvent deserialize(JsonParser json, DeserializationContext trees) throws IOException {
        Event event = new Event(trees);
        members(json, event::take);
        return event.read();
    }

    /** An event that is null is one of neither format. */
    @Override
    public GatewayEvent getNullValue(DeserializationContext trees) {
        return new Event(trees).read();
    }

    private static void members(JsonParser json, Members members) throws IOException {
        if (json.hasToken(JsonToken.START_OBJECT)) {
            Members.each(json, members);
        } else {
            json.skipChildren();
        }
    }

    private static Optional<String> text(JsonParser json) throws IOException {
        if (json.hasToken(JsonToken.VALUE_STRING)) {
            return Optional.of(json.getText());
        }
        json.skipChildren();
        return Optional.empty();
    }

    /** A named stage of an HTTP API stands in front of the path. */
    private static String withoutStage(String path, String stage) {
        String prefix = "/" + stage;
        boolean named = prefix.length() > 1 && !stage.equals(DEFAULT_STAGE);
        return named && path.startsWith(prefix + "/") ? path.substring(prefix.length()) : path;
    }

    /** {@code id}, or one of our own where it is odd or missing. */
    private static String requestId(String id) {
        return REQUEST_ID.spells(id, LONGEST_ID) ? id : UUID.randomUUID().toString();
    }

    private static final class Event {

        private final DeserializationContext trees;
        private Optional<String> httpMethod = Optional.empty();
        private String path = "";
        private String rawPath = "";
        private Optional<String> body = Optional.empty();
        private boolean base64;
        private Headers headers = new Headers();
        private Headers lists = new Headers();
        private Context context;

        Event(DeserializationContext trees) {
            this.trees = trees;
            this.context = new Context(trees);
        }

        void take(String name, JsonParser json) throws IOException {
            switch (name) {
                case "httpMethod" -> httpMethod = text(json);
                case "path" -> path = text(json).orElse("");
                case "rawPath" -> rawPath = text(json).orElse("");
                case "body" -> body = text(json);
                case "isBase64Encoded" -> {
                    base64 = json.hasToken(JsonToken.VALUE_TRUE);
                    json.skipChildren();
                }
                case "headers" -> members(json, (headers = new Headers())::take);
                case "multiValueHeaders" -> members(json, (lists = new Headers())::takeAll);
                case "requestContext" -> members(json, (context = new Context(trees))::take);
                default -> json.skipChildren();
            }
        }

        /** Only a REST API (payload format 1.0) has a method outside the context, and lists of headers. */
        GatewayEvent read() {
            boolean restApi = httpMethod.isPresent();
            Headers read = lists.none ? headers : lists;
            return new GatewayEvent(
                    httpMethod.orElse(context.method),
                    restApi ? path : withoutStage(rawPath, context.stage),
                    read.contentType.orElse(""),
                    body,
                    base64,
                    requestId(context.requestId),
                    new Caller(
                            Identities.of(context.authorizer, context.identity),
                            read.origin,
                            restApi ? context.restSourceIp() : context.sourceIp));
        }
    }

    /** The headers that are looked at; the values of one that comes more than once are joined by commas. */
    private static final class Headers {

        private boolean none = true;
        private Optional<String> contentType = Optional.empty();
        private Optional<String> origin = Optional.empty();

        void take(String name, JsonParser json) throws IOException {
            none = false;
            switch (name.toLowerCase(Locale.ROOT)) {
                case "content-type" -> contentType = joined(contentType, text(json));
                case "origin" -> origin = joined(origin, text(json));
                default -> json.skipChildren();
            }
        }

        void takeAll(String name, JsonParser json) throws IOException {
            none = false;
            if (!json.hasToken(JsonToken.START_ARRAY)) {
                json.skipChildren();
                return;
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                take(name, json);
            }
        }

        private static Optional<String> joined(Optional<String> one, Optional<String> other) {
            return one.isPresent() && other.isPresent()
                    ? Optional.of(one.get() + "," + other.get())
                    : one.or(() -> other);
        }
    }

    /** The {@code requestContext}, which only the gateway can write. Who calls is left as it is, for {@link Identities}. */
    private static final class Context {

        private final DeserializationContext trees;
        private String method = "";
        private String sourceIp = "";
        private String stage = "";
        private String requestId = "";
        private JsonNode authorizer = MissingNode.getInstance();
        private JsonNode identity = MissingNode.getInstance();

        Context(DeserializationContext trees) {
            this.trees = trees;
        }

        void take(String name, JsonParser json) throws IOException {
            switch (name) {
                case "http" -> {
                    method = "";
                    sourceIp = "";
                    members(json, this::takeHttp);
                }
                case "stage" -> stage = text(json).orElse("");
                case "requestId" -> requestId = text(json).orElse("");
                case "authorizer" -> authorizer = trees.readTree(json);
                case "identity" -> identity = trees.readTree(json);
                default -> json.skipChildren();
            }
        }

        String restSourceIp() {
            return Optional.ofNullable(identity.path("sourceIp").textValue()).orElse("");
        }

        private void takeHttp(String name, JsonParser json) throws IOException {
            switch (name) {
                case "method" -> method = text(json).orElse("");
                case "sourceIp" -> sourceIp = text(json).orElse("");
                default -> json.skipChildren();
            }
        }
    }
}
