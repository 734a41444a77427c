package dev.contactbook.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one input to a list: an optional replacement, then entries to add and to remove (contract §3, patch).
 * Immutable.
 *
 * @param field the list
 * @param replacement the new list to start from, null to start from the stored one
 * @param edits what to add and to remove, in this order
 * @param <E> the type of an entry
 */
record ListPatch<E>(ListField<E> field, @Nullable List<E> replacement, List<Edit<E>> edits) {
    /** An entry to add, or to remove. */
    record Edit<E>(E entry, boolean isAdded) {}

    static <E> ListPatch<E> unchanged(ListField<E> field) {
        return new ListPatch<>(field, null, List.of());
    }

    /** A patch that starts from these entries: those that have what is required. */
    ListPatch<E> replaced(@Nullable Collection<? extends @Nullable E> entries) {
        if (entries == null || entries.isEmpty()) { // so it is with most contacts
            return new ListPatch<>(field, List.of(), List.of());
        }
        List<E> present = new ArrayList<>();
        for (E entry : entries) {
            if (entry != null && field.entries().isPresent(entry)) {
                present.add(entry);
            }
        }
        return new ListPatch<>(field, List.copyOf(present), List.of());
    }

    ListPatch<E> edited(E entry, boolean isAdded) {
        List<Edit<E>> all = new ArrayList<>(edits);
        all.add(new Edit<>(entry, isAdded));
        return new ListPatch<>(field, replacement, List.copyOf(all));
    }

    boolean isWritten() {
        return replacement != null || !edits.isEmpty();
    }

    /** The list of a contact that had none, before the edits. */
    List<E> start() {
        return replacement == null ? List.of() : replacement;
    }

    /**
     * Writes the list into details that have their primary value already. A stored entry that is the new primary value
     * leaves the list.
     */
    void apply(ContactDetails before, ContactDetails.Builder after) {
        ListEntries<E> entries = field.entries();
        E primary = entries.primary(after.plain());
        List<E> list = new ArrayList<>(replacement == null ? field.in(before) : replacement);
        if (replacement == null && primary != null && !primary.equals(entries.primary(before))) {
            remove(list, primary);
        }
        for (Edit<E> edit : edits) {
            boolean isPrimary = primary != null && field.indexOfSame(List.of(primary), edit.entry()) == 0;
            if (edit.isAdded()) {
                add(list, edit.entry(), isPrimary);
            } else {
                remove(list, edit.entry());
                if (isPrimary) {
                    entries.clearPrimary(after);
                    primary = null;
                }
            }
        }
        field.set(after, list);
    }

    private void add(List<E> list, E entry, boolean isPrimary) {
        int same = field.indexOfSame(list, entry);
        if (same >= 0) {
            list.set(same, field.entries().merged(list.get(same), entry));
        } else if (!isPrimary && field.entries().isPresent(entry)) {
            list.add(entry);
        }
    }

    private void remove(List<E> list, E entry) {
        Object key = field.entries().key(entry);
        list.removeIf(one -> Objects.equals(field.entries().key(one), key));
    }
}
