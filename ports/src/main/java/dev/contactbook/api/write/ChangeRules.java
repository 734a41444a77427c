package dev.contactbook.api.write;

import dev.contactbook.api.access.CallerAccess;
import dev.contactbook.api.directory.DirectoryCheck;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactsException.Conflict;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.LifeState;
import dev.contactbook.domain.NewContact;
import dev.contactbook.domain.Violation;
import dev.contactbook.spi.Change;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of create, patch, delete, restore and upsert, for one command or many: what is refused, and what becomes of
 * the contact (contract §3). They read and write nothing.
 */
public final class ChangeRules {
    private final InstantSource clock;

    /**
     * The rules by a clock.
     *
     * @param clock tells when changes happen
     */
    public ChangeRules(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Refuses a command that is wrong in itself, before the policy, the directory or the store is called.
     *
     * @param caller who asks
     * @param command what for
     */
    public static void requireForm(Caller caller, ContactCommand command) {
        refuse(command.<List<Violation>>match(
                create -> create.details().violationsOfNew(),
                patch -> patch.changes().violations(),
                delete -> List.of(),
                restore -> List.of(),
                upsert -> Stream.concat(
                                upsert.details().violations().stream(),
                                upsert.keys().isEmpty()
                                        ? upsert.by().violations(upsert.details()).stream()
                                        : Stream.empty())
                        .toList()));
        boolean isElsewhere = command.match(
                create -> names(create.details(), caller.organizationId()),
                patch -> false,
                delete -> false,
                restore -> false,
                upsert -> names(upsert.details(), caller.organizationId()));
        if (isElsewhere) {
            throw Forbidden.organization();
        }
    }

    /** Whether an input names another organization than this one. */
    private static boolean names(ContactPatch input, long organizationId) {
        return input.organizationId().isPresent() && input.organizationId().getAsLong() != organizationId;
    }

    /**
     * What a command changes.
     *
     * @param access what the caller may do and see
     * @param at when, in whole milliseconds
     * @param command what to do
     * @param found the contact that the command names, or those that have its keys, if there are any
     * @param check knows the owners and companies
     * @return the change; empty where nothing changes
     */
    Optional<Change> change(
            CallerAccess access, Instant at, ContactCommand command, List<Contact> found, DirectoryCheck check) {
        Contact named = found.isEmpty() ? null : found.get(0);
        Long userId = access.caller().userId();
        return command.match(
                create -> Optional.of(new Change.Insert(created(access.caller(), at, create.details(), check))),
                patch -> replaced(
                        access.changeable(patch.id(), named),
                        before -> patched(before, at, userId, patch.changes(), check)),
                delete -> replaced(access.changeable(delete.id(), named), before -> before.deleted(at, userId)),
                restore -> replaced(
                        access.restorable(restore.id(), named),
                        before -> before.restored(before.details(), at, userId)),
                upsert -> upserted(access, at, upsert, named, found, check));
    }

    private static Optional<Change> upserted(
            CallerAccess access,
            Instant at,
            ContactCommand.Upsert upsert,
            @Nullable Contact named,
            List<Contact> found,
            DirectoryCheck check) {
        if (upsert.by().kind() == ContactKey.Kind.EMAIL) {
            refuse(upsert.by().violations(access.uniqueKinds()));
        }
        if (named == null) {
            return Optional.of(new Change.Insert(createdIfValid(access.caller(), at, upsert.details(), check)));
        }
        Contact holder = access.onlyHolder(upsert.keys(), found, upsert.by().restoresDeleted());
        ContactPatch changes = upsert.by().changes(upsert.details(), holder.details());
        Long userId = access.caller().userId();
        return holder.lifeState() == LifeState.DELETED
                ? replaced(holder, before -> before.restored(patch(before, changes, check), at, userId))
                : replaced(holder, before -> patched(before, at, userId, changes, check));
    }

    /** An upsert is checked as a create only once that is known to be one. */
    private static NewContact createdIfValid(Caller caller, Instant at, ContactPatch input, DirectoryCheck check) {
        refuse(input.violationsOfNew());
        return created(caller, at, input, check);
    }

    private static Optional<Change> replaced(Contact before, UnaryOperator<Contact> next) {
        Contact after = next.apply(before);
        return after.equals(before) ? Optional.empty() : Optional.of(new Change.Replace(before, after));
    }

    private static NewContact created(Caller caller, Instant at, ContactPatch input, DirectoryCheck check) {
        ContactDetails details = input.applyTo(ContactDetails.EMPTY);
        refuse(check.unknown(ContactDetails.EMPTY, details));
        return new NewContact(details, caller.userId(), at);
    }

    /** The contact after the patch: itself where nothing changes. */
    private static Contact patched(
            Contact before, Instant at, @Nullable Long userId, ContactPatch changes, DirectoryCheck check) {
        ContactDetails details = patch(before, changes, check);
        return details.equals(before.details()) ? before : before.changed(details, at, userId);
    }

    /** The details of a contact after a patch. */
    private static ContactDetails patch(Contact before, ContactPatch changes, DirectoryCheck check) {
        if (changes.ifVersion().isPresent() && changes.ifVersion().getAsLong() != before.version()) {
            throw new Conflict(before.version());
        }
        ContactDetails details = changes.applyTo(before.details());
        List<Violation> violations = new ArrayList<>(details.violationsSince(before.details()));
        if (names(changes, before.organizationId())) {
            violations.add(new Violation(
                    ContactFields.ORGANIZATION_ID.name(), "organization_fixed", "A contact stays in its organization"));
        }
        refuse(violations);
        refuse(check.unknown(before.details(), details));
        return details;
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw Invalid.contact(violations);
        }
    }

    /** {@return the time of a change, in whole milliseconds} (contract §2). */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
