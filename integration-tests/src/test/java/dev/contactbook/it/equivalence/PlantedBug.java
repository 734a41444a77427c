package dev.contactbook.it.equivalence;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.CustomFields;
import dev.contactbook.domain.CustomValue;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.FilterOperator;
import dev.contactbook.domain.Position;
import dev.contactbook.domain.SearchText;
import dev.contactbook.domain.Sort;
import dev.contactbook.domain.text.Folding;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Operation;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Stores with one bug each, of the kind that real ones have, or a policy that is not heeded, and the call by which it
 * shows.
 */
enum PlantedBug {
    LOSES_ASTRAL_CHARACTERS("\\\\uD83", () -> new Buggy() {
        @Override
        Contact stored(Contact contact) {
            String lastName = contact.lastName();
            return lastName == null
                    ? contact
                    : with(
                            contact,
                            contact.details().toBuilder()
                                    .lastName(lastName.replaceAll("[\\x{10000}-\\x{10FFFF}]", "?")));
        }
    }),

    TAKES_PERCENT_AND_UNDERSCORE_FOR_WILDCARDS("byName\\(", () -> new Buggy() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            return query.search()
                    .map(search -> search.match(
                            byName -> contact.lifeState() == query.lifeState()
                                    && query.filter()
                                            .map(filter -> filter.matches(contact))
                                            .orElse(true)
                                    && byName.words().stream()
                                            .allMatch(token ->
                                                    like(String.valueOf(SearchText.NAME_WORDS.of(contact)), token)),
                            byEmail -> query.matches(contact),
                            byPhone -> query.matches(contact),
                            byAny -> query.matches(contact)))
                    .orElseGet(() -> query.matches(contact));
        }

        private boolean like(String text, String token) {
            String regex = token.codePoints()
                    .mapToObj(Character::toString)
                    .map(c -> c.equals("%") ? ".*" : c.equals("_") ? "." : Pattern.quote(c))
                    .collect(Collectors.joining());
            return Pattern.compile(regex, Pattern.DOTALL).matcher(text).find();
        }
    }),

    SEARCHES_EMAIL_WITH_CASE("byEmail\\(", () -> new Buggy() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            String email = contact.email();
            return query.matches(contact)
                    && query.search()
                            .map(search -> search.match(
                                    byName -> true,
                                    byEmail -> email != null && email.contains(byEmail.term()),
                                    byPhone -> true,
                                    byAny -> true))
                            .orElse(true);
        }
    }),

    FORGETS_UPDATED_AT("(patch|upsert)\\(", () -> new Buggy() {
        @Override
        Contact replaced(Contact before, Contact after) {
            return after.isLive()
                    ? after.toBuilder().updatedAt(before.updatedAt()).build()
                    : after;
        }
    }),

    BREAKS_TIES_BY_ASCENDING_ID("sortBy\\(", () -> new Buggy() {
        @Override
        Comparator<Contact> order(ContactQuery query) {
            List<Sort> sorts = new ArrayList<>(query.sorts());
            sorts.removeIf(sort -> sort.field().equals(ContactFields.ID));
            if (sorts.size() < query.sorts().size() || sorts.isEmpty() || sorts.size() == ContactQuery.MAX_SORTS) {
                return query.order();
            }
            sorts.add(ContactFields.ID.asc());
            return ContactQuery.page().sortBy(sorts.toArray(Sort[]::new)).order();
        }
    }),

    REPEATS_THE_CONTACT_AT_A_CURSOR_WITHOUT_A_VALUE("(walk|after)\\(.*sortBy\\(", () -> new Buggy() {
        @Override
        Rows rows(ListRequest request, List<Contact> matching) {
            Position place = request.start().orElse(null);
            if (place == null || !place.values().contains(null)) {
                return super.rows(request, matching);
            }
            List<Contact> from = matching.stream()
                    .filter(contact -> contact.id() == place.id() || place.precedes(contact))
                    .toList();
            return from(from, request.query());
        }
    }),

    STARTS_AGAIN_WHERE_THE_CONTACT_AT_A_CURSOR_IS_GONE("after\\(", () -> new Buggy() {
        @Override
        Rows rows(ListRequest request, List<Contact> matching) {
            boolean isThere = request.start()
                    .map(place ->
                            find(request.organizationId(), List.of(place.id())).get(place.id()))
                    .map(Contact::isLive)
                    .orElse(true);
            return isThere ? super.rows(request, matching) : from(matching, request.query());
        }
    }),

    GOES_ON_FROM_WHERE_THE_CONTACT_IS_NOW("after\\(", () -> new Buggy() {
        @Override
        Rows rows(ListRequest request, List<Contact> matching) {
            OptionalInt now = request.start().stream()
                    .flatMapToInt(place -> IntStream.range(0, matching.size())
                            .filter(i -> matching.get(i).id() == place.id()))
                    .findFirst();
            if (now.isEmpty()) {
                return super.rows(request, matching);
            }
            return from(matching.subList(now.getAsInt() + 1, matching.size()), request.query());
        }
    }),

    FORGETS_THAT_MORE_FOLLOWS_WHERE_IT_FILTERS("(where|policy)\\(", () -> new Buggy() {
        @Override
        Rows rows(ListRequest request, List<Contact> matching) {
            Rows rows = super.rows(request, matching);
            // On small pages only: no shrinking makes the page of a query smaller that names no limit.
            boolean forgets =
                    request.query().limit() < 3 && request.query().filter().isPresent();
            return new Rows(rows.contacts(), rows.total(), rows.hasMore() && !forgets);
        }
    }),

    COUNTS_ONE_LESS_WHERE_IT_SKIPS("skip\\(", () -> new Buggy() {
        @Override
        long total(ContactQuery query, long live, long matching) {
            return query.skip() > 0 && query.skip() < matching ? matching - 1 : matching;
        }
    }),

    LOSES_MISSING_VALUES_WHERE_IT_NEGATES("isNot\\(", () -> new Buggy() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            return query.matches(contact)
                    && query.filter().map(filter -> matches(filter, contact)).orElse(true);
        }

        private boolean matches(Filter filter, Contact contact) {
            return filter.match(
                    column -> column.matches(contact)
                            && (column.operator() != FilterOperator.IS_NOT
                                    || column.field().of(contact) != null),
                    custom -> custom.matches(contact),
                    and -> and.filters().stream().allMatch(part -> matches(part, contact)),
                    or -> or.filters().stream().anyMatch(part -> matches(part, contact)),
                    not -> !matches(not.filter(), contact));
        }
    }),

    COUNTS_WHAT_A_FILTER_LEAVES_OUT("where\\(", () -> new Buggy() {
        @Override
        long total(ContactQuery query, long live, long matching) {
            return query.filter().isPresent() && query.search().isEmpty() ? live : matching;
        }
    }),

    FILTERS_BY_WHAT_IT_SHOWS("withoutCustomFields\\(", () -> new Buggy() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            return query.matches(query.project(contact));
        }
    }),

    KEEPS_ONE_CUSTOM_FIELD_OF_A_FOLDED_NAME("customField|custom_fields_by_name", () -> new Buggy() {
        @Override
        Contact stored(Contact contact) {
            Map<String, CustomValue> byFolded = new HashMap<>();
            Map<String, CustomValue> kept = new HashMap<>();
            contact.customFields().asMap().forEach((name, value) -> {
                if (byFolded.put(Folding.fold(name), value) == null) {
                    kept.put(name, value);
                }
            });
            return with(contact, contact.details().toBuilder().replaceCustomFields(CustomFields.of(kept)));
        }
    }),

    FORGETS_THAT_A_CONTACT_IS_LIVE_AGAIN("restor", () -> new Buggy() {
        @Override
        Contact replaced(Contact before, Contact after) {
            return before.isLive()
                    ? after
                    : after.toBuilder().deletedAt(before.deletedAt()).build();
        }
    }),

    FORGETS_WHO_MAY_CHANGE_WHAT("policy\\(", InMemoryContactRepository::new, right -> new AccessPolicy() {
        @Override
        public boolean permits(Caller caller, Operation operation) {
            return right.permits(caller, operation);
        }

        @Override
        public Filter visibleTo(Caller caller) {
            return right.visibleTo(caller);
        }
    });

    private final String culprit;
    private final Supplier<ContactRepository> store;
    private final UnaryOperator<AccessPolicy> policy;

    PlantedBug(String culprit, Supplier<ContactRepository> store) {
        this(culprit, store, policy -> policy);
    }

    PlantedBug(String culprit, Supplier<ContactRepository> store, UnaryOperator<AccessPolicy> policy) {
        this.culprit = culprit;
        this.store = store;
        this.policy = policy;
    }

    /** What the printed steps must have in them, as a pattern. */
    String culprit() {
        return culprit;
    }

    ContactRepository store() {
        return store.get();
    }

    /** What becomes of the policy. */
    UnaryOperator<AccessPolicy> policy() {
        return policy;
    }

    private static Contact with(Contact contact, ContactDetails.Builder details) {
        return contact.toBuilder().details(details.build()).build();
    }

    /** A store that is right in all that is not overridden. */
    private abstract static class Buggy implements ContactRepository {
        private final ContactRepository right = new InMemoryContactRepository();

        Contact stored(Contact contact) {
            return contact;
        }

        Contact replaced(Contact before, Contact after) {
            return after;
        }

        boolean matches(ContactQuery query, Contact contact) {
            return query.matches(contact);
        }

        Comparator<Contact> order(ContactQuery query) {
            return query.order();
        }

        long total(ContactQuery query, long live, long matching) {
            return matching;
        }

        @Override
        public List<Contact> findByKeys(long organizationId, Collection<ContactKey> keys, int limit) {
            return right.findByKeys(organizationId, keys, limit);
        }

        Rows rows(ListRequest request, List<Contact> matching) {
            return Rows.of(request, matching);
        }

        /** The page that starts with the first of some contacts. */
        static Rows from(List<Contact> contacts, ContactQuery query) {
            int end = Math.min(query.limit(), contacts.size());
            return new Rows(contacts.subList(0, end), OptionalLong.empty(), query.limit() > 0 && end < contacts.size());
        }

        @Override
        public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
            Map<Long, Contact> found = new HashMap<>();
            right.find(organizationId, ids).forEach((id, contact) -> found.put(id, stored(contact)));
            return found;
        }

        @Override
        public Rows list(ListRequest request) {
            List<Contact> live = right.list(
                            request.organizationId(),
                            ContactQuery.page()
                                    .inState(request.query().lifeState())
                                    .limit(ContactQuery.MAX_LIMIT))
                    .contacts();
            List<Contact> matching = live.stream()
                    .map(this::stored)
                    .filter(contact -> matches(request.query(), contact))
                    .sorted(order(request.query()))
                    .toList();
            Rows rows = rows(request, matching);
            return new Rows(
                    rows.contacts(),
                    request.query().wantsTotal()
                            ? OptionalLong.of(total(request.query(), live.size(), matching.size()))
                            : OptionalLong.empty(),
                    rows.hasMore());
        }

        @Override
        public WriteResult write(WriteRequest request) {
            List<Change> wrong = request.changes().stream()
                    .map(change -> change.<Change>match(
                            insert -> insert,
                            replace ->
                                    new Change.Replace(replace.before(), replaced(replace.before(), replace.after())),
                            remove -> remove))
                    .toList();
            return right.write(request.withChanges(wrong));
        }
    }
}
