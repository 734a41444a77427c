package dev.contactbook.api;

import java.util.List;
import java.util.Objects;

/**
 * Changes of one organization after a position, and the position after them. Immutable.
 *
 * @param changes the changes, each contact once. Those of one stripe are in the order of their commits
 * @param position where the next batch starts. Store it also if there are no changes, because it may be a later one
 */
public record ChangeBatch(List<ContactChange> changes, String position) {
    /**
     * A batch.
     *
     * @param changes the changes, which are copied
     * @param position where the next batch starts
     */
    public ChangeBatch {
        changes = List.copyOf(changes);
        Objects.requireNonNull(position, "position");
    }

    /** How many and up to where. */
    @Override
    public String toString() {
        return changes.size() + " up to " + position;
    }
}
