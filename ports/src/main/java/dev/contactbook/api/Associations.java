package dev.contactbook.api;

import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.NumberField;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.User;
import dev.contactbook.spi.Directory;
import java.util.HashMap;
import java.util.HashSet;
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

    /** What to ask about the owners and companies that contacts of an organization are to get. */
    KnownIds known(long organizationId) {
        return new KnownIds(directory, organizationId);
    }

    /**
     * One look-up for all owners of a page and one for all companies; none where there is nothing to ask (contract §3).
     */
    Page<AssociatedContact> associate(long organizationId, Page<Contact> page) {
        if (directory == null) {
            return page.map(contact -> new AssociatedContact(contact, null, null));
        }
        Map<Long, User> users =
                known(page, ContactFields.OWNED_BY_USER_ID, User.class, ids -> directory.users(organizationId, ids));
        Map<Long, Company> companies =
                known(page, ContactFields.COMPANY_ID, Company.class, ids -> directory.companies(organizationId, ids));
        return page.map(contact ->
                new AssociatedContact(contact, of(contact.ownedByUserId(), users), of(contact.companyId(), companies)));
    }

    private static <T> Map<Long, T> known(
            Page<Contact> page, NumberField field, Class<T> type, Function<Set<Long>, Map<Long, T>> lookUp) {
        Set<Long> ids =
                page.data().stream().map(field::of).filter(Objects::nonNull).collect(Collectors.toSet());
        try {
            return ids.isEmpty() ? Map.of() : ask(lookUp, type, ids);
        } catch (Storage e) {
            return Map.of(); // ask has logged it; the list goes without
        }
    }

    private static <T> @Nullable T of(@Nullable Long id, Map<Long, T> known) {
        return id == null ? null : known.get(id);
    }

    /**
     * What the directory knows of some ids. Its answer is read here and now, since it may fail at that too; and of
     * whatever it throws only the fact that it failed goes on. To hold something else than it should is a way to fail.
     */
    @SuppressWarnings("CatchingUnchecked")
    static <T> Map<Long, T> ask(Function<Set<Long>, Map<Long, T>> lookUp, Class<T> type, Set<Long> ids) {
        try {
            Map<Long, T> answer = lookUp.apply(new HashSet<>(ids));
            Map<Long, T> known = new HashMap<>();
            for (Long id : ids) {
                T found = type.cast(answer.get(id));
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
