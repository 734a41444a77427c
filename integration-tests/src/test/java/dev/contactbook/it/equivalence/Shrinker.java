package dev.contactbook.it.equivalence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes a failing sequence small: leaves out what it can, then says the rest with less. */
final class Shrinker {
    private static final int LONG_TEXT = 24;

    /** What is left of a sequence up to the step that fails; empty if none does. */
    private final UnaryOperator<List<HostOperation>> failing;

    private List<HostOperation> smallest;

    private Shrinker(List<HostOperation> failed, UnaryOperator<List<HostOperation>> failing) {
        this.smallest = failed;
        this.failing = failing;
    }

    /**
     * The smallest sequence found that still fails.
     *
     * @param failed a sequence that fails
     * @param failing cuts a sequence after the step that fails, to nothing if none does
     */
    static List<HostOperation> shrink(List<HostOperation> failed, UnaryOperator<List<HostOperation>> failing) {
        Shrinker shrinker = new Shrinker(failed, failing);
        boolean smaller;
        do {
            shrinker.leaveOut();
            smaller = shrinker.simplify();
        } while (smaller);
        return shrinker.smallest;
    }

    /** Halves first, then ever smaller pieces, at last single steps. */
    private void leaveOut() {
        for (int piece = smallest.size(); piece > 0; piece /= 2) {
            int from = 0;
            while (from < smallest.size()) {
                List<HostOperation> without = new ArrayList<>(smallest.subList(0, from));
                without.addAll(smallest.subList(Math.min(smallest.size(), from + piece), smallest.size()));
                from = accept(without) ? from : from + piece;
            }
        }
    }

    private boolean simplify() {
        boolean any = false;
        for (int i = 0; i < smallest.size(); i++) {
            while (i < smallest.size() && simplify(i)) {
                any = true;
            }
        }
        return any;
    }

    private boolean simplify(int index) {
        for (HostOperation simpler : smallest.get(index).simpler()) {
            List<HostOperation> with = new ArrayList<>(smallest);
            with.set(index, simpler);
            if (accept(with)) {
                return true;
            }
        }
        return false;
    }

    private boolean accept(List<HostOperation> candidate) {
        List<HostOperation> cut = candidate.isEmpty() ? candidate : failing.apply(candidate);
        if (cut.isEmpty()) {
            return false;
        }
        smallest = cut;
        return true;
    }

    /** Smaller values of the same kind, the smallest first; each is really smaller, so that this comes to an end. */
    static List<Object> smaller(@Nullable Object value) {
        List<Object> smaller = new ArrayList<>();
        if (value instanceof String text) {
            int[] letters = text.codePoints().toArray();
            int half = letters.length / 2;
            if (letters.length > 1) {
                smaller.add(new String(letters, 0, half));
                smaller.add(new String(letters, half, letters.length - half));
            }
            for (int i = 0; letters.length > 1 && letters.length <= LONG_TEXT && i < letters.length; i++) {
                smaller.add(new String(letters, 0, i) + new String(letters, i + 1, letters.length - i - 1));
            }
        } else if (value instanceof Integer number && number > 1) {
            smaller.add(number / 2);
            smaller.add(number - 1);
        } else if (value instanceof Where where) {
            smaller.addAll(where.simpler());
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                List<@Nullable Object> without = new ArrayList<>(list);
                without.remove(i);
                smaller.add(without);
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Object key : map.keySet()) {
                Map<Object, @Nullable Object> without = new LinkedHashMap<>(map);
                without.remove(key);
                smaller.add(without);
            }
        }
        return smaller;
    }
}
