package dev.contactbook.jdbc.connection;

import dev.contactbook.jdbc.sql.Deadline;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands what a call failed with to the host's hook when the call has ended. The hook may call the same store, so
 * nothing that is open can be in its way, neither a transaction with its locks nor the one connection of a pool.
 */
final class FailureHook {
    /** What the call of this thread that is under way has failed with, if it has. */
    private static final ThreadLocal<@Nullable Exception> FAILURE = new ThreadLocal<>();

    /** Whether this thread is in a hook, of any store: two hooks could call each other's. */
    private static final ThreadLocal<Boolean> IS_RUNNING = ThreadLocal.withInitial(() -> false);

    private final Consumer<? super Exception> hook;

    FailureHook(Consumer<? super Exception> hook) {
        this.hook = hook;
    }

    /** Makes a call, and runs the hook after it if {@link #failed} was told during it. */
    <T> T after(Supplier<T> call) {
        Exception ofOuterCall = FAILURE.get();
        FAILURE.set(null);
        try {
            return call.get();
        } finally {
            Exception failure = FAILURE.get();
            FAILURE.set(ofOuterCall);
            if (failure != null && !IS_RUNNING.get()) {
                Deadline.outside(() -> run(failure));
            }
        }
    }

    /** Keeps what the call fails with for the hook. */
    void failed(Exception thrown) {
        FAILURE.set(thrown);
    }

    /** What the hook throws, an Error too, must not hide the failure. */
    private void run(Exception failure) {
        IS_RUNNING.set(true);
        try {
            hook.accept(failure);
        } catch (Throwable e) {
            // See above.
        } finally {
            IS_RUNNING.set(false);
        }
    }
}
