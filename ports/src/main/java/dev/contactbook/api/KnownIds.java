package dev.contactbook.api;

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
 * Which owners and companies the directory knows in one organization, asked for many contacts at once: decide first,
 * which takes every id for known that was not asked about yet, then {@link #ask}, and if that asked anything decide
 * again.
 *
 * <p>Lives as long as a call or a chunk of one. Not thread-safe.
 */
final class KnownIds {
    private final Kind<User> users;
    private final Kind<Company> companies;

    KnownIds(@Nullable Directory directory, long organizationId) {
        this.users = new Kind<>(User.class, directory == null ? null : ids -> directory.users(organizationId, ids));
        this.companies =
                new Kind<>(Company.class, directory == null ? null : ids -> directory.companies(organizationId, ids));
    }

    /** Refuses the owner and the company that are new and that the directory does not know (contract §2). */
    List<Violation> unknown(ContactDetails before, ContactDetails after) {
        List<Violation> unknown = new ArrayList<>();
        if (users.refuses(before.ownedByUserId(), after.ownedByUserId())) {
            unknown.add(ContactRule.OWNER_KNOWN.violation(ContactFields.OWNED_BY_USER_ID));
        }
        if (companies.refuses(before.companyId(), after.companyId())) {
            unknown.add(ContactRule.COMPANY_KNOWN.violation(ContactFields.COMPANY_ID));
        }
        return unknown;
    }

    /** Asks the directory about all ids that were met since it was last asked; false if there were none. */
    boolean ask() {
        boolean asked = users.ask();
        return companies.ask() || asked;
    }

    /** The ids of users, or those of companies. */
    private static final class Kind<T> {
        private final Class<T> type;

        /** How to ask about them; null where there is no directory, and any id will do. */
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

        boolean ask() {
            if (lookUp == null || met.isEmpty()) {
                return false;
            }
            try {
                Set<Long> known = Associations.ask(lookUp, type, met).keySet();
                met.forEach(id -> answers.put(id, known.contains(id)));
            } catch (Storage e) {
                failure = e;
            }
            met.clear();
            return true;
        }
    }
}
