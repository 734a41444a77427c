package dev.contactbook.spring.boot;

import dev.contactbook.spi.OperationCall;
import dev.contactbook.spi.OperationObserver;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Each operation as an observation {@code contactbook.operation}. It has no ids, which could be personal data. */
final class OperationObservations implements OperationObserver {
    private final ObservationRegistry registry;
    private final String store;

    OperationObservations(ObservationRegistry registry, String store) {
        this.registry = registry;
        this.store = store;
    }

    @Override
    public @Nullable Running started(OperationCall call) {
        if (registry.isNoop()) {
            return null;
        }
        String operation = name(call.kind());
        Observation observation = Observation.createNotStarted("contactbook.operation", registry)
                .contextualName("contactbook " + operation)
                .lowCardinalityKeyValue("operation", operation)
                .lowCardinalityKeyValue("store", store)
                .start();
        Observation.Scope scope = observation.openScope();
        return result -> {
            scope.close();
            observation
                    .lowCardinalityKeyValue("outcome", name(result.outcome()))
                    .stop();
        };
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
