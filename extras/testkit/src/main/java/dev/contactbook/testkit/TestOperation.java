package dev.contactbook.testkit;

import dev.contactbook.spi.OperationCall;
import dev.contactbook.spi.OperationResult;
import java.util.Locale;

/**
 * An operation that has ended.
 *
 * @param call the operation
 * @param result how it ended
 */
public record TestOperation(OperationCall call, OperationResult result) {
    /** The operation, the user and the outcome: {@code patch by 789: success after 2 attempts}. */
    @Override
    public String toString() {
        Long userId = call.caller().userId();
        return name(call.kind()) + " by " + (userId == null ? "the system" : userId) + ": " + name(result.outcome())
                + (result.attempts() == 1 ? "" : " after " + result.attempts() + " attempts");
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
