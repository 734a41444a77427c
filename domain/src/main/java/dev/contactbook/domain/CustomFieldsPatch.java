package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one input to the custom fields: an optional replacement, then names to set and to remove (contract §3,
 * patch).
 *
 * @param replacement the new custom fields to start from, null to start from the stored ones
 * @param changes new values by name, unique ignoring case, empty to remove a name
 */
record CustomFieldsPatch(@Nullable CustomFields replacement, SortedMap<String, Optional<CustomValue>> changes) {
    CustomFieldsPatch {
        changes = new TreeMap<>(changes);
    }

    CustomFields applyTo(CustomFields before) {
        return applied(replacement == null ? before : replacement, changes);
    }

    private static CustomFields applied(CustomFields base, SortedMap<String, Optional<CustomValue>> changes) {
        if (changes.isEmpty()) {
            return base;
        }
        Map<String, CustomValue> after = new HashMap<>(base.asMap());
        boolean areStored = base.asMap().keySet().containsAll(changes.keySet());
        Map<String, String> spellings = areStored ? Map.of() : base.spellings();
        changes.forEach((name, value) -> {
            String stored =
                    base.asMap().containsKey(name) ? name : spellings.getOrDefault(CustomFields.key(name), name);
            value.ifPresentOrElse(present -> after.put(stored, present), () -> after.remove(stored));
        });
        return after.isEmpty() ? CustomFields.EMPTY : new CustomFields(after);
    }

    /** Records changes, one name after another. */
    static final class Recorder {
        private @Nullable CustomFields replacement;
        private final SortedMap<String, Optional<CustomValue>> changes = new TreeMap<>(Texts.BY_CODE_POINT);

        /** The name of each {@link CustomFields#key}: two names of one input that differ only in case are a mistake. */
        private final Map<String, String> spellings = new HashMap<>();

        void replace(CustomFields all) {
            replacement = all;
            changes.clear();
            spellings.clear();
        }

        /**
         * Sets or removes a trimmed name.
         *
         * @return false without recording anything, if the name came before in another case
         * @throws CustomValue.Unreadable if it is no value
         */
        boolean put(String name, @Nullable Object raw) {
            String spelling = spellings.putIfAbsent(CustomFields.key(name), name);
            if (spelling != null && !spelling.equals(name)) {
                return false;
            }
            changes.put(name, Optional.ofNullable(CustomValue.of(raw)));
            return true;
        }

        /** The recorded changes to a contact without custom fields. */
        CustomFields values() {
            return applied(replacement == null ? CustomFields.EMPTY : replacement, changes);
        }

        CustomFieldsPatch recorded() {
            return new CustomFieldsPatch(replacement, changes);
        }
    }
}
