package dev.contactbook.api.directory;

import dev.contactbook.domain.Company;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactRule;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.User;
import dev.contactbook.domain.Violation;
import dev.contactbook.spi.Directory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks owners and companies of many contacts with one look-up each, in two passes: decide as if all ids were known,
 * {@linkplain #lookUp look up} the ids met, and decide again if any were looked up.
 *
 * <p>Lives as long as a call or a chunk of one. Not thread-safe.
 */
public final class DirectoryCheck {
    private final Kind<User> users;
    private final Kind<Company> companies;

    DirectoryCheck(@Nullable Directory directory, long organizationId) {
        this.users = new Kind<>(User.class, directory == null ? null : ids -> directory.users(organizationId, ids));
        this.companies =
                new Kind<>(Company.class, directory == null ? null : ids -> directory.companies(organizationId, ids));
    }

    /**
     * What is wrong with a new owner and a new company (contract §2).
     *
     * @param before the details of the contact as it was
     * @param after the details that it is to get
     * @return a violation for each that the directory does not know
     * @throws Storage if the directory failed to answer about one of them
     */
    public List<Violation> unknown(ContactDetails before, ContactDetails after) {
        List<Violation> unknown = new ArrayList<>();
        if (users.refuses(before.ownedByUserId(), after.ownedByUserId())) {
            unknown.add(ContactRule.OWNER_KNOWN.violation(ContactFields.OWNED_BY_USER_ID));
        }
        if (companies.refuses(before.companyId(), after.companyId())) {
            unknown.add(ContactRule.COMPANY_KNOWN.violation(ContactFields.COMPANY_ID));
        }
        return unknown;
    }

    /**
     * Looks up all ids that were met since the last look-up.
     *
     * @return whether there were any
     */
    public boolean lookUp() {
        boolean lookedUp = users.lookUp();
        return companies.lookUp() || lookedUp;
    }

    /** The ids of users, or those of companies. */
    private static final class Kind<T> {
        private final Class<T> type;

        /** Null without a directory: then every id is accepted. */
        private final @Nullable Function<Set<Long>, Map<Long, T>> lookUp;

        private final Set<Long> met = new HashSet<>();
        private final Map<Long, Boolean> answers = new HashMap<>();
        private @Nullable Storage failure;

        Kind(Class<T> type, @Nullable Function<Set<Long>, Map<Long, T>> lookUp) {
            this.type = type;
            this.lookUp = lookUp;
        }

        boolean refuses(@Nullable Long before, @Nullable Long after) {
            if (lookUp == null || after == null || after.equals(before)) {
                return false;
            }
            Boolean known = answers.get(after);
            if (known == null && failure != null) {
                throw failure;
            } else if (known == null) {
                met.add(after);
            }
            return known != null && !known;
        }

        boolean lookUp() {
            if (lookUp == null || met.isEmpty()) {
                return false;
            }
            try {
                Set<Long> known = DirectoryLookups.known(lookUp, type, met).keySet();
                met.forEach(id -> answers.put(id, known.contains(id)));
            } catch (Storage e) {
                failure = e;
            }
            met.clear();
            return true;
        }
    }
}
