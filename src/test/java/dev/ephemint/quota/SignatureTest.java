package dev.ephemint.quota;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

import static org.assertj.core.api.Assertions.assertThat;

/** Our signature is the one that Amazon's own signer makes. */
class SignatureTest {

    private static final Map<String, String> HEADERS =
            Map.of("content-type", DynamoDbApi.JSON, DynamoDbApi.TARGET, DynamoDbApi.UPDATE_ITEM);

    @ParameterizedTest
    @CsvSource({
        "https://dynamodb.eu-west-1.amazonaws.com,eu-west-1,token,'{}',2026-11-20T12:00:00Z",
        "https://dynamodb.us-east-1.amazonaws.com,us-east-1,'',{\"a\":\"b\"},2026-01-01T00:00:00Z",
        "https://dynamodb.us-east-1.amazonaws.com:443,us-east-1,tok/en+=,'',2026-12-31T23:59:59.999Z",
        "https://vpce-1.dynamodb.eu-west-1.vpce.amazonaws.com:8443,eu-west-1,'',é,2027-02-28T01:02:03Z",
        "http://localhost:8000,eu-west-1,token,' x ',2026-11-20T12:00:00Z"
    })
    void isTheOneOfAmazonsOwnSigner(URI endpoint, String region, String token, String body, Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Table table = new Table(
                "quotas",
                endpoint,
                region,
                "AKIDTEST",
                "s3cr/et+",
                Optional.of(token).filter(t -> !t.isEmpty()));

        Map<String, String> signed = new Signature(table, clock).sign(HEADERS, bytes);

        SdkHttpRequest theirs = byAmazon(table, clock, bytes);
        signed.forEach((name, value) ->
                assertThat(theirs.firstMatchingHeader(name)).as(name).contains(value));
        assertThat(theirs.headers()).hasSameSizeAs(signed);
    }

    private static SdkHttpRequest byAmazon(Table table, Clock clock, byte[] body) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(table.endpoint().resolve("/"));
        HEADERS.forEach(request::putHeader);
        AwsCredentialsIdentity identity = table.sessionToken()
                .<AwsCredentialsIdentity>map(token ->
                        AwsSessionCredentialsIdentity.create(table.accessKeyId(), table.secretAccessKey(), token))
                .orElseGet(() -> AwsCredentialsIdentity.create(table.accessKeyId(), table.secretAccessKey()));
        return AwsV4HttpSigner.create()
                .sign(with -> with.identity(identity)
                        .request(request.build())
                        .payload(() -> new ByteArrayInputStream(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, table.region())
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request();
    }
}
