package dev.contactbook.benchmarks.databases;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What contenders of a group have in common, made by the first who needs it, until the group is done: each takes many
 * short turns.
 */
public final class SharedResources {
    private static final Map<Object, Object> THINGS = new HashMap<>();

    /** The newest first: it may need those before it. */
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

    private SharedResources() {}

    /** The thing of a type that was made of the same parameters. */
    public static synchronized <T> T get(Class<T> type, List<?> parameters, Supplier<T> make) {
        List<Object> key = List.of(type, parameters);
        if (!THINGS.containsKey(key)) {
            T made = make.get();
            THINGS.put(key, made);
            if (made instanceof AutoCloseable open) {
                OPEN.push(open);
            }
        }
        return type.cast(THINGS.get(key));
    }

    /** Closes what can be closed. */
    public static synchronized void close() {
        THINGS.clear();
        while (!OPEN.isEmpty()) {
            try {
                OPEN.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
