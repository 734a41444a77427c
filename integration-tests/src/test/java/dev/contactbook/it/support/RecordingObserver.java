package dev.contactbook.it.support;

import dev.contactbook.domain.Caller;
import dev.contactbook.spi.OperationCall;
import dev.contactbook.spi.OperationObserver;
import dev.contactbook.spi.OperationResult;
import dev.contactbook.spi.OperationResult.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes all that it hears. */
public final class RecordingObserver implements OperationObserver {
    /** Starts, ends and failures, such as {@code start get 1} and {@code end get success 1 of 1}. */
    public final List<String> events = new CopyOnWriteArrayList<>();

    public final List<OperationCall> calls = new CopyOnWriteArrayList<>();
    public final List<OperationResult> results = new CopyOnWriteArrayList<>();
    public final List<Thread> threads = new CopyOnWriteArrayList<>();

    @Override
    public Running started(OperationCall call) {
        calls.add(call);
        threads.add(Thread.currentThread());
        events.add("start " + lower(call.kind()) + " " + call.items());
        return result -> {
            results.add(result);
            threads.add(Thread.currentThread());
            String again = result.attempts() == 1 ? "" : " in " + result.attempts() + " attempts";
            events.add("end " + lower(call.kind()) + " " + lower(result.outcome()) + " " + result.items() + again);
        };
    }

    @Override
    public void listenerFailed(Caller caller) {
        events.add("listener failed " + caller.organizationId());
    }

    @Override
    public void directoryFailed(long organizationId) {
        events.add("directory failed " + organizationId);
    }

    /** The outcome of the last operation that ended. */
    public Outcome lastOutcome() {
        return results.get(results.size() - 1).outcome();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
