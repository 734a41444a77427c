package dev.contactbook.it.equivalence;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of an operation, in plain values that are the same in every store: ids are labels, organizations those of
 * the operation.
 *
 * @param kind {@code answer}, or which exception
 * @param value the answer with every field, or the data of the exception
 * @param events what a listener heard
 */
record Outcome(String kind, @Nullable Object value, List<Object> events) {
    boolean isAnswer() {
        return kind.equals("answer");
    }

    /** Where another outcome differs first, and how. */
    String difference(Outcome other) {
        if (!kind.equals(other.kind)) {
            return said(kind, this, other.kind, other);
        }
        return value == null || Objects.equals(value, other.value)
                ? difference("events", events, other.events)
                : difference(kind, value, other.value);
    }

    private static String said(String kind, Outcome outcome, String otherKind, Outcome other) {
        return "the kind\n  model: " + kind + " " + (outcome.isAnswer() ? "" : outcome.value) + "\n  store: "
                + otherKind + " " + (other.isAnswer() ? "" : other.value);
    }

    private static String difference(String path, @Nullable Object model, @Nullable Object store) {
        if (model instanceof Map<?, ?> left && store instanceof Map<?, ?> right) {
            Set<Object> keys = new LinkedHashSet<>(left.keySet());
            keys.addAll(right.keySet());
            for (Object key : keys) {
                if (left.containsKey(key) != right.containsKey(key) || !Objects.equals(left.get(key), right.get(key))) {
                    return difference(path + "." + key, left.get(key), right.get(key));
                }
            }
        } else if (model instanceof List<?> left && store instanceof List<?> right && left.size() == right.size()) {
            for (int i = 0; i < left.size(); i++) {
                if (!Objects.equals(left.get(i), right.get(i))) {
                    return difference(path + "[" + i + "]", left.get(i), right.get(i));
                }
            }
        }
        return path + "\n  model: " + Literal.of(model) + "\n  store: " + Literal.of(store);
    }
}
