package dev.ephemint.quota;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Signs requests to DynamoDB (AWS Signature Version 4) with the SDK's own signer. */
final class Signature {

    private final Table table;
    private final Clock clock;
    private final AwsCredentialsIdentity credentials;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    Signature(Table table, Clock clock) {
        this.table = table;
        this.clock = clock;
        this.credentials = table.sessionToken()
                .<AwsCredentialsIdentity>map(token ->
                        AwsSessionCredentialsIdentity.create(table.accessKeyId(), table.secretAccessKey(), token))
                .orElseGet(() -> AwsCredentialsIdentity.create(table.accessKeyId(), table.secretAccessKey()));
    }

    /** The headers to send with {@code body}, by name in any case: {@code headers} and those of the signature. */
    Map<String, String> sign(Map<String, String> headers, byte[] body) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(table.endpoint().resolve("/"));
        headers.forEach(request::putHeader);
        Map<String, String> signed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        signer.sign(with -> with.identity(credentials)
                        .request(request.build())
                        .payload(() -> new ByteArrayInputStream(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, table.region())
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request()
                .forEachHeader((name, values) -> signed.put(name, values.get(0)));
        return signed;
    }
}
