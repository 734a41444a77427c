package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.text.Normalizer;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The custom fields of one contact: values by name, sorted by name, unique ignoring case (contract §2).
 *
 * <p>Immutable. {@code ContactRule} checks the bounds, not this class, so that stored ones stay readable.
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

    /** NFC leaves every text below it as it is. */
    private static final char FIRST_MARK = '\u0300';

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
     * Returns custom fields as a store read them, unchecked, with clean names. Callers write theirs with
     * {@code ContactDetails.Builder}.
     *
     * @param values values by name, as {@link CustomValue#of} reads them. Null and blank values are left out
     * @return the custom fields
     * @throws IllegalArgumentException if a value is of a type that no custom field has
     */
    public static CustomFields of(Map<String, ? extends @Nullable Object> values) {
        Map<String, CustomValue> present = new TreeMap<>(Texts.BY_CODE_POINT);
        values.forEach((name, raw) -> {
            CustomValue value = CustomValue.of(raw);
            if (value != null) {
                present.put(cleanName(name), value);
            }
        });
        return present.isEmpty() ? EMPTY : new CustomFields(present);
    }

    /**
     * Returns the value of a name, in any case and in any normalization form.
     *
     * @param name the name
     * @return its value, empty if there is none
     */
    public Optional<CustomValue> get(String name) {
        return Optional.ofNullable(byName.get(spelling(cleanName(name))));
    }

    /** {@return all custom fields by name, sorted by code point, an unmodifiable map} */
    public Map<String, CustomValue> asMap() {
        return byName;
    }

    /** {@return the number of custom fields} */
    public int size() {
        return byName.size();
    }

    /** {@return whether there are no custom fields} */
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

    /** The number of custom fields, without names and values. */
    @Override
    public String toString() {
        return "CustomFields[size=" + size() + "]";
    }

    /**
     * Finds the value of a name for filters: the first time like {@link #get}, later by a map, which is faster for many
     * names and for contacts that stay in memory.
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

    /** Its final field makes the map safe to read in another thread. */
    private record ByKey(Map<String, CustomValue> values, boolean hasTwins) {
        static ByKey of(Map<String, CustomValue> byName) {
            Map<String, CustomValue> values = new HashMap<>(2 * byName.size());
            byName.forEach((name, value) -> values.put(key(name), value));
            return new ByKey(values, values.size() < byName.size());
        }
    }

    /** Returns a name as it is stored: without what cannot be seen, and trimmed (contract §2). */
    static String cleanName(String name) {
        return Texts.visible(name);
    }

    /**
     * Returns the same key for equal names, and different ones for others. Names are equal in NFC and ignoring case, as
     * in {@link String#equalsIgnoreCase}, and again in NFC: some letters are composed in one case only.
     */
    static String key(String name) {
        return Texts.isAscii(name) ? name.toLowerCase(Locale.ROOT) : composed(keyOfLetters(composed(name)));
    }

    /** Returns a name in NFC. No name is longer than the bound, and a long run of marks would take quadratic time. */
    private static String composed(String name) {
        return isComposed(name) || name.length() > 2 * MAX_NAME_LENGTH
                ? name
                : Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    private static boolean isComposed(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= FIRST_MARK) {
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
     * Returns the stored spelling of a name, or the given one if no case of it is stored. Without a map: most contacts
     * have few names, and {@link #find} makes one for those that are searched again.
     */
    private String spelling(String name) {
        String found = name;
        if (!byName.containsKey(name)) {
            String key = key(name);
            for (String spelling : byName.keySet()) {
                if (key(spelling).equals(key)) {
                    found = spelling;
                }
            }
        }
        return found;
    }

    /** {@return the stored spelling of each {@link #key}} Of twins, which older rules allowed, the last one. */
    Map<String, String> spellings() {
        Map<String, String> spellings = new HashMap<>(2 * byName.size());
        byName.keySet().forEach(name -> spellings.put(key(name), name));
        return spellings;
    }
}
