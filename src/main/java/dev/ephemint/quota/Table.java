package dev.ephemint.quota;

import java.net.URI;
import java.util.Optional;

/**
 * The DynamoDB table that instances count in: partition key {@code id} (a string), time to live by {@code expires}.
 *
 * @param name its name, or its ARN
 * @param endpoint where DynamoDB is, without a path
 * @param region the AWS region that requests are signed for
 * @param accessKeyId of the function's role
 * @param secretAccessKey of the function's role; never printed
 * @param sessionToken of the function's role; empty for a user's keys
 */
public record Table(
        String name,
        URI endpoint,
        String region,
        String accessKeyId,
        String secretAccessKey,
        Optional<String> sessionToken) {

    @Override
    public String toString() {
        return "Table[" + name + "]";
    }
}
