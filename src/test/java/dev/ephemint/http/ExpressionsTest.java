package dev.ephemint.http;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ephemint.Rewritten;
import dev.ephemint.access.Identity;
import dev.ephemint.mint.Refusal;
import dev.ephemint.shape.Json;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** Each rule does what a regular expression would. */
class ExpressionsTest {

    private static final Pattern JSON_IN_UTF_8 = Pattern.compile(
            "application/json[ \\t]*(?:;[ \\t]*charset=(?:utf-8|\"utf-8\")[ \\t]*)?", Pattern.CASE_INSENSITIVE);
    private static final String FULL = "application/json \t;\t charset=\"utf-8\"\t ";

    @Provide
    Arbitrary<String> types() {
        return Rewritten.texts(
                "application/json",
                "application/json; charset=utf-8",
                "Application/JSON;Charset=\"UTF-8\"",
                FULL,
                "application/json;charset=utf-8;charset=utf-8",
                "application/json;",
                "application/jsonp");
    }

    @Provide
    Arbitrary<String> ids() {
        return Rewritten.texts(
                "JKJaXmPLvHcESHA=", "c6af9ac6-7b61-11e6-9a41-93e8deadbeef", "a/b+c_", "i".repeat(128), "");
    }

    @Provide
    Arbitrary<String> names() {
        return Rewritten.texts("support-agent", "0", "a-", "-a", "a".repeat(63), "a".repeat(64), "");
    }

    @Provide
    Arbitrary<String> tokens() {
        return Rewritten.texts("0.abc~!", "t".repeat(3072), "t".repeat(3073), "");
    }

    @Provide
    Arbitrary<String> lists() {
        return Rewritten.texts("realtime:mint", "a b", "  a   b ", "[a b]", "[ a  b\t]", "[]", "[  ]", "[", "a,b", "");
    }

    @Property(seed = "20261162006", tries = 5000)
    void aContentTypeIsJsonInUtf8(@ForAll @From("types") String type) {
        assertThat(ContentType.isJsonInUtf8(type))
                .isEqualTo(JSON_IN_UTF_8.matcher(type).matches());
    }

    @Example
    void noCharacterStandsForAnotherInAContentType() {
        for (int at = 0; at < FULL.length(); at++) {
            for (int c = 0; c <= Character.MAX_VALUE; c++) {
                String type = FULL.substring(0, at) + (char) c + FULL.substring(at + 1);
                assertThat(ContentType.isJsonInUtf8(type))
                        .as(type)
                        .isEqualTo(JSON_IN_UTF_8.matcher(type).matches());
            }
        }
    }

    @Property(seed = "20261162007", tries = 3000)
    void anIdOfARequestIsTakenOrMade(@ForAll @From("ids") String id) {
        ObjectNode event = Json.NODES.objectNode();
        event.putObject("requestContext").put("requestId", id);
        String taken = Events.read(event).requestId();
        assertThat(taken.equals(id)).isEqualTo(id.matches("[A-Za-z0-9=_+/-]{1,128}"));
        assertThat(taken).matches("[A-Za-z0-9=_+/-]{1,128}");
    }

    @Property(seed = "20261162008", tries = 3000)
    void aPresetIsNamedAsItsShapeSays(@ForAll @From("names") String name) {
        assertThat(isRead("preset", name)).isEqualTo(name.matches("[a-z0-9][a-z0-9-]{0,62}"));
    }

    @Property(seed = "20261162009", tries = 3000)
    void aTokenOfABotCheckIsVisibleAscii(@ForAll @From("tokens") String token) {
        assertThat(isRead("bot_check", token)).isEqualTo(token.matches("[!-~]{1,3072}"));
    }

    private static boolean isRead(String field, String value) {
        try {
            TokenRequestReader.read(Json.NODES.objectNode().put("preset", "a").put(field, value));
            return true;
        } catch (Refusal refusal) {
            return false;
        }
    }

    @Property(seed = "20261162010", tries = 5000)
    void aListInAClaimIsSplitAtSpaces(@ForAll @From("lists") String list) {
        ObjectNode event = Json.NODES.objectNode();
        event.putObject("authorizer")
                .putObject("jwt")
                .putObject("claims")
                .put("sub", "ada")
                .put("scope", list)
                .put("groups", list);
        Identity identity =
                Identities.of(event.path("authorizer"), event.path("identity")).orElseThrow();
        List<String> values = values(list);
        assertThat(identity.claims()).isEqualTo(Map.of("sub", List.of("ada"), "scope", values, "groups", values));
        Set<String> scopes = new LinkedHashSet<>();
        values.forEach(value -> scopes.addAll(List.of(value.split(" +"))));
        scopes.remove("");
        assertThat(identity.scopes()).isEqualTo(scopes);
    }

    private static List<String> values(String list) {
        if (list.startsWith("[") && list.endsWith("]")) {
            String inner = list.length() < 2
                    ? ""
                    : list.substring(1, list.length() - 1).strip();
            return inner.isEmpty() ? List.of() : List.of(inner.split(" +"));
        }
        return List.of(list);
    }
}
