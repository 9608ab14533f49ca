package dev.ephemint.openai;

import java.util.function.Supplier;

/** A REST client made when it is first used: an instance serves few of the upstreams it knows. */
final class LazyApi implements Supplier<RealtimeApi> {

    private final Supplier<RealtimeApi> maker;
    private RealtimeApi api;

    LazyApi(Supplier<RealtimeApi> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized RealtimeApi get() {
        if (api == null) {
            api = maker.get();
        }
        return api;
    }
}
