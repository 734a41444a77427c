package dev.contactbook.api.directory;

import dev.contactbook.api.failures.FailureLog;
import dev.contactbook.api.observe.Observers;
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

/** Questions to the host's directory: which owners and companies exist, and their details for a page. */
public final class DirectoryLookups {
    private final @Nullable Directory directory;
    private final Observers observers;

    /**
     * Look-ups in a directory.
     *
     * @param directory the host's; null without one
     * @param observers what to report its failures to
     */
    public DirectoryLookups(@Nullable Directory directory, Observers observers) {
        this.directory = directory;
        this.observers = observers;
    }

    /**
     * Starts to check owners and companies.
     *
     * @param organizationId whose contacts get them
     * @return a check without answers yet
     */
    public DirectoryCheck check(long organizationId) {
        return new DirectoryCheck(directory, this, organizationId);
    }

    /**
     * Adds owners and companies to a page, by at most one look-up for all owners and one for all companies (contract
     * §3).
     *
     * @param organizationId whose contacts
     * @param page the contacts
     * @return the same page with what the directory knows
     */
    public Page<AssociatedContact> associate(long organizationId, Page<Contact> page) {
        if (directory == null) {
            return page.map(contact -> new AssociatedContact(contact, null, null));
        }
        Map<Long, User> users = known(
                organizationId,
                page,
                ContactFields.OWNED_BY_USER_ID,
                User.class,
                ids -> directory.users(organizationId, ids));
        Map<Long, Company> companies = known(
                organizationId,
                page,
                ContactFields.COMPANY_ID,
                Company.class,
                ids -> directory.companies(organizationId, ids));
        return page.map(contact ->
                new AssociatedContact(contact, of(contact.ownedByUserId(), users), of(contact.companyId(), companies)));
    }

    private <T> Map<Long, T> known(
            long organizationId,
            Page<Contact> page,
            NumberField field,
            Class<T> type,
            Function<Set<Long>, Map<Long, T>> lookUp) {
        Set<Long> ids =
                page.data().stream().map(field::of).filter(Objects::nonNull).collect(Collectors.toSet());
        try {
            return ids.isEmpty() ? Map.of() : known(organizationId, lookUp, type, ids);
        } catch (Storage e) {
            return Map.of(); // logged already; the page goes without
        }
    }

    private static <T> @Nullable T of(@Nullable Long id, Map<Long, T> known) {
        return id == null ? null : known.get(id);
    }

    /**
     * Looks up ids. The answer is copied here, because a lazy map can fail as well. Every exception becomes the same
     * storage failure, and so does a value of another type.
     */
    @SuppressWarnings("CatchingUnchecked")
    <T> Map<Long, T> known(
            long organizationId, Function<Set<Long>, Map<Long, T>> lookUp, Class<T> type, Set<Long> ids) {
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
            observers.directoryFailed(organizationId);
            throw new Storage("The directory failed", true, Storage.Outcome.NOT_APPLIED);
        }
    }
}
