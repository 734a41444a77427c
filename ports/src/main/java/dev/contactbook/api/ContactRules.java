package dev.contactbook.api;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactsException.Conflict;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.NewContact;
import dev.contactbook.domain.Violation;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of create, patch and delete, for one item or many: what is refused, and what becomes of the contact
 * (contract §3). They read and write nothing.
 */
final class ContactRules {
    private final InstantSource clock;

    ContactRules(InstantSource clock) {
        this.clock = clock;
    }

    /** Refuses what is wrong with an item in itself, before anybody is asked. */
    static void requireForm(Caller caller, BulkItem item) {
        ContactPatch input = item.input();
        if (item.operation() != Operation.CREATE) {
            refuse(input.violations());
            return;
        }
        refuse(input.violationsOfNew());
        if (input.organizationId().isPresent() && input.organizationId().getAsLong() != caller.organizationId()) {
            throw Forbidden.organization();
        }
    }

    /**
     * What an item changes: empty where nothing changes.
     *
     * @param access what the caller may do and see
     * @param at when, in whole milliseconds
     * @param found the contact that the item names, if there is one
     * @param known what is asked about the owner and the company
     */
    Optional<Change> change(Access access, Instant at, BulkItem item, @Nullable Contact found, KnownIds known) {
        if (item.operation() == Operation.CREATE) {
            return Optional.of(new Change.Insert(created(access.caller(), at, item.input(), known)));
        }
        Contact before = access.changeable(item.id(), found);
        Contact after =
                item.operation() == Operation.PATCH ? patched(before, at, item.input(), known) : before.deleted(at);
        return after.equals(before) ? Optional.empty() : Optional.of(new Change.Replace(before, after));
    }

    private NewContact created(Caller caller, Instant at, ContactPatch input, KnownIds known) {
        ContactDetails details = input.applyTo(ContactDetails.EMPTY);
        refuse(known.unknown(ContactDetails.EMPTY, details));
        return new NewContact(details, caller.userId(), at);
    }

    /** The contact after the patch: itself where nothing changes. */
    private Contact patched(Contact before, Instant at, ContactPatch changes, KnownIds known) {
        if (changes.ifVersion().isPresent() && changes.ifVersion().getAsLong() != before.version()) {
            throw new Conflict(before.version());
        }
        ContactDetails details = changes.applyTo(before.details());
        List<Violation> violations = new ArrayList<>(details.violationsSince(before.details()));
        if (changes.organizationId().isPresent() && changes.organizationId().getAsLong() != before.organizationId()) {
            violations.add(new Violation(
                    ContactFields.ORGANIZATION_ID.name(), "organization_fixed", "A contact stays in its organization"));
        }
        refuse(violations);
        refuse(known.unknown(before.details(), details));
        return details.equals(before.details()) ? before : before.changed(details, at);
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw Invalid.contact(violations);
        }
    }

    /** The time in whole milliseconds: the one place where it is cut (contract §2). */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
