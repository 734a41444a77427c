package dev.contactbook.interchange.core;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Gives each value a name of its own, in any case: {@code Website}, {@code Website 2}. It remembers the last number of
 * each name, so that many values of one name take linear time.
 */
final class FreeNames {
    private final Set<String> used = new HashSet<>();
    private final Map<String, Integer> lastNumbers = new HashMap<>();

    /** The name itself, or with the next free number. */
    String free(String name) {
        if (used.add(key(name))) {
            return name;
        }
        int number = lastNumbers.getOrDefault(key(name), 1);
        String numbered;
        do {
            number++;
            numbered = name + " " + number;
        } while (!used.add(key(numbered)));
        lastNumbers.put(key(name), number);
        return numbered;
    }

    /** Equal for names that are equal ignoring case. */
    private static String key(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
