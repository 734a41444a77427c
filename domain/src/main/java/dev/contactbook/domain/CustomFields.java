package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The custom fields of one contact: names to values, sorted by name, unique ignoring case (contract §2).
 *
 * <p>Immutable. The rules check their bounds, so that stored ones can always be read.
 */
public final class CustomFields {
    /** The most custom fields of a contact: 100. */
    public static final int MAX_COUNT = 100;

    /** The most characters of a name: 100. */
    public static final int MAX_NAME_LENGTH = 100;

    /** The most characters of all names and values of a contact together: 20,000. */
    public static final int MAX_TOTAL_LENGTH = 20_000;

    /** No custom fields. */
    public static final CustomFields EMPTY = new CustomFields(Collections.emptyMap());

    /** Which names are the same: those that {@link String#equalsIgnoreCase} calls so. */
    static final Comparator<String> IGNORING_CASE = String.CASE_INSENSITIVE_ORDER;

    private final SortedMap<String, CustomValue> byName;

    /** The values by {@link #key}, once they were looked for more than once. Threads may each make one, all equal. */
    private @Nullable ByKey byKey;

    private boolean wasSearched;

    CustomFields(Map<String, CustomValue> values) {
        SortedMap<String, CustomValue> sorted = new TreeMap<>(Texts.BY_CODE_POINT);
        sorted.putAll(values);
        this.byName = Collections.unmodifiableSortedMap(sorted);
    }

    /**
     * Custom fields as a store kept them, unchecked, names trimmed. Callers write theirs through
     * {@link ContactDetails.Builder}.
     *
     * @param values names to anything that {@link CustomValue#of} reads; what is no value is left out
     * @return the custom fields
     * @throws IllegalArgumentException if a value is of a type that no custom field has
     */
    public static CustomFields of(Map<String, ? extends @Nullable Object> values) {
        Map<String, CustomValue> present = new TreeMap<>(Texts.BY_CODE_POINT);
        values.forEach((name, raw) -> {
            CustomValue value = CustomValue.of(raw);
            if (value != null) {
                present.put(Texts.trim(name), value);
            }
        });
        return present.isEmpty() ? EMPTY : new CustomFields(present);
    }

    /**
     * The value of a name, in any case.
     *
     * @param name the name to look for
     * @return its value, empty where there is none
     */
    public Optional<CustomValue> get(String name) {
        return Optional.ofNullable(byName.get(spelling(name)));
    }

    /**
     * All of them, sorted by name (by code point).
     *
     * @return an unmodifiable map, empty when there are none
     */
    public Map<String, CustomValue> asMap() {
        return byName;
    }

    /**
     * How many there are.
     *
     * @return the number of names
     */
    public int size() {
        return byName.size();
    }

    /**
     * Whether there are none.
     *
     * @return true if no name has a value
     */
    public boolean isEmpty() {
        return byName.isEmpty();
    }

    /** Equal if the names, in their spelling, and the values are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CustomFields fields && byName.equals(fields.byName);
    }

    @Override
    public int hashCode() {
        return byName.hashCode();
    }

    /** How many there are, without names or values. */
    @Override
    public String toString() {
        return "CustomFields[size=" + size() + "]";
    }

    /**
     * As {@link #get}, for filters: the first time like that, and from then on by a map, which is quicker the more
     * names are looked for, and while contacts stay in memory.
     *
     * @param key the {@link #key} of the name
     */
    @Nullable
    CustomValue find(String name, String key) {
        ByKey known = byKey;
        if (known == null && wasSearched) {
            known = ByKey.of(byName);
            byKey = known;
        }
        wasSearched = true;
        return known == null || known.hasTwins ? byName.get(spelling(name)) : known.values.get(key);
    }

    /** Its final field is what makes the map safe to find in another thread. */
    private record ByKey(Map<String, CustomValue> values, boolean hasTwins) {
        static ByKey of(Map<String, CustomValue> byName) {
            Map<String, CustomValue> values = new HashMap<>(2 * byName.size());
            byName.forEach((name, value) -> values.put(key(name), value));
            return new ByKey(values, values.size() < byName.size());
        }
    }

    /** What names have in common that {@link #IGNORING_CASE} calls the same, and no others. */
    static String key(String name) {
        return isAscii(name) ? name.toLowerCase(Locale.ROOT) : keyOfLetters(name);
    }

    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static String keyOfLetters(String name) {
        StringBuilder key = new StringBuilder(name.length());
        int letter;
        for (int at = 0; at < name.length(); at += Character.charCount(letter)) {
            letter = name.codePointAt(at);
            key.appendCodePoint(Character.toLowerCase(Character.toUpperCase(letter)));
        }
        return key.toString();
    }

    /**
     * How a name is spelt here: as given, if it stands here so, else as it stands in another case, else as given. There
     * are few names, and most contacts are never asked: a second map for it was a twentieth of a get from a database.
     */
    String spelling(String name) {
        String found = name;
        if (!byName.containsKey(name)) {
            for (String spelling : byName.keySet()) {
                if (IGNORING_CASE.compare(spelling, name) == 0) {
                    found = spelling;
                }
            }
        }
        return found;
    }
}
