package dev.contactbook.spi;

import dev.contactbook.domain.Caller;
import org.jspecify.annotations.Nullable;

/**
 * An observer of operations, for metrics, traces and logs. It is called at the start and at the end of each operation,
 * in the caller's thread (contract §3, observers).
 *
 * <p>An observer has no influence on the operation. Its exceptions, an {@link Error} included, are logged without their
 * message to the {@link System.Logger} {@code dev.contactbook}, and the call continues. Its time counts towards the
 * time of the call. Operations within a listener, a directory or a policy are operations too, so starts and ends nest.
 *
 * <p>Later versions may add methods, which do nothing unless overridden. Implementations must be thread-safe.
 */
@FunctionalInterface
public interface OperationObserver {
    /**
     * An operation starts. Nothing was checked, read or written yet.
     *
     * @param call the operation, without personal data
     * @return what to call at its end, in the same thread, or null
     */
    @Nullable
    Running started(OperationCall call);

    /**
     * A listener threw an exception, which reaches the caller or the hook of the builder. This is called before the end
     * of the operation.
     *
     * @param caller whose change the listener received
     */
    default void listenerFailed(Caller caller) {}

    /**
     * The directory threw an exception, or returned what no directory may return. This is called before the end of the
     * operation.
     *
     * @param organizationId whose users or companies were looked up
     */
    default void directoryFailed(long organizationId) {}

    /** An operation that has started and not ended. */
    @FunctionalInterface
    interface Running {
        /**
         * The operation ends, exactly once for each start. Several observers end in the reverse order of their start.
         *
         * @param result how it ended
         */
        void ended(OperationResult result);
    }
}
