package dev.ephemint.bench.crac;

/** Where resources are registered. */
public final class Core {

    private static final Context<Resource> GLOBAL = new Context<>();

    private Core() {}

    public static Context<Resource> getGlobalContext() {
        return GLOBAL;
    }

    /** Only the runtime takes snapshots. */
    public static void checkpointRestore() throws CheckpointException, RestoreException {
        throw new CheckpointException();
    }
}
