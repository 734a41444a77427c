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
    private final Kind users;
    private final Kind companies;

    DirectoryCheck(@Nullable Directory directory, DirectoryLookups lookups, long organizationId) {
        if (directory == null) {
            this.users = new Kind(null);
            this.companies = new Kind(null);
        } else {
            this.users = new Kind(
                    met -> lookups.known(organizationId, ids -> directory.users(organizationId, ids), User.class, met)
                            .keySet());
            this.companies = new Kind(met -> lookups.known(
                            organizationId, ids -> directory.companies(organizationId, ids), Company.class, met)
                    .keySet());
        }
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
    private static final class Kind {
        /** The known ones of some ids. Null without a directory: then every id is accepted. */
        private final @Nullable Function<Set<Long>, Set<Long>> lookUp;

        private final Set<Long> met = new HashSet<>();
        private final Map<Long, Boolean> answers = new HashMap<>();
        private @Nullable Storage failure;

        Kind(@Nullable Function<Set<Long>, Set<Long>> lookUp) {
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
                Set<Long> known = lookUp.apply(met);
                met.forEach(id -> answers.put(id, known.contains(id)));
            } catch (Storage e) {
                failure = e;
            }
            met.clear();
            return true;
        }
    }
}
