package dev.ephemint.http;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.openai.ScriptedOpenAi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BentEventTest {

    private static final List<String> OTHERS = List.of(
            "null",
            "7",
            "-1.5",
            "true",
            "false",
            "\"\"",
            "\"x\"",
            "\"\\u0000\\r\\n\"",
            "[]",
            "[null]",
            "[\"x\", 1]",
            "{}",
            "{\"x\": {}}",
            "1e999",
            "\"" + "x".repeat(10_000) + "\"");

    private final TokenEndpoint endpoint = Endpoints.over(ScriptedOpenAi.answering(ScriptedOpenAi.secret()), () -> {});

    @ParameterizedTest
    @ValueSource(strings = {"V2", "V1"})
    void anEventOfWhichAnyPartIsMissingNullOrOfAnotherTypeIsAnswered(String format) {
        ObjectNode whole = Events.event(format.equals("V2") ? Events.V2 : Events.V1);
        assertThat(endpoint.answer(Events.read(whole)).statusCode()).isEqualTo(200);

        List<JsonPointer> places = new ArrayList<>();
        collect(whole, JsonPointer.empty(), places);
        assertThat(places).hasSizeGreaterThan(25);
        for (JsonPointer place : places) {
            ObjectNode without = whole.deepCopy();
            JsonNode parent = without.at(place.head());
            if (parent instanceof ObjectNode object) {
                object.remove(place.last().getMatchingProperty());
            } else {
                ((ArrayNode) parent).remove(place.last().getMatchingIndex());
            }
            answered(without, place);
            for (String other : OTHERS) {
                ObjectNode bent = whole.deepCopy();
                JsonNode above = bent.at(place.head());
                if (above instanceof ObjectNode object) {
                    object.set(place.last().getMatchingProperty(), Events.parse(other));
                } else {
                    ((ArrayNode) above).set(place.last().getMatchingIndex(), Events.parse(other));
                }
                answered(bent, place);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "7", "\"x\"", "[]", "{}", "[{}]", "true", "{\"Records\": [{}]}", "{\"version\": \"3.0\"}"
            })
    void whatIsNoEventIsNotFound(String event) {
        GatewayResponse answer = endpoint.answer(Events.read(Events.parse(event)));
        Events.assertWellFormed(answer);
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    private void answered(JsonNode event, JsonPointer place) {
        GatewayResponse answer = endpoint.answer(Events.read(event));
        try {
            Events.assertWellFormed(answer);
        } catch (AssertionError e) {
            throw new AssertionError(place + " in " + event, e);
        }
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        if (!at.matches()) {
            places.add(at);
        }
        node.properties().forEach(entry -> collect(entry.getValue(), at.appendProperty(entry.getKey()), places));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), at.appendIndex(i), places);
            }
        }
    }
}
