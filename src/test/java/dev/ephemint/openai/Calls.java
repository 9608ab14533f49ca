package dev.ephemint.openai;

import java.net.URI;
import java.util.Optional;

import dev.ephemint.key.ApiKey;
import dev.ephemint.key.KeyOrigin;

/** Fills in what an upstream was asked and answered, for tests of other packages. */
public final class Calls {

    private static final Upstream UPSTREAM = new Upstream(
            "openai",
            Provider.OPENAI,
            URI.create("https://api.openai.com"),
            new KeyOrigin.Given(new ApiKey("sk-CANARY-3f9a1c7e5b2d4068")),
            Optional.empty(),
            Optional.empty());

    private Calls() {}

    /** An attempt that was answered. */
    public static void answered(Call call, Verdict verdict) {
        lost(call);
        call.answered(verdict);
    }

    /** An attempt that never was. */
    public static void lost(Call call) {
        call.to(UPSTREAM);
        call.begins();
        call.ends();
    }
}
