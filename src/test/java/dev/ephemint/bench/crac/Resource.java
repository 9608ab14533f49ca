package dev.ephemint.bench.crac;

/** Something that wants to know of a snapshot. */
public interface Resource {

    void beforeCheckpoint(Context<? extends Resource> context) throws Exception;

    void afterRestore(Context<? extends Resource> context) throws Exception;
}
