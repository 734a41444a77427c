package dev.contactbook.testkit;

import dev.contactbook.spi.OperationCall;
import dev.contactbook.spi.OperationObserver;
import java.util.ArrayList;
import java.util.List;

/** The operations that have ended, in the order of their ends. Thread-safe. */
final class OperationLog implements OperationObserver {
    private final List<TestOperation> operations = new ArrayList<>();

    @Override
    public Running started(OperationCall call) {
        return result -> {
            synchronized (operations) {
                operations.add(new TestOperation(call, result));
            }
        };
    }

    List<TestOperation> operations() {
        synchronized (operations) {
            return List.copyOf(operations);
        }
    }

    /** Goes back to an earlier log. */
    void restore(List<TestOperation> then) {
        synchronized (operations) {
            operations.clear();
            operations.addAll(then);
        }
    }
}
