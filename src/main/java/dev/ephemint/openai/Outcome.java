package dev.ephemint.openai;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import jakarta.ws.rs.core.HttpHeaders;

import dev.ephemint.shape.Alphabet;
import org.jboss.resteasy.reactive.RestResponse;

/** What one attempt came to. */
sealed interface Outcome {

    /**
     * There is a whole answer, of whatever status.
     *
     * @param headers all values of the header of a name, in whichever case; most are never asked for
     * @param body not yet trusted; empty where there is none
     */
    record Answered(int status, Function<String, List<String>> headers, byte[] body) implements Outcome {

        private static final String JSON = "application/json";
        private static final String LINE_ENDS = "\n\r\u0085\u2028\u2029";

        /** The same; {@code headers} has each name once, in whatever case it came. */
        Answered(int status, Map<String, List<String>> headers, byte[] body) {
            this(status, name -> values(headers, name), body);
        }

        static Answered of(RestResponse<?> response) {
            return new Answered(response.getStatus(), response.getStringHeaders(), body(response));
        }

        /** The REST client leaves the body of a failure in the stream that it buffered. */
        private static byte[] body(RestResponse<?> response) {
            Object entity = response.getEntity();
            if (entity instanceof InputStream stream) {
                try (stream) {
                    return stream.readAllBytes();
                } catch (IOException impossible) {
                    return new byte[0];
                }
            }
            return entity instanceof byte[] bytes ? bytes : new byte[0];
        }

        /** The header's value; empty where it is missing or sent more than once. */
        Optional<String> header(String name) {
            List<String> values = headers.apply(name);
            return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
        }

        private static List<String> values(Map<String, List<String>> headers, String name) {
            for (Map.Entry<String, List<String>> header : headers.entrySet()) {
                if (header.getKey().equalsIgnoreCase(name)) {
                    return header.getValue();
                }
            }
            return List.of();
        }

        /** Whether it declares plain JSON: the charset cannot be anything but UTF-8 (RFC 8259, section 8.1). */
        boolean isPlainJson() {
            return header(HttpHeaders.CONTENT_TYPE).filter(Answered::isJson).isPresent()
                    && headers.apply(HttpHeaders.CONTENT_ENCODING).isEmpty();
        }

        private static boolean isJson(String value) {
            String type = value.strip().toLowerCase(Locale.ROOT);
            if (!type.startsWith(JSON)) {
                return false;
            }
            int end = Alphabet.SPACES.end(type, JSON.length());
            return type.length() == JSON.length()
                    || type.startsWith(";", end) && type.chars().skip(end).noneMatch(c -> LINE_ENDS.indexOf(c) >= 0);
        }

        /** The body may hold a client secret: only the status is printed. */
        @Override
        public String toString() {
            return "Answered[" + status + "]";
        }
    }

    /**
     * There is none.
     *
     * @param why in our terms
     * @param repeatable whether the connection was refused or dropped before the head of an answer was whole
     */
    record Lost(OpenAiException why, boolean repeatable) implements Outcome {}
}
