package dev.contactbook.api;

import dev.contactbook.domain.Caller;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.Operation;
import java.util.EnumMap;
import java.util.Map;

/** What the host's policy permits in one call: asked about each kind of operation once, when it is met. Not thread-safe. */
final class Permissions {
    private final AccessPolicy policy;
    private final Caller caller;
    private final Map<Operation, Boolean> answers = new EnumMap<>(Operation.class);

    Permissions(AccessPolicy policy, Caller caller) {
        this.policy = policy;
        this.caller = caller;
    }

    boolean permit(Operation operation) {
        return answers.computeIfAbsent(operation, asked -> policy.permits(caller, asked));
    }
}
