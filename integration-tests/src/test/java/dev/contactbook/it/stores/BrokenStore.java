package dev.contactbook.it.stores;

import dev.contactbook.domain.ColumnCondition;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.CustomFieldCondition;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.FilterOperator;
import dev.contactbook.domain.LifeState;
import dev.contactbook.domain.Position;
import dev.contactbook.domain.SearchText;
import dev.contactbook.domain.Sort;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.KeyChanges.KeyOf;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.TakenKey;
import dev.contactbook.spi.WorkBudget;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Stores that get one thing wrong, as real ones do, and the rules of the contract that must say so. */
public enum BrokenStore {
    NOTHING_WRONG(Set.of(), NaiveStore::new),

    COMPARES_KEYS_AS_TYPED(Set.of("2.2"), () -> new NaiveStore() {
        @Override
        public synchronized List<Contact> findByKeys(long organizationId, Collection<ContactKey> keys, int limit) {
            return super.findByKeys(organizationId, keys, limit).stream()
                    .filter(contact -> {
                        String email = contact.email();
                        return email == null
                                || keys.stream().anyMatch(key -> key.text().equals(email))
                                || !isEmail(keys);
                    })
                    .toList();
        }

        private boolean isEmail(Collection<ContactKey> keys) {
            return keys.stream().allMatch(key -> key.kind() == ContactKey.Kind.EMAIL);
        }
    }),

    FINDS_ANY_OF_TOO_MANY_CONTACTS_WITH_A_KEY(Set.of("2.2"), () -> new NaiveStore() {
        @Override
        public synchronized List<Contact> findByKeys(long organizationId, Collection<ContactKey> keys, int limit) {
            List<Contact> all = super.findByKeys(organizationId, keys, Integer.MAX_VALUE);
            return all.subList(Math.max(0, all.size() - limit), all.size());
        }
    }),

    FORGETS_TO_FREE_A_KEY(Set.of("4.11", "4.12"), () -> new NaiveStore() {
        private final Map<Long, Set<ContactKey>> everHad = new HashMap<>();

        @Override
        Set<ContactKey> keys(Contact contact) {
            Set<ContactKey> keys = everHad.computeIfAbsent(contact.id(), id -> new HashSet<>());
            keys.addAll(super.keys(contact));
            return keys;
        }
    }),

    FREES_KEYS_OF_DELETED_CONTACTS(Set.of("4.11", "4.12"), () -> new NaiveStore() {
        @Override
        Set<ContactKey> keys(Contact contact) {
            return contact.isLive() ? super.keys(contact) : Set.of();
        }
    }),

    HAS_KEYS_OF_ALL_ORGANIZATIONS_IN_ONE(Set.of("4.12"), () -> new NaiveStore() {
        @Override
        boolean isRival(Contact other, long organizationId) {
            return true;
        }
    }),

    NAMES_THE_FIRST_TAKEN_KEY_ONLY(Set.of("4.12"), () -> new NaiveStore() {
        @Override
        List<TakenKey> taken(long organizationId, List<KeyOf> added, Map<Long, Contact> before) {
            return super.taken(organizationId, added, before).stream().limit(1).toList();
        }
    }),

    LOOKS_FOR_KEYS_BEFORE_IT_WRITES(Set.of("4.13"), () -> new LooksBeforeItWrites(key -> true)),

    LETS_SHARED_OTHER_EMAILS_BECOME_UNIQUE(Set.of("2.3"), () -> new NaiveStore() {
        @Override
        Set<ContactKey> keysToChoose(Contact contact) {
            return ContactKey.of(with(
                    contact,
                    contact.details().toBuilder().otherEmails(List.of()).build()));
        }
    }),

    CHOOSES_FOR_ALL_ORGANIZATIONS(Set.of("2.3", "4.12"), () -> new NaiveStore() {
        @Override
        public Set<ContactKey.Kind> uniqueKinds(long organizationId) {
            return ContactKey.Kind.unique(
                    super.uniqueKinds(456).size() + super.uniqueKinds(457).size() > 2);
        }
    }),

    FORGETS_THAT_EMAILS_ARE_UNIQUE(Set.of("4.12", "4.13"), () -> new NaiveStore() {
        @Override
        List<TakenKey> taken(long organizationId, List<KeyOf> added, Map<Long, Contact> before) {
            return super.taken(
                    organizationId,
                    added.stream().filter(each -> !isEmail(each.key())).toList(),
                    before);
        }
    }),

    LOOKS_FOR_EMAILS_BEFORE_IT_WRITES(Set.of("4.13"), () -> new LooksBeforeItWrites(BrokenStore::isEmail)),

    COMPARES_UNIQUE_EMAILS_AS_TYPED(Set.of("4.12"), () -> new NaiveStore() {
        @Override
        List<TakenKey> taken(long organizationId, List<KeyOf> added, Map<Long, Contact> before) {
            return super.taken(organizationId, added, before).stream()
                    .filter(taken -> !isEmail(taken.key())
                            || taken.holderId().isEmpty()
                            || addresses(before.get(taken.holderId().getAsLong()))
                                    .contains(taken.key().text()))
                    .toList();
        }

        private Set<String> addresses(Contact contact) {
            Set<String> addresses = new HashSet<>(Collections.singleton(contact.email()));
            contact.otherEmails().forEach(other -> addresses.add(other.email()));
            return addresses;
        }
    }),

    LOSES_OTHER_UNIQUE_EMAILS(Set.of("4.12"), () -> new NaiveStore() {
        @Override
        List<TakenKey> taken(long organizationId, List<KeyOf> added, Map<Long, Contact> before) {
            return super.taken(organizationId, added, before).stream()
                    .filter(taken -> !isEmail(taken.key())
                            || taken.holderId().isEmpty()
                            || isPrimary(
                                    taken.key(), before.get(taken.holderId().getAsLong())))
                    .toList();
        }

        private boolean isPrimary(ContactKey key, Contact holder) {
            String email = holder.email();
            return email != null && ContactKey.email(email).equals(key);
        }
    }),

    FREES_EMAILS_TOO_EARLY(Set.of("4.12"), () -> new NaiveStore() {
        private final Set<ContactKey> freed = new HashSet<>();

        @Override
        Contact put(Contact contact) {
            Contact old = current(contact.id());
            if (old != null) {
                keys(old).stream()
                        .filter(key -> isEmail(key) && !keys(contact).contains(key))
                        .forEach(freed::add);
            }
            return super.put(contact);
        }

        @Override
        List<TakenKey> taken(long organizationId, List<KeyOf> added, Map<Long, Contact> before) {
            return super.taken(organizationId, added, before).stream()
                    .filter(taken -> !freed.contains(taken.key()))
                    .toList();
        }
    }),

    SHOWS_OTHER_ORGANIZATIONS(Set.of("1.1"), () -> new NaiveStore() {
        @Override
        boolean belongs(Contact contact, long organizationId) {
            return true;
        }
    }),

    FORGETS_A_FIELD(Set.of("1.2"), () -> new NaiveStore() {
        @Override
        Contact read(Contact contact) {
            return with(contact, contact.details().toBuilder().avatarUrl(null).build());
        }
    }),

    FORGETS_WHO_CHANGED_A_CONTACT(Set.of("1.2"), () -> new NaiveStore() {
        @Override
        Contact read(Contact contact) {
            return contact.toBuilder()
                    .updatedByUserId(contact.createdByUserId())
                    .build();
        }
    }),

    LOSES_THE_SECOND_LIST(Set.of("1.2"), () -> new NaiveStore() {
        @Override
        Contact read(Contact contact) {
            return with(contact, contact.details().toBuilder().otherPhones(null).build());
        }
    }),

    LOSES_CHARACTERS_BEYOND_THE_BASIC_PLANE(Set.of("1.3"), () -> new NaiveStore() {
        @Override
        Contact read(Contact contact) {
            String firstName = contact.firstName().replaceAll("[\\x{10000}-\\x{10FFFF}]", "?");
            return with(
                    contact, contact.details().toBuilder().firstName(firstName).build());
        }
    }),

    ROUNDS_TIMES_TO_SECONDS(Set.of("1.4", "3.21"), () -> new NaiveStore() {
        @Override
        Contact read(Contact contact) {
            return contact.toBuilder()
                    .createdAt(contact.createdAt().truncatedTo(ChronoUnit.SECONDS))
                    .updatedAt(contact.updatedAt().truncatedTo(ChronoUnit.SECONDS))
                    .build();
        }
    }),

    DOES_NOT_FIND_DELETED_CONTACTS(Set.of("2.1"), () -> new NaiveStore() {
        @Override
        boolean finds(Contact contact) {
            return contact.isLive();
        }
    }),

    LISTS_DELETED_CONTACTS(Set.of("3.1"), () -> new NaiveStore() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            return query.matches(contact)
                    || query.matches(contact.toBuilder().deletedAt(null).build());
        }
    }),

    LISTS_LIVE_CONTACTS_AMONG_DELETED_ONES(Set.of("3.1"), () -> new NaiveStore() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            return query.matches(contact) || query.inState(LifeState.LIVE).matches(contact);
        }
    }),

    COUNTS_LIVE_CONTACTS_AS_DELETED_ONES(Set.of("3.1", "3.26"), () -> new NaiveStore() {
        @Override
        OptionalLong total(ContactQuery query, List<Contact> own, List<Contact> matching) {
            boolean isOfAll = query.search().isEmpty() && query.filter().isEmpty();
            return query.wantsTotal() && isOfAll
                    ? OptionalLong.of(own.stream().filter(Contact::isLive).count())
                    : super.total(query, own, matching);
        }
    }),

    LOOKS_DELETED_CONTACTS_UP_BY_THEIR_KEYS(Set.of("3.26"), () -> new NaiveStore() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            Set<ContactKey> needed =
                    ContactKey.neededBy(query.inState(LifeState.LIVE)).orElse(keys(contact));
            return query.matches(contact) && (needed.isEmpty() || !Collections.disjoint(needed, keys(contact)));
        }
    }),

    KEEPS_RESTORED_CONTACTS_DELETED(Set.of("2.1", "3.1", "4.11"), () -> new NaiveStore() {
        @Override
        Contact put(Contact contact) {
            Contact before = current(contact.id());
            Contact kept = before == null || before.isLive()
                    ? contact
                    : contact.toBuilder().deletedAt(before.deletedAt()).build();
            super.put(kept);
            return contact;
        }
    }),

    LISTS_NEWEST_FIRST(Set.of("3.2", "3.21"), () -> new NaiveStore() {
        @Override
        Comparator<Contact> order(ContactQuery query) {
            boolean plain = query.search().isEmpty() && query.sorts().isEmpty();
            return plain ? query.order().reversed() : query.order();
        }
    }),

    SORTS_BY_THE_FIRST_KEY_ONLY(Set.of("3.3", "3.21"), () -> new NaiveStore() {
        @Override
        Comparator<Contact> order(ContactQuery query) {
            List<Sort> sorts = query.sorts();
            return sorts.size() < 2
                    ? query.order()
                    : ContactQuery.page()
                            .sortBy(
                                    sorts.get(0),
                                    new Sort(
                                            ContactFields.ID,
                                            sorts.get(sorts.size() - 1).direction()))
                            .order();
        }
    }),

    SORTS_TEXT_BY_UTF_16_UNITS(Set.of("3.4"), () -> new NaiveStore() {
        @Override
        Comparator<Contact> order(ContactQuery query) {
            boolean byFirstName = query.sorts().equals(List.of(ContactFields.FIRST_NAME.asc()));
            return byFirstName
                    ? Comparator.comparing((Contact contact) -> ContactFields.FIRST_NAME.folded(contact.firstName()))
                            .thenComparing(Contact::firstName)
                            .thenComparing(Contact::id)
                    : query.order();
        }
    }),

    SORTS_NULL_LAST(Set.of("3.5", "3.21"), () -> new NaiveStore() {
        @Override
        Comparator<Contact> order(ContactQuery query) {
            Comparator<Contact> nullLast = query.sorts().isEmpty()
                    ? Comparator.comparing(contact -> 0)
                    : Comparator.comparing(
                            contact -> query.sorts().get(0).field().of(contact) == null);
            return nullLast.thenComparing(query.order());
        }
    }),

    BREAKS_TIES_BY_ASCENDING_ID_ALWAYS(Set.of("3.6", "3.21"), () -> new NaiveStore() {
        @Override
        Comparator<Contact> order(ContactQuery query) {
            List<Sort> sorts = new ArrayList<>(query.sorts());
            if (sorts.isEmpty() || sorts.stream().anyMatch(sort -> sort.field() == ContactFields.ID)) {
                return query.order();
            }
            sorts.add(ContactFields.ID.asc());
            return ContactQuery.page().sortBy(sorts.toArray(Sort[]::new)).order();
        }
    }),

    IGNORES_SKIP(Set.of("3.7", "3.19"), () -> new NaiveStore() {
        @Override
        List<Contact> window(ContactQuery query, List<Contact> matching) {
            return matching.stream().limit(query.limit()).toList();
        }
    }),

    COUNTS_WHAT_A_SEARCH_DOES_NOT_FIND(Set.of("3.8", "3.19"), () -> new NaiveStore() {
        @Override
        OptionalLong total(ContactQuery query, List<Contact> own, List<Contact> matching) {
            return query.wantsTotal() ? OptionalLong.of(inState(query, own)) : OptionalLong.empty();
        }
    }),

    COUNTS_UNASKED(Set.of("3.9"), () -> new NaiveStore() {
        @Override
        OptionalLong total(ContactQuery query, List<Contact> own, List<Contact> matching) {
            return OptionalLong.of(matching.size());
        }
    }),

    SEARCHES_NAMES_IN_EXACT_CASE(Set.of("3.10"), () -> new NaiveStore() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            return query.matches(contact)
                    && query.search()
                            .map(search -> search.match(
                                    byName -> byName.words().stream()
                                            .allMatch((contact.firstName() + " " + contact.lastName())::contains),
                                    byEmail -> true,
                                    byPhone -> true,
                                    byAny -> true))
                            .orElse(true);
        }
    }),

    FINDS_NO_NAMES_WRITTEN_TOGETHER(Set.of("3.10"), () -> new NaiveStore() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            return query.matches(contact)
                    && query.search()
                            .map(search -> search.match(
                                    byName -> byName.words().stream()
                                            .allMatch(String.valueOf(SearchText.NAME_WORDS.of(contact))::contains),
                                    byEmail -> true,
                                    byPhone -> true,
                                    byAny -> true))
                            .orElse(true);
        }
    }),

    FINDS_NO_LETTERS_WRITTEN_OUT(Set.of("3.10"), () -> new NaiveStore() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            return query.search()
                    .map(search -> search.match(
                            byName -> query.matches(withFoldedName(contact)),
                            byEmail -> query.matches(contact),
                            byPhone -> query.matches(contact),
                            byAny -> query.matches(contact)))
                    .orElseGet(() -> query.matches(contact));
        }
    }),

    SEARCHES_EMAILS_IN_EXACT_CASE(Set.of("3.11", "3.22"), () -> new NaiveStore() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            return query.matches(contact)
                    && query.search()
                            .map(search -> search.match(
                                    byName -> true,
                                    byEmail -> String.valueOf(contact.email()).contains(byEmail.term()),
                                    byPhone -> true,
                                    byAny -> true))
                            .orElse(true);
        }
    }),

    SEARCHES_PRIMARY_EMAILS_ONLY(Set.of("3.11", "3.16", "3.22", "3.25"), () -> new NaiveStore() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            return query.matches(with(
                    contact, contact.details().toBuilder().otherEmails(null).build()));
        }
    }),

    SEARCHES_PRIMARY_PHONES_ONLY(Set.of("3.12", "3.16", "3.22", "3.25"), () -> new NaiveStore() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            return query.matches(with(
                    contact, contact.details().toBuilder().otherPhones(null).build()));
        }
    }),

    SEARCHES_PHONES_OF_ALL_COUNTRIES(Set.of("3.12"), () -> new NaiveStore() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            return query.search()
                    .map(search -> search.match(
                            byName -> query.matches(contact),
                            byEmail -> query.matches(contact),
                            byPhone -> contact.phone() != null
                                    && String.valueOf(SearchText.PHONE_NUMBERS.of(contact))
                                            .contains(byPhone.numbers().get(0).digits()),
                            byAny -> query.matches(contact)))
                    .orElseGet(() -> query.matches(contact));
        }
    }),

    FINDS_NO_EMAILS_WITH_ONE_BOX(Set.of("3.25"), () -> new NaiveStore() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            return query.matches(contact)
                    && query.search()
                            .map(search -> search.match(
                                    byName -> true,
                                    byEmail -> true,
                                    byPhone -> true,
                                    byAny -> !byAny.fields().contains(ContactFields.EMAIL)))
                            .orElse(true);
        }
    }),

    ORDERS_MATCHES_BY_ID(Set.of("3.12", "3.13", "3.21", "3.25"), () -> new NaiveStore() {
        @Override
        Comparator<Contact> order(ContactQuery query) {
            return query.search().isPresent() ? Comparator.comparing(Contact::id) : query.order();
        }
    }),

    TAKES_WILDCARDS_FOR_WILDCARDS(Set.of("3.14"), () -> new NaiveStore() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            return query.search()
                    .map(search -> search.match(
                            byName -> query.matches(contact)
                                    || (contact.lifeState() == query.lifeState()
                                            && query.filter()
                                                    .map(filter -> filter.matches(contact))
                                                    .orElse(true)
                                            && byName.words().stream()
                                                    .allMatch(token -> like(
                                                            token, String.valueOf(SearchText.NAME_WORDS.of(contact))))),
                            byEmail -> query.matches(contact),
                            byPhone -> query.matches(contact),
                            byAny -> query.matches(contact)))
                    .orElseGet(() -> query.matches(contact));
        }
    }),

    LISTS_NOTHING_WHERE_IT_NEED_NOT_COUNT(Set.of("3.9", "3.19", "3.20", "3.21"), () -> new NaiveStore() {
        @Override
        public Rows list(ListRequest request) {
            Rows rows = super.list(request);
            return request.query().wantsTotal() ? rows : new Rows(List.of(), rows.total(), false);
        }
    }),

    READS_PAGE_AND_TOTAL_ONE_AFTER_THE_OTHER(Set.of("3.15"), () -> new NaiveStore() {
        @Override
        public Rows list(ListRequest request) {
            Rows page = super.list(request.withQuery(request.query().withoutTotal()));
            if (request.query().limit() == 1) { // longer pages are not read beside a writer
                letOthersIn(this);
            }
            return new Rows(page.contacts(), super.list(request).total(), page.hasMore());
        }
    }),

    LOSES_MISSING_VALUES_IN_A_NEGATION(Set.of("3.16"), () -> new NaiveStore() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            boolean loses = query.filter().orElse(null) instanceof ColumnCondition<?> condition
                    && condition.operator() == FilterOperator.IS_NOT
                    && condition.field().of(contact) == null;
            return query.matches(contact) && !loses;
        }
    }),

    TAKES_FOLDED_TEXTS_FOR_EQUAL(Set.of("3.16"), () -> new NaiveStore() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            boolean alike = query.filter().orElse(null) instanceof ColumnCondition<?> condition
                    && condition.field() == ContactFields.FIRST_NAME
                    && condition.operator() == FilterOperator.IS
                    && condition.values().get(0) instanceof String text
                    && ContactFields.FIRST_NAME
                            .folded(contact.firstName())
                            .equals(ContactFields.FIRST_NAME.folded(text));
            return query.matches(contact) || alike;
        }
    }),

    TAKES_THE_SAME_TEXTS_TO_THE_LETTER(Set.of("3.16", "3.22"), () -> new NaiveStore() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            boolean differs = query.filter().orElse(null) instanceof ColumnCondition<?> condition
                    && condition.operator() == FilterOperator.SAME_AS
                    && !condition.values().contains(condition.field().of(contact));
            return query.matches(contact) && !differs;
        }
    }),

    LOOKS_FOR_CUSTOM_FIELDS_IN_EXACT_CASE(Set.of("3.17"), () -> new NaiveStore() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            boolean loses = query.filter().orElse(null) instanceof CustomFieldCondition condition
                    && condition.operator() == FilterOperator.IS
                    && !contact.customFields().asMap().containsKey(condition.name());
            return query.matches(contact) && !loses;
        }
    }),

    TAKES_WHAT_IS_MISSING_FOR_UNKNOWN(Set.of("3.18"), () -> new NaiveStore() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            boolean unknown = query.filter().orElse(null) instanceof Filter.Not not
                    && not.filter() instanceof Filter.And and
                    && and.filters().stream()
                            .anyMatch(filter -> filter instanceof ColumnCondition<?> condition
                                    && condition.field().of(contact) == null);
            return query.matches(contact) && !unknown;
        }
    }),

    LEAVES_OUT_FILTERS_BEYOND_THE_BOUNDS_OF_ONE(Set.of("3.18"), () -> new NaiveStore() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            boolean bounded =
                    query.filter().map(Filter::violations).orElse(List.of()).isEmpty();
            return bounded ? query.matches(contact) : contact.lifeState() == query.lifeState();
        }
    }),

    COUNTS_WHAT_A_FILTER_LEAVES_OUT(Set.of("3.19"), () -> new NaiveStore() {
        @Override
        OptionalLong total(ContactQuery query, List<Contact> own, List<Contact> matching) {
            return query.filter().isPresent() && query.wantsTotal()
                    ? OptionalLong.of(inState(query, own))
                    : super.total(query, own, matching);
        }
    }),

    FILTERS_THE_PAGE_ONLY(Set.of("3.19", "3.20", "3.21", "3.22"), () -> new NaiveStore() {
        @Override
        public Rows list(ListRequest request) {
            Rows rows = super.list(request);
            ContactQuery query = request.query();
            if (query.filter().isEmpty()) {
                return rows;
            }
            ContactQuery unfiltered = query.search()
                    .map(ContactQuery::of)
                    .orElse(ContactQuery.page())
                    .inState(query.lifeState());
            ContactQuery page = unfiltered
                    .sortBy(query.sorts().toArray(Sort[]::new))
                    .limit(query.limit())
                    .skip(query.skip());
            return new Rows(
                    super.list(request.organizationId(), page).contacts().stream()
                            .filter(query::matches)
                            .toList(),
                    rows.total(),
                    false);
        }
    }),

    SAYS_THAT_MORE_FOLLOWS_EVERY_FULL_PAGE(Set.of("3.20"), () -> new NaiveStore() {
        @Override
        boolean hasMore(ContactQuery query, List<Contact> from) {
            return query.limit() > 0 && from.size() >= (long) query.skip() + query.limit();
        }
    }),

    STARTS_WITH_THE_PLACE_ITSELF(Set.of("3.21"), () -> new NaiveStore() {
        @Override
        List<Contact> following(Position place, List<Contact> matching) {
            return matching.stream()
                    .filter(contact -> contact.id() == place.id() || place.precedes(contact))
                    .toList();
        }
    }),

    LEAVES_OUT_WHAT_TIES_WITH_THE_PLACE(Set.of("3.21"), () -> new NaiveStore() {
        @Override
        List<Contact> following(Position place, List<Contact> matching) {
            return matching.stream()
                    .filter(contact -> place.precedes(contact)
                            && (place.values().isEmpty()
                                    || !Objects.equals(place.values().get(0), contact.firstName())))
                    .toList();
        }
    }),

    FINDS_ITS_PLACE_BY_THE_CONTACT_THAT_WAS_THERE(Set.of("3.21"), () -> new NaiveStore() {
        @Override
        List<Contact> following(Position place, List<Contact> matching) {
            List<Long> ids = matching.stream().map(Contact::id).toList();
            return matching.subList(ids.indexOf(place.id()) + 1, matching.size());
        }
    }),

    COUNTS_FROM_THE_PLACE_ON(Set.of("3.21"), () -> new NaiveStore() {
        @Override
        public Rows list(ListRequest request) {
            Rows rows = super.list(request);
            long before = request.start().isEmpty() ? 0 : 1;
            return new Rows(
                    rows.contacts(),
                    rows.total().isPresent() ? OptionalLong.of(rows.total().getAsLong() - before) : rows.total(),
                    rows.hasMore());
        }
    }),

    SHOWS_CUSTOM_FIELDS_UNASKED(Set.of("3.22"), () -> new NaiveStore() {
        @Override
        Contact shown(ContactQuery query, Contact contact) {
            return contact;
        }
    }),

    SHOWS_LISTS_UNASKED(Set.of("3.22"), () -> new NaiveStore() {
        @Override
        Contact shown(ContactQuery query, Contact contact) {
            Contact shown = query.project(contact);
            return with(
                    contact,
                    shown.details().toBuilder()
                            .otherEmails(contact.otherEmails())
                            .build());
        }
    }),

    FILTERS_BY_WHAT_IT_SHOWS(Set.of("3.22"), () -> new NaiveStore() {
        @Override
        boolean matches(ContactQuery query, Contact contact) {
            return query.matches(query.project(contact));
        }
    }),

    LISTS_WHATEVER_THE_TIME(Set.of("3.23"), () -> new NaiveStore() {
        @Override
        void check(WorkBudget budget) {}
    }),

    SHOWS_WHAT_IT_HAS_WHEN_TIME_IS_UP(Set.of("3.23"), () -> new NaiveStore() {
        @Override
        public Rows list(ListRequest request) {
            return request.budget().remaining().isZero()
                    ? new Rows(
                            List.of(), request.query().wantsTotal() ? OptionalLong.of(0) : OptionalLong.empty(), false)
                    : super.list(request);
        }
    }),

    SORTS_AS_MANY_AS_IT_MAY(Set.of("3.24"), () -> new NaiveStore() {
        @Override
        public Rows list(ListRequest request) {
            ContactQuery query = request.query();
            WorkBudget budget = request.budget();
            try {
                return super.list(request);
            } catch (ContactsException.Invalid e) {
                return super.list(request.withQuery(query.limit(Math.min(budget.mostSortedRows(), query.limit())))
                        .withBudget(WorkBudget.UNBOUNDED));
            }
        }
    }),

    REFUSES_TO_SORT_BY_ID(Set.of("3.24"), () -> new NaiveStore() {
        @Override
        void requireSortable(WorkBudget budget, ContactQuery query, List<Contact> matching) {
            ContactQuery asIfSorted = query.search().isEmpty() ? query.sortBy(ContactFields.LAST_NAME.asc()) : query;
            budget.requireSortable(asIfSorted, matching.size());
        }
    }),

    GIVES_IDS_AGAIN(Set.of("4.1"), () -> new NaiveStore() {
        @Override
        long nextId(Map<Long, Contact> current) {
            return current.keySet().stream().mapToLong(id -> id).max().orElse(0) + 1;
        }
    }),

    LOSES_UPDATES(Set.of("4.2", "4.6"), () -> new NaiveStore() {
        @Override
        public WriteResult write(WriteRequest request) {
            return super.write(request.withChanges(forced(this, request.changes())));
        }
    }),

    WRITES_THE_FIRST_HALF(Set.of("4.3", "4.12", "4.13"), () -> new NaiveStore() {
        @Override
        Map<Long, Contact> afterFailure(Map<Long, Contact> before, Map<Long, Contact> halfWritten) {
            return halfWritten;
        }
    }),

    CHECKS_ALL_CHANGES_BEFORE_THE_FIRST(Set.of("4.4"), () -> new NaiveStore() {
        @Override
        boolean stands(Change.Replace replace, Map<Long, Contact> beforeTheWrite) {
            return stands(replace.before(), beforeTheWrite);
        }
    }),

    DOES_NOT_ANSWER_REMOVES(Set.of("4.5"), () -> new NaiveStore() {
        @Override
        List<Contact> answer(List<Change> changes, List<Contact> answer) {
            List<Contact> shorter = new ArrayList<>();
            for (int i = 0; i < changes.size(); i++) {
                if (!(changes.get(i) instanceof Change.Remove)) {
                    shorter.add(answer.get(i));
                }
            }
            return shorter;
        }
    }),

    CHECKS_AND_THEN_WRITES(Set.of("4.6"), () -> new NaiveStore() {
        @Override
        public WriteResult write(WriteRequest request) {
            boolean stale = request.changes().size() == 1
                    && request.changes()
                            .get(0)
                            .match(
                                    insert -> false,
                                    replace -> !isCurrent(this, replace.before()),
                                    remove -> !isCurrent(this, remove.before()));
            if (stale) {
                return WriteResult.stale(0);
            }
            if (request.changes().stream().anyMatch(Change.Replace.class::isInstance)) { // others are not raced for
                letOthersIn(this);
            }
            return super.write(request.withChanges(forced(this, request.changes())));
        }
    }),

    KEEPS_WHAT_IS_REMOVED(Set.of("4.8", "4.11", "4.12"), () -> new NaiveStore() {
        @Override
        Contact remove(Contact contact) {
            put(contact.deleted(contact.updatedAt(), null));
            return contact;
        }
    }),

    CHANGES_CONTACTS_OF_OTHER_ORGANIZATIONS(Set.of("4.9"), () -> new NaiveStore() {
        @Override
        void requireOrganization(Change change, long organizationId) {}
    }),

    WRITES_WHATEVER_THE_TIME(Set.of("4.10"), () -> new NaiveStore() {
        @Override
        void checkBeforeWriting(WorkBudget budget) {}
    });

    private final Set<String> rules;
    private final Supplier<ContactRepository> store;

    BrokenStore(Set<String> rules, Supplier<ContactRepository> store) {
        this.rules = rules;
        this.store = store;
    }

    /** The numbers of the rules that must fail, and no others. */
    public Set<String> rules() {
        return rules;
    }

    public ContactRepository make() {
        return store.get();
    }

    private static long inState(ContactQuery query, List<Contact> contacts) {
        return contacts.stream()
                .filter(contact -> contact.lifeState() == query.lifeState())
                .count();
    }

    private static boolean isEmail(ContactKey key) {
        return key.kind() == ContactKey.Kind.EMAIL;
    }

    private static Contact with(Contact contact, ContactDetails details) {
        return contact.toBuilder().details(details).build();
    }

    private static Contact withFoldedName(Contact contact) {
        ContactDetails.Builder details = contact.details().toBuilder();
        if (contact.lastName() != null) {
            details.lastName(ContactFields.LAST_NAME.folded(contact.lastName()));
        }
        return with(
                contact,
                details.firstName(ContactFields.FIRST_NAME.folded(contact.firstName()))
                        .build());
    }

    private static boolean like(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        pattern.chars()
                .mapToObj(c -> c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(Character.toString(c)))
                .forEach(regex::append);
        return Pattern.compile(regex.toString())
                .matcher(text.toLowerCase(Locale.ROOT))
                .find();
    }

    private static boolean isCurrent(NaiveStore store, Contact before) {
        Contact current = store.current(before.id());
        return current != null && current.version() == before.version();
    }

    /** The same replacement of the contact as it is stored now: last writer wins. */
    private static List<Change> forced(NaiveStore store, List<Change> changes) {
        if (changes.size() == 1 && changes.get(0) instanceof Change.Replace replace) {
            Contact current = store.current(replace.before().id());
            if (current != null) {
                Contact after = replace.after().toBuilder()
                        .version(current.version() + 1)
                        .build();
                return List.of(new Change.Replace(current, after));
            }
        }
        return changes;
    }

    /** Waits a moment for another thread to write, as a store without a transaction may have to. */
    private static void letOthersIn(NaiveStore store) {
        long writes = store.writes();
        for (int i = 0; i < 2_000 && store.writes() == writes; i++) {
            Thread.yield();
        }
    }

    /** Asks first whether others have the keys of some kind, and then no more. */
    private static final class LooksBeforeItWrites extends NaiveStore {
        private final ThreadLocal<Boolean> isLooking = ThreadLocal.withInitial(() -> false);
        private final Predicate<ContactKey> looked;

        LooksBeforeItWrites(Predicate<ContactKey> looked) {
            this.looked = looked;
        }

        @Override
        public WriteResult write(WriteRequest request) {
            isLooking.set(true);
            WriteResult found = tried(request);
            isLooking.set(false);
            Thread.yield();
            return found.taken().isEmpty() ? super.write(request) : found;
        }

        @Override
        List<TakenKey> taken(long organizationId, List<KeyOf> added, Map<Long, Contact> before) {
            return super.taken(
                    organizationId,
                    added.stream()
                            .filter(each -> isLooking.get() || !looked.test(each.key()))
                            .toList(),
                    before);
        }
    }
}
