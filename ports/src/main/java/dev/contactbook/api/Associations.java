package dev.contactbook.api;

import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactRule;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.NumberField;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.User;
import dev.contactbook.domain.Violation;
import dev.contactbook.spi.Directory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the host's directory is asked: may a contact have this owner and this company, and who are they. */
final class Associations {
    private final @Nullable Directory directory;

    Associations(@Nullable Directory directory) {
        this.directory = directory;
    }

    /** Refuses the owner and the company that are new and that the directory does not know (contract §2). */
    List<Violation> unknown(long organizationId, ContactDetails before, ContactDetails after) {
        List<Violation> unknown = new ArrayList<>();
        if (directory != null) {
            if (isUnknown(before.ownedByUserId(), after.ownedByUserId(), ids -> directory.users(organizationId, ids))) {
                unknown.add(ContactRule.OWNER_KNOWN.violation(ContactFields.OWNED_BY_USER_ID));
            }
            if (isUnknown(before.companyId(), after.companyId(), ids -> directory.companies(organizationId, ids))) {
                unknown.add(ContactRule.COMPANY_KNOWN.violation(ContactFields.COMPANY_ID));
            }
        }
        return unknown;
    }

    /** One look-up for all owners of a page and one for all companies; none where there is nothing to ask (contract §3). */
    Page<AssociatedContact> associate(long organizationId, Page<Contact> page) {
        if (directory == null) {
            return page.map(contact -> new AssociatedContact(contact, null, null));
        }
        Map<Long, User> users =
                known(page, ContactFields.OWNED_BY_USER_ID, ids -> directory.users(organizationId, ids));
        Map<Long, Company> companies =
                known(page, ContactFields.COMPANY_ID, ids -> directory.companies(organizationId, ids));
        return page.map(contact ->
                new AssociatedContact(contact, of(contact.ownedByUserId(), users), of(contact.companyId(), companies)));
    }

    private static <T> boolean isUnknown(
            @Nullable Long before, @Nullable Long after, Function<Set<Long>, Map<Long, T>> lookUp) {
        return after != null && !after.equals(before) && of(after, ask(lookUp, Set.of(after))) == null;
    }

    private static <T> Map<Long, T> known(
            Page<Contact> page, NumberField field, Function<Set<Long>, Map<Long, T>> lookUp) {
        Set<Long> ids =
                page.data().stream().map(field::of).filter(Objects::nonNull).collect(Collectors.toSet());
        try {
            return ids.isEmpty() ? Map.of() : ask(lookUp, ids);
        } catch (Storage e) {
            return Map.of(); // ask has logged it; the list goes without
        }
    }

    private static <T> @Nullable T of(@Nullable Long id, Map<Long, T> known) {
        return id == null ? null : known.get(id);
    }

    /**
     * What the directory knows of some ids. Its answer is read here and now, since it may fail at that too; and of whatever
     * it throws only the fact that it failed goes on.
     */
    @SuppressWarnings("CatchingUnchecked")
    private static <T> Map<Long, T> ask(Function<Set<Long>, Map<Long, T>> lookUp, Set<Long> ids) {
        try {
            Map<Long, T> answer = lookUp.apply(new HashSet<>(ids));
            Map<Long, T> known = new HashMap<>();
            for (Long id : ids) {
                T found = answer.get(id);
                if (found != null) {
                    known.put(id, found);
                }
            }
            return known;
        } catch (Throwable e) {
            FailureLog.warn("The directory failed", e);
            throw new Storage("The directory failed", true, Storage.Outcome.NOT_APPLIED);
        }
    }
}
