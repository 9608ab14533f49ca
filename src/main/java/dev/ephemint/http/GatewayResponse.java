package dev.ephemint.http;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;

/**
 * What API Gateway makes an HTTP response of, in either payload format. Writes itself, without reflection.
 *
 * @param statusCode the HTTP status
 * @param headers the HTTP headers
 * @param body the body as text
 * @param isBase64Encoded always false: every body is text
 */
public record GatewayResponse(int statusCode, Map<String, String> headers, String body, boolean isBase64Encoded)
        implements JsonSerializable {

    public GatewayResponse {
        headers = Map.copyOf(headers);
    }

    @Override
    public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartObject();
        json.writeNumberField("statusCode", statusCode);
        json.writeObjectFieldStart("headers");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            json.writeStringField(header.getKey(), header.getValue());
        }
        json.writeEndObject();
        json.writeStringField("body", body);
        json.writeBooleanField("isBase64Encoded", isBase64Encoded);
        json.writeEndObject();
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializerProvider provider, TypeSerializer type)
            throws IOException {
        serialize(json, provider);
    }

    /** The body holds a client secret: only the status is printed. */
    @Override
    public String toString() {
        return "GatewayResponse[" + statusCode + "]";
    }
}
