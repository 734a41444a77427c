package dev.contactbook.spring.boot;

import dev.contactbook.domain.Caller;
import dev.contactbook.spi.OperationCall;
import dev.contactbook.spi.OperationObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counters of what operations survive: restarts after a race, and failures of listeners and of the directory. */
final class OperationCounters implements OperationObserver {
    private final Counter restarts;
    private final Counter listenerFailures;
    private final Counter directoryFailures;

    OperationCounters(MeterRegistry registry, String store) {
        this.restarts = Counter.builder("contactbook.restarts")
                .description("Operations started again, because another caller changed the contact first")
                .tag("store", store)
                .register(registry);
        this.listenerFailures = Counter.builder("contactbook.listener.failures")
                .description("Exceptions of listeners")
                .tag("store", store)
                .register(registry);
        this.directoryFailures = Counter.builder("contactbook.directory.failures")
                .description("Failed look-ups of users and companies")
                .tag("store", store)
                .register(registry);
    }

    @Override
    public Running started(OperationCall call) {
        return result -> {
            if (result.attempts() > 1) {
                restarts.increment(result.attempts() - 1);
            }
        };
    }

    @Override
    public void listenerFailed(Caller caller) {
        listenerFailures.increment();
    }

    @Override
    public void directoryFailed(long organizationId) {
        directoryFailures.increment();
    }
}
