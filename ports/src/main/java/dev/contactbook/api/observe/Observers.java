package dev.contactbook.api.observe;

import dev.contactbook.api.access.CallerAccess;
import dev.contactbook.api.failures.FailureLog;
import dev.contactbook.domain.Caller;
import dev.contactbook.spi.OperationCall;
import dev.contactbook.spi.OperationObserver;
import dev.contactbook.spi.OperationObserver.Running;
import dev.contactbook.spi.OperationResult;
import dev.contactbook.spi.OperationResult.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reports operations to all observers of the host. What an observer throws is logged and changes nothing (contract §3).
 */
public final class Observers {
    private final List<OperationObserver> observers;

    /**
     * Some observers.
     *
     * @param observers the observers, in the order in which they are called; copied
     */
    public Observers(List<OperationObserver> observers) {
        this.observers = List.copyOf(observers);
    }

    /** {@return whether there is none} */
    public boolean isEmpty() {
        return observers.isEmpty();
    }

    /**
     * Does an operation, with reports of its start and its end.
     *
     * @param access whose operation it is
     * @param kind which operation
     * @param items how many it is asked for
     * @param operation what to do
     * @param answered what its answer is to observers
     * @param <T> the type of its answer
     * @return its answer
     */
    public <T> T observe(
            CallerAccess access,
            OperationCall.Kind kind,
            int items,
            Supplier<T> operation,
            Function<? super T, Answer> answered) {
        if (observers.isEmpty()) {
            return operation.get();
        }
        int restartsBefore = access.restarts();
        List<Running> running = started(new OperationCall(access.caller(), kind, items));
        Answer reached = new Answer(Outcome.ERROR, 0);
        try {
            T answer = operation.get();
            reached = answered.apply(answer);
            return answer;
        } catch (Throwable thrown) {
            reached = new Answer(Outcome.of(thrown), 0);
            throw thrown;
        } finally {
            int attempts = 1 + access.restarts() - restartsBefore;
            ended(running, new OperationResult(reached.outcome(), reached.items(), attempts));
        }
    }

    /**
     * What the answer of an operation is to observers.
     *
     * @param outcome how it ended
     * @param items its number of contacts
     */
    public record Answer(Outcome outcome, int items) {
        /** One contact. */
        public static final Answer ONE = of(1);

        /**
         * Some contacts.
         *
         * @param items how many
         * @return the answer
         */
        public static Answer of(int items) {
            return new Answer(Outcome.SUCCESS, items);
        }
    }

    /**
     * A listener failed.
     *
     * @param caller whose change it received
     */
    public void listenerFailed(Caller caller) {
        observers.forEach(observer -> harmless(observer, each -> each.listenerFailed(caller)));
    }

    /**
     * The directory failed.
     *
     * @param organizationId whose users or companies were looked up
     */
    public void directoryFailed(long organizationId) {
        observers.forEach(observer -> harmless(observer, each -> each.directoryFailed(organizationId)));
    }

    /** What to call at the end, the last observer first, so that the scopes of traces close in their order. */
    private List<Running> started(OperationCall call) {
        List<Running> running = new ArrayList<>(observers.size());
        for (OperationObserver observer : observers) {
            harmless(observer, each -> {
                Running one = each.started(call);
                if (one != null) {
                    running.add(0, one);
                }
            });
        }
        return running;
    }

    private static void ended(List<Running> running, OperationResult result) {
        running.forEach(one -> harmless(one, each -> each.ended(result)));
    }

    @SuppressWarnings("CatchingUnchecked") // an observer has no influence, whichever exception it throws
    private static <T> void harmless(T observer, Consumer<? super T> report) {
        try {
            report.accept(observer);
        } catch (Throwable thrown) {
            FailureLog.warn("An observer of operations failed", thrown);
        }
    }
}
