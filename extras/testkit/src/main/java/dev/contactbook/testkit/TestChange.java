package dev.contactbook.testkit;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.WriteRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A change that was stored.
 *
 * @param kind the kind of change
 * @param userId the user who made it, null for the system
 * @param before the contact before the change, null if it was created
 * @param after the contact after the change. If it was removed, as it was before
 */
public record TestChange(
        Kind kind, @Nullable Long userId, @Nullable Contact before, Contact after) {
    /** A kind of change. */
    public enum Kind {
        /** The contact is new. */
        CREATED,
        /** The contact has a new version. */
        PATCHED,
        /** The contact is soft-deleted. */
        DELETED,
        /** The contact was deleted, and is live again. */
        RESTORED,
        /** The contact is permanently gone. */
        REMOVED
    }

    static List<TestChange> of(WriteRequest request, List<Contact> stored) {
        List<TestChange> changes = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            changes.add(of(request.changes().get(i), request.userId(), stored.get(i)));
        }
        return changes;
    }

    private static TestChange of(Change change, @Nullable Long userId, Contact stored) {
        return change.<TestChange>match(
                insert -> new TestChange(Kind.CREATED, userId, null, stored),
                replace -> new TestChange(kind(replace.before(), stored), userId, replace.before(), stored),
                remove -> new TestChange(Kind.REMOVED, userId, remove.before(), stored));
    }

    private static Kind kind(Contact before, Contact after) {
        if (before.lifeState() == after.lifeState()) {
            return Kind.PATCHED;
        }
        return after.isLive() ? Kind.RESTORED : Kind.DELETED;
    }

    /** {@return the id of the contact} */
    public long contactId() {
        return after.id();
    }

    /**
     * {@return the fields that differ before and after the change, in the order of {@link ContactFields#all()}, without
     * {@code updated_at}, {@code updated_by_user_id} and {@code version}. Empty if the contact was created or removed}
     */
    public List<ContactField<?>> fields() {
        if (before == null) {
            return List.of();
        }
        return Differences.fields(before, after).stream()
                .filter(field -> field != ContactFields.UPDATED_AT
                        && field != ContactFields.UPDATED_BY_USER_ID
                        && field != ContactFields.VERSION)
                .<ContactField<?>>map(field -> field)
                .toList();
    }

    /** The kind, the id, the fields of a patch and the user: {@code patched 42 (email, phone) by 789}. */
    @Override
    public String toString() {
        String fields = kind == Kind.PATCHED
                ? fields().stream().map(ContactField::name).collect(Collectors.joining(", ", " (", ")"))
                : "";
        return kind.name().toLowerCase(Locale.ROOT) + " " + contactId() + fields + " by "
                + (userId == null ? "the system" : userId);
    }
}
