package dev.contactbook.memory;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.LifeState;
import dev.contactbook.domain.Position;
import dev.contactbook.domain.Sort;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import dev.contactbook.spi.EmailClash;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WorkBudget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The contacts of an organization at one instant. Immutable.
 *
 * @param all all contacts, by id
 * @param live the live ones
 * @param deleted the deleted ones
 * @param keyed the ids of all contacts, once for each of their keys
 * @param changes all contacts, by the revision of their last change
 * @param revision the last revision
 */
record Snapshot(
        OrderedTrie<Revised> all,
        InState live,
        InState deleted,
        OrderedTrie<Keyed> keyed,
        OrderedTrie<Revised> changes,
        long revision) {
    static final Snapshot EMPTY = new Snapshot(
            OrderedTrie.by(revised -> key(revised.contact().id())),
            InState.EMPTY,
            InState.EMPTY,
            OrderedTrie.by(keyed -> key(keyed.hash(), keyed.id())),
            OrderedTrie.by(revised -> key(revised.revision())),
            0);

    /** One lock, so one order of all changes. */
    private static final int STRIPE = 0;

    private static long[] key(long... numbers) {
        return numbers;
    }

    private static long[] key(Instant created, long id) {
        return key(created.getEpochSecond(), created.getNano(), id);
    }

    /** Returns a contact, live or deleted. The live ones come first, because most are. */
    @Nullable
    Contact find(long id) {
        Contact found = live.byId.get(id);
        return found == null ? deleted.byId.get(id) : found;
    }

    private InState in(LifeState state) {
        return switch (state) {
            case LIVE -> live;
            case DELETED -> deleted;
        };
    }

    /** Returns this snapshot with a new version of a contact. */
    Snapshot with(Contact contact) {
        Revised revised = new Revised(contact, revision + 1);
        Contact before = find(contact.id());
        boolean hasSameKeys = before != null && !ContactKey.mayDiffer(before, contact);
        Snapshot others = without(contact.id());
        return new Snapshot(
                others.all.with(revised),
                others.live.with(contact, LifeState.LIVE),
                others.deleted.with(contact, LifeState.DELETED),
                hasSameKeys ? keyed : others.keyed(contact),
                others.changes.with(revised),
                revised.revision());
    }

    /** Returns this snapshot without a contact. */
    Snapshot without(long id) {
        Revised gone = all.get(id);
        if (gone == null) {
            return this;
        }
        OrderedTrie<Keyed> others = keyed;
        for (ContactKey key : ContactKey.of(gone.contact())) {
            others = others.without(Keyed.hash(key), id);
        }
        return new Snapshot(
                all.without(id),
                live.without(gone.contact()),
                deleted.without(gone.contact()),
                others,
                changes.without(gone.revision()),
                revision);
    }

    private OrderedTrie<Keyed> keyed(Contact contact) {
        OrderedTrie<Keyed> more = keyed;
        for (ContactKey key : ContactKey.of(contact)) {
            more = more.with(new Keyed(Keyed.hash(key), contact.id()));
        }
        return more;
    }

    /** Returns the contacts that have a key, in ascending order of id. */
    List<Contact> having(ContactKey key) {
        return hashed(key)
                .filter(contact -> ContactKey.of(contact).contains(key))
                .toList();
    }

    /** Returns the e-mails after one that several contacts have. */
    List<EmailClash> emailClashes(String after, int limit) {
        NavigableMap<String, List<Long>> holders = new TreeMap<>();
        for (Contact contact : live.all()) {
            for (ContactKey key : ContactKey.of(contact)) {
                if (key.kind() == ContactKey.Kind.EMAIL) {
                    holders.computeIfAbsent(key.text(), any -> new ArrayList<>())
                            .add(contact.id());
                }
            }
        }
        return holders.tailMap(after, false).entrySet().stream()
                .filter(email -> email.getValue().size() > 1)
                .limit(limit)
                .map(email -> new EmailClash(
                        email.getKey(),
                        email.getValue().stream().limit(EmailClash.MOST_IDS).toList()))
                .toList();
    }

    private Stream<Contact> hashed(ContactKey key) {
        long hash = Keyed.hash(key);
        int from = keyed.countBefore(hash, Long.MIN_VALUE);
        int to = keyed.countBefore(hash, Long.MAX_VALUE);
        return keyed.range(from, to).stream().flatMap(one -> Stream.ofNullable(find(one.id())));
    }

    /** Returns contacts in the life state of a query, all that can match it among them. */
    private List<Contact> candidates(ContactQuery query) {
        InState inState = in(query.lifeState());
        return ContactKey.neededBy(query)
                .filter(keys -> keys.size() < inState.byId.size())
                .map(keys -> keys.stream()
                        .flatMap(this::hashed)
                        .filter(contact -> contact.lifeState() == query.lifeState())
                        .distinct()
                        .toList())
                .orElseGet(inState::all);
    }

    Changes changesSince(ChangePosition position, int limit) {
        int from = changes.countBefore(position.revision(STRIPE) + 1);
        List<Contact> changed = new ArrayList<>();
        ChangePosition next = position;
        for (Revised change : changes.range(from, from + Math.min(limit, changes.size() - from))) {
            changed.add(change.contact());
            next = position.after(STRIPE, change.revision());
        }
        boolean toldAll = changed.size() < limit && revision > next.revision(STRIPE);
        return new Changes(changed, toldAll ? next.after(STRIPE, revision) : next);
    }

    /** Returns the position after all changes, empty before the first one. */
    Optional<ChangePosition> end() {
        return revision == 0 ? Optional.empty() : Optional.of(ChangePosition.START.after(STRIPE, revision));
    }

    /**
     * Returns the rows of a request: from a tree with its order, otherwise from a scan of all contacts, or of those
     * that have a key which all matches need.
     */
    Rows list(ListRequest request) {
        Optional<Rows> fromTree = fromTree(request);
        if (fromTree.isPresent()) {
            return fromTree.get();
        }
        ContactQuery query = request.query();
        WorkBudget budget = request.budget();
        Optional<Position> start = request.start();
        Steps steps = new Steps(budget);
        Comparator<Placed> order = (one, other) -> {
            steps.next();
            return one.place().compareTo(other.place());
        };
        long looked = (long) query.skip() + query.limit() + 1; // one more row shows whether more follow
        PriorityQueue<Placed> first = new PriorityQueue<>(order.reversed());
        int matching = 0;
        boolean isFiltered = query.filter().isPresent();
        for (Contact contact : candidates(query)) {
            if (isFiltered && !contact.customFields().asMap().isEmpty()) {
                budget.check(); // twenty texts in a hundred custom fields take 0.1 s
            } else {
                steps.next();
            }
            Position place = query.place(contact).orElse(null);
            if (place != null) {
                matching++;
                budget.requireSortable(query, matching);
                if (query.limit() > 0 && (start.isEmpty() || start.get().compareTo(place) < 0)) {
                    first.add(new Placed(place, contact));
                    if (first.size() == looked + 1) {
                        first.remove();
                    }
                }
            }
        }
        List<Placed> following = new ArrayList<>(first);
        following.sort(order);
        int from = Math.min(query.skip(), following.size());
        int to = Math.min(from + query.limit(), following.size());
        List<Contact> page = following.subList(from, to).stream()
                .map(placed -> query.project(placed.contact()))
                .toList();
        return rows(query, page, matching, to < following.size());
    }

    private static Rows rows(ContactQuery query, List<Contact> page, int total, boolean isFollowed) {
        return new Rows(
                page,
                query.wantsTotal() ? OptionalLong.of(total) : OptionalLong.empty(),
                query.limit() > 0 && isFollowed);
    }

    /**
     * Returns the rows of a request for all contacts by id or creation, at the same cost for any size. Empty for
     * others.
     */
    Optional<Rows> fromTree(ListRequest request) {
        return ordered(request.query()).map(ordered -> ordered.page(request.start(), request.query()));
    }

    private Optional<Ordered> ordered(ContactQuery query) {
        List<Sort> sorts = query.sorts();
        InState inState = in(query.lifeState());
        if (query.search().isPresent() || query.filter().isPresent()) {
            return Optional.empty();
        } else if (sorts.isEmpty()) {
            return Optional.of(byId(inState, Sort.Direction.ASC));
        } else if (query.lifeState() == LifeState.DELETED && sorts.equals(ContactQuery.NEWEST_DELETED_FIRST)) {
            return Optional.of(new Ordered(inState.byDeletion, Sort.Direction.DESC, Snapshot::deletion));
        } else if (sorts.size() > 1) {
            return Optional.empty();
        } else if (sorts.get(0).field() == ContactFields.ID) {
            return Optional.of(byId(inState, sorts.get(0).direction()));
        } else if (sorts.get(0).field() == ContactFields.CREATED_AT) {
            return Optional.of(new Ordered(inState.oldest, sorts.get(0).direction(), Snapshot::creation));
        }
        return Optional.empty();
    }

    private static Ordered byId(InState contacts, Sort.Direction direction) {
        return new Ordered(contacts.byId, direction, place -> key(place.id()));
    }

    private static long[] key(Instant deleted, Instant created, long id) {
        return key(deleted.getEpochSecond(), deleted.getNano(), created.getEpochSecond(), created.getNano(), id);
    }

    private static long[] deletion(Position place) {
        return key(
                (Instant) Objects.requireNonNull(place.values().get(0)),
                (Instant) Objects.requireNonNull(place.values().get(1)),
                place.id());
    }

    private static long[] creation(Position place) {
        return key((Instant) Objects.requireNonNull(place.values().get(0)), place.id());
    }

    /**
     * A contact and the revision of its last change.
     *
     * @param contact the contact
     * @param revision 1 for the first change of the organization
     */
    record Revised(Contact contact, long revision) {}

    /**
     * The contacts in one life state.
     *
     * @param byId all of them, by id
     * @param oldest all of them, by creation and then by id
     * @param byDeletion all deleted ones, by deletion, then by creation and then by id
     */
    record InState(OrderedTrie<Contact> byId, OrderedTrie<Contact> oldest, OrderedTrie<Contact> byDeletion) {
        static final InState EMPTY = new InState(
                OrderedTrie.by(contact -> key(contact.id())),
                OrderedTrie.by(contact -> key(contact.createdAt(), contact.id())),
                OrderedTrie.by(InState::deletion));

        private static long[] deletion(Contact contact) {
            return key(Objects.requireNonNull(contact.deletedAt()), contact.createdAt(), contact.id());
        }

        /** Returns these with a contact, if it is in a state. */
        InState with(Contact contact, LifeState state) {
            return contact.lifeState() == state
                    ? new InState(
                            byId.with(contact),
                            oldest.with(contact),
                            state == LifeState.DELETED ? byDeletion.with(contact) : byDeletion)
                    : this;
        }

        InState without(Contact contact) {
            return new InState(
                    byId.without(contact.id()),
                    oldest.without(key(contact.createdAt(), contact.id())),
                    contact.lifeState() == LifeState.DELETED ? byDeletion.without(deletion(contact)) : byDeletion);
        }

        List<Contact> all() {
            return byId.range(0, byId.size());
        }
    }

    /**
     * A contact under one of its keys. A contact whose keys have equal hashes is there once, and others may have the
     * same hash: which keys a contact has, it knows.
     *
     * @param hash the hash of the key
     * @param id the contact
     */
    record Keyed(long hash, long id) {
        static long hash(ContactKey key) {
            long hash = 0;
            for (int i = 0; i < key.text().length(); i++) {
                hash = (hash ^ key.text().charAt(i)) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 32;
            }
            return hash;
        }
    }

    /**
     * A matching contact and its place in the order of the query.
     *
     * @param place the place
     * @param contact the contact
     */
    private record Placed(Position place, Contact contact) {}

    /** Checks the budget of a call after some steps: a check costs more than a step. Not thread-safe. */
    private static final class Steps {
        private static final int BETWEEN_LOOKS = 64;

        private final WorkBudget budget;
        private int done;

        Steps(WorkBudget budget) {
            this.budget = budget;
        }

        void next() {
            done++;
            if (done % BETWEEN_LOOKS == 0) {
                budget.check();
            }
        }
    }

    /**
     * All contacts of a life state in the order of a query.
     *
     * @param contacts the contacts, in ascending order
     * @param direction the direction of the query
     * @param key returns the key of a place
     */
    private record Ordered(OrderedTrie<Contact> contacts, Sort.Direction direction, Function<Position, long[]> key) {
        Rows page(Optional<Position> after, ContactQuery query) {
            int start = after.map(place -> countUpTo(key.apply(place))).orElse(0);
            return page(start, query);
        }

        /** Counts the contacts up to a place, in this direction. */
        private int countUpTo(long[] place) {
            int here = contacts.get(place) == null ? 0 : 1;
            int before = contacts.countBefore(place);
            return direction == Sort.Direction.ASC ? before + here : contacts.size() - before;
        }

        private Rows page(int start, ContactQuery query) {
            int size = contacts.size();
            int from = (int) Math.min((long) start + query.skip(), size);
            int to = (int) Math.min((long) from + query.limit(), size);
            List<Contact> page;
            if (direction == Sort.Direction.ASC) {
                page = contacts.range(from, to);
            } else {
                page = contacts.rangeBackwards(size - to, size - from);
            }
            if (!query.wantsCustomFields() || !query.wantsLists()) {
                page = page.stream().map(query::project).toList();
            }
            return rows(query, page, size, to < size);
        }
    }
}
