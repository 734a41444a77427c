package dev.contactbook.api.failures;

/**
 * The logger {@code dev.contactbook} for exceptions of the host's own parts. It leaves out their messages, which may
 * hold personal data, SQL or paths (contract §5).
 */
public final class FailureLog {
    private static final System.Logger LOGGER = System.getLogger("dev.contactbook");

    private FailureLog() {}

    /**
     * Logs a warning about a failure that says itself what matters.
     *
     * @param what what failed, without personal data
     */
    public static void warn(String what) {
        LOGGER.log(System.Logger.Level.WARNING, what);
    }

    /**
     * Logs a warning.
     *
     * @param what what failed
     * @param thrown the exception, of which types and stack traces are logged
     */
    public static void warn(String what, Throwable thrown) {
        LOGGER.log(System.Logger.Level.WARNING, what, new WithoutMessages(thrown, 0));
    }

    /** The types and stack traces of a throwable and of its causes. */
    private static final class WithoutMessages extends Exception {
        private static final long serialVersionUID = 1;
        private static final int DEEPEST_CAUSE = 10;

        WithoutMessages(Throwable thrown, int depth) {
            super(
                    thrown.getClass().getName(),
                    thrown.getCause() == null || depth == DEEPEST_CAUSE
                            ? null
                            : new WithoutMessages(thrown.getCause(), depth + 1),
                    false,
                    true);
            setStackTrace(thrown.getStackTrace());
        }
    }
}
