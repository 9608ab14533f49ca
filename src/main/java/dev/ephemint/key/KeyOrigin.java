package dev.ephemint.key;

import java.util.Optional;

/** Where an operator keeps the API key. */
public sealed interface KeyOrigin {

    /** The key itself, for use on a developer's machine. */
    record Given(ApiKey key) implements KeyOrigin {
        @Override
        public String toString() {
            return "the configuration";
        }
    }

    /**
     * A secret of AWS Secrets Manager, in its version AWSCURRENT.
     *
     * @param id its name or ARN
     * @param field the field of a JSON secret that holds the key; empty where the secret is the key
     */
    record Secret(String id, Optional<String> field) implements KeyOrigin {
        @Override
        public String toString() {
            return "secret " + id + field.map(name -> ", field " + name).orElse("");
        }
    }

    /** A SecureString of SSM Parameter Store, by its name or ARN. */
    record Parameter(String name) implements KeyOrigin {
        @Override
        public String toString() {
            return "parameter " + name;
        }
    }
}
