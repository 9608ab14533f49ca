package dev.ephemint.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ephemint.access.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Every shape is a {@code requestContext}; those without a subject must give nobody. */
class IdentitiesTest {

    private static final String LONG = "x".repeat(4096);
    private static final String ARN = "arn:aws:iam::123456789012:user/ada";
    private static final String SESSION_ARN = "arn:aws:sts::123456789012:assumed-role/web/ada";

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static String jwt(String claims) {
        return "{'authorizer': {'jwt': {'claims': " + claims + ", 'scopes': null}}}";
    }

    private static String cognito(String claims) {
        return "{'authorizer': {'claims': " + claims + "}}";
    }

    private static String lambda(String context) {
        return "{'authorizer': {'lambda': " + context + "}}";
    }

    private static String rest(String identity) {
        return "{'identity': {'sourceIp': '192.0.2.1', 'userAgent': 'x', " + identity + "}}";
    }

    static Stream<Arguments> somebody() {
        return Stream.of(
                // HTTP API, JWT authorizer
                arguments("a JWT", jwt("{'sub': 'ada', 'iss': 'https://i.test'}"), "https://i.test", "ada"),
                arguments("a JWT without issuer", jwt("{'sub': 'ada'}"), "", "ada"),
                arguments("a JWT whose issuer is a number", jwt("{'sub': 'ada', 'iss': 7}"), "", "ada"),
                arguments("a subject of digits", jwt("{'sub': '1234567890'}"), "", "1234567890"),
                arguments("a subject of 4 KiB", jwt("{'sub': '" + LONG + "'}"), "", LONG),
                arguments("a subject that looks like a list", jwt("{'sub': '[a b]'}"), "", "[a b]"),
                arguments("a subject with a pipe", jwt("{'sub': 'auth0|5f7c'}"), "", "auth0|5f7c"),
                arguments("a subject in Greek", jwt("{'sub': 'Άδα'}"), "", "Άδα"),
                arguments(
                        "a JWT in payload 1.0",
                        "{'authorizer': {'claims': {'sub': 'ada', 'iss': 'i'}, 'scopes': ['a']}}",
                        "i",
                        "ada"),
                arguments(
                        "a JWT beside everything else",
                        "{'authorizer': {'jwt': {'claims': {'sub': 'ada'}}, 'lambda': {'sub': 'eve'}, 'iam': {'userArn': 'eve'}, 'principalId': 'eve'}}",
                        "",
                        "ada"),
                // REST API, Cognito authorizer
                arguments(
                        "Cognito claims",
                        cognito("{'sub': 'ada', 'iss': 'https://cognito.test/pool'}"),
                        "https://cognito.test/pool",
                        "ada"),
                arguments(
                        "Cognito claims without issuer",
                        cognito("{'sub': 'ada', 'email_verified': 'true'}"),
                        "",
                        "ada"),
                // Lambda authorizer
                arguments("a Lambda context with sub", lambda("{'sub': 'ada', 'iss': 'i'}"), "i", "ada"),
                arguments("a Lambda context with principalId", lambda("{'principalId': 'ada'}"), "", "ada"),
                arguments("a Lambda context with both", lambda("{'principalId': 'user', 'sub': 'ada'}"), "", "ada"),
                arguments("a Lambda context with a number", lambda("{'sub': 42}"), "", "42"),
                arguments(
                        "a REST context",
                        "{'authorizer': {'principalId': 'ada', 'integrationLatency': 7, 'tier': 'gold'}}",
                        "",
                        "ada"),
                arguments(
                        "a REST context with sub",
                        "{'authorizer': {'principalId': 'user', 'sub': 'ada', 'iss': 'i'}}",
                        "i",
                        "ada"),
                arguments("a REST context with a number", "{'authorizer': {'principalId': 7}}", "", "7"),
                arguments(
                        "a REST context whose claims are null",
                        "{'authorizer': {'claims': null, 'scopes': null, 'principalId': 'ada'}}",
                        "",
                        "ada"),
                // IAM
                arguments(
                        "an IAM user",
                        "{'authorizer': {'iam': {'userArn': '" + ARN
                                + "', 'userId': 'AIDA', 'accountId': '123456789012', 'cognitoIdentity': null}}}",
                        "iam",
                        ARN),
                arguments(
                        "an assumed role",
                        "{'authorizer': {'iam': {'userArn': '" + SESSION_ARN + "', 'callerId': 'AROA:ada'}}}",
                        "iam",
                        SESSION_ARN),
                arguments(
                        "a user of an identity pool",
                        "{'authorizer': {'iam': {'userArn': '" + SESSION_ARN
                                + "', 'cognitoIdentity': {'amr': ['authenticated', 'i'], 'identityId': 'eu-west-1:ada', 'identityPoolId': 'p'}}}}",
                        "iam",
                        "eu-west-1:ada"),
                arguments(
                        "an IAM user of a REST API",
                        rest("'userArn': '" + ARN + "', 'accountId': '123456789012', 'cognitoIdentityPoolId': null"),
                        "iam",
                        ARN),
                arguments(
                        "an identity pool of a REST API",
                        rest(
                                "'userArn': '" + SESSION_ARN
                                        + "', 'cognitoIdentityPoolId': 'p', 'cognitoIdentityId': 'eu-west-1:ada', 'cognitoAuthenticationType': 'authenticated'"),
                        "iam",
                        "eu-west-1:ada"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("somebody")
    void isTheOneWhomTheAuthorizerVouchesFor(String name, String context, String issuer, String subject) {
        assertThat(somebodyIn(context)).hasValueSatisfying(identity -> {
            assertThat(identity.issuer()).isEqualTo(issuer);
            assertThat(identity.subject()).isEqualTo(subject);
        });
    }

    static Stream<Arguments> nobody() {
        return Stream.of(
                arguments("no context", "{}"),
                arguments("a context that is none", "'eve'"),
                arguments("no authorizer", "{'authorizer': null}"),
                arguments("an authorizer that is a text", "{'authorizer': 'eve'}"),
                arguments("an authorizer that is a list", "{'authorizer': [{'principalId': 'eve'}]}"),
                arguments("an empty authorizer", "{'authorizer': {}}"),
                arguments("the example of payload 1.0", "{'authorizer': {'claims': null, 'scopes': null}}"),
                arguments(
                        "a JWT without sub",
                        jwt("{'iss': 'i', 'client_id': 'eve', 'username': 'eve', 'email': 'eve@x.test'}")),
                arguments("a JWT whose sub is empty", jwt("{'sub': ''}")),
                arguments("a JWT whose sub is blank", jwt("{'sub': ' \\t '}")),
                arguments("a JWT whose sub is null", jwt("{'sub': null}")),
                arguments("a JWT whose sub is a number", jwt("{'sub': 7}")),
                arguments("a JWT whose sub is a list", jwt("{'sub': ['eve']}")),
                arguments("a JWT whose sub is an object", jwt("{'sub': {'eve': 1}}")),
                arguments("a JWT whose sub is true", jwt("{'sub': true}")),
                arguments("a JWT whose Sub is spelled otherwise", jwt("{'Sub': 'eve', 'SUB': 'eve', 'sub ': 'eve'}")),
                arguments("claims that are a text", jwt("'sub'")),
                arguments("claims that are a list", jwt("[{'sub': 'eve'}]")),
                arguments("claims that are null", jwt("null")),
                arguments("a JWT without claims", "{'authorizer': {'jwt': {}}}"),
                arguments(
                        "a JWT without subject beside a Lambda context",
                        "{'authorizer': {'jwt': {'claims': {}}, 'lambda': {'sub': 'eve'}, 'principalId': 'eve'}}"),
                arguments("Cognito claims without sub", cognito("{'cognito:username': 'eve'}")),
                arguments("empty Cognito claims", cognito("{}")),
                arguments(
                        "empty Cognito claims beside a principal",
                        "{'authorizer': {'claims': {}, 'principalId': 'eve'}}"),
                arguments("a Lambda context of nobody", lambda("{}")),
                arguments("a Lambda context that is null", lambda("null")),
                arguments("a Lambda context with an odd sub", lambda("{'sub': ['eve'], 'principalId': 'eve'}")),
                arguments("a Lambda context with a fraction", lambda("{'sub': 4.2}")),
                arguments("a Lambda context with true", lambda("{'principalId': true}")),
                arguments(
                        "a REST context with an empty principal",
                        "{'authorizer': {'principalId': '', 'tier': 'gold'}}"),
                arguments("a REST context without principal", "{'authorizer': {'sub': 'eve', 'tier': 'gold'}}"),
                arguments(
                        "IAM without ARN",
                        "{'authorizer': {'iam': {'accountId': '123456789012', 'accessKey': 'AKIA'}}}"),
                arguments("IAM that is null", "{'authorizer': {'iam': null}}"),
                arguments(
                        "a guest of an identity pool",
                        "{'authorizer': {'iam': {'userArn': '" + SESSION_ARN
                                + "', 'cognitoIdentity': {'amr': ['unauthenticated'], 'identityId': 'eve', 'identityPoolId': 'p'}}}}"),
                arguments(
                        "an identity pool without identity",
                        "{'authorizer': {'iam': {'userArn': '" + SESSION_ARN + "', 'cognitoIdentity': {'amr': []}}}}"),
                arguments(
                        "a guest of a REST API",
                        rest(
                                "'userArn': '" + SESSION_ARN
                                        + "', 'cognitoIdentityPoolId': 'p', 'cognitoIdentityId': 'eve', 'cognitoAuthenticationType': 'unauthenticated'")),
                arguments(
                        "an identity pool of a REST API without identity",
                        rest("'userArn': '" + SESSION_ARN
                                + "', 'cognitoIdentityPoolId': 'p', 'cognitoIdentityId': null")),
                arguments(
                        "an API key alone",
                        rest("'apiKey': 'eve', 'apiKeyId': 'eve', 'userArn': null, 'user': 'eve', 'caller': 'eve'")),
                arguments("a client certificate alone", rest("'clientCert': {'subjectDN': 'CN=eve'}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nobody")
    void isNobodyWithoutASubject(String name, String context) {
        assertThat(somebodyIn(context)).isEmpty();
    }

    @Test
    void theTablesHoldFortyShapesAndMore() {
        assertThat(somebody().count() + nobody().count()).isGreaterThan(60);
    }

    private static Optional<Identity> somebodyIn(String context) {
        JsonNode read = json(context.replace('\'', '"'));
        return Identities.of(read.path("authorizer"), read.path("identity"));
    }

    private static Identity identity(String context) {
        return somebodyIn(context).orElseThrow();
    }

    static Stream<Arguments> scopes() {
        return Stream.of(
                arguments(
                        "{'authorizer': {'jwt': {'claims': {'sub': 'a', 'scope': 'x y'}, 'scopes': ['z']}}}",
                        Set.of("x", "y", "z")),
                arguments(jwt("{'sub': 'a', 'scope': 'x  y '}"), Set.of("x", "y")),
                arguments(jwt("{'sub': 'a', 'scp': '[x y]'}"), Set.of("x", "y")),
                arguments(jwt("{'sub': 'a', 'scp': 'x'}"), Set.of("x")),
                arguments(jwt("{'sub': 'a', 'scope': ''}"), Set.of()),
                arguments(jwt("{'sub': 'a', 'scope': '[]'}"), Set.of()),
                arguments(jwt("{'sub': 'a'}"), Set.of()),
                arguments(jwt("{'sub': 'a', 'scope': {'x': 1}}"), Set.of()),
                arguments(jwt("{'sub': 'a', 'Scope': 'x'}"), Set.of()),
                arguments(
                        jwt("{'sub': 'a', 'scope': 'realtime:mint,realtime:admin'}"),
                        Set.of("realtime:mint,realtime:admin")),
                arguments(cognito("{'sub': 'a', 'scope': 'x'}"), Set.of("x")),
                arguments(lambda("{'sub': 'a', 'scope': 'x y'}"), Set.of("x", "y")),
                arguments(lambda("{'sub': 'a', 'scopes': ['x', 7, 'y']}"), Set.of("x", "y")),
                arguments("{'authorizer': {'iam': {'userArn': 'a', 'scope': 'x'}}}", Set.of()));
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void hasTheScopesOfItsTokenAndNoOthers(String context, Set<String> scopes) {
        assertThat(identity(context).scopes()).isEqualTo(scopes);
    }

    static Stream<Arguments> claims() {
        return Stream.of(
                arguments("'gold'", List.of("gold")),
                arguments("'[a b]'", List.of("a", "b")),
                arguments("'[a]'", List.of("a")),
                arguments("'[]'", List.of()),
                arguments("'[ ]'", List.of()),
                arguments("'[a, b]'", List.of("a,", "b")),
                arguments("'[a'", List.of("[a")),
                arguments("'a b'", List.of("a b")),
                arguments("'a,b'", List.of("a,b")),
                arguments("''", List.of("")),
                arguments("7", List.of("7")),
                arguments("true", List.of("true")),
                arguments("null", List.of("")),
                arguments("['a', 'b c', 7]", List.of("a", "b c", "7")),
                arguments("{'a': 1}", List.of("")),
                arguments("'" + LONG + "'", List.of(LONG)));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void hasItsClaimsAsTheGatewayWritesThem(String claim, List<String> values) {
        assertThat(identity(jwt("{'sub': 'a', 'groups': " + claim + "}")).claims())
                .containsEntry("groups", values);
    }

    @Test
    void cognitoGroupsOfARestApiAreSeparatedByCommas() {
        assertThat(identity(cognito("{'sub': 'a', 'cognito:groups': 'admins,users', 'name': 'Ada, admins'}"))
                        .claims())
                .containsAllEntriesOf(
                        Map.of("cognito:groups", List.of("admins", "users"), "name", List.of("Ada, admins")));
    }

    @Test
    void theAccessKeyOfAnIamCallerIsNotKept() {
        assertThat(identity("{'authorizer': {'iam': {'userArn': 'a', 'accessKey': 'AKIACANARY', 'accountId': '1'}}}")
                        .claims())
                .containsEntry("accountId", List.of("1"))
                .doesNotContainKey("accessKey");
    }
}
