package dev.contactbook.it.stores;

import dev.contactbook.domain.Contact;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Feeds that get one thing wrong, as real ones do, and the rules of the contract that must say so. */
enum BrokenFeed {
    NOTHING_WRONG(Set.of(), NaiveFeed::new),

    NOTHING_WRONG_WITH_STRIPES(Set.of(), Striped::new),

    MISSES_DELETED_CONTACTS(Set.of("5.1", "5.2"), () -> new NaiveFeed() {
        @Override
        boolean tells(Stamp stamp, long organizationId, ChangePosition position) {
            return super.tells(stamp, organizationId, position)
                    && stamp.contact().isLive();
        }
    }),

    TELLS_WHAT_CONTACTS_WERE_WHEN_INSERTED(Set.of("5.1", "5.2", "5.3"), () -> new NaiveFeed() {
        private final Map<Long, Contact> inserted = new HashMap<>();

        @Override
        void stamp(Contact contact) {
            inserted.putIfAbsent(contact.id(), contact);
            super.stamp(contact);
        }

        @Override
        List<Contact> contacts(List<Stamp> page) {
            return page.stream()
                    .map(stamp -> inserted.get(stamp.contact().id()))
                    .toList();
        }
    }),

    TELLS_EVERY_CHANGE(Set.of("5.1", "5.2", "5.8"), () -> new NaiveFeed() {
        private final List<Stamp> log = new ArrayList<>();

        @Override
        void stamp(Contact contact) {
            log.add(new Stamp(contact, stripe(), nextRevision()));
        }

        @Override
        synchronized Changes answer(long organizationId, ChangePosition position, int limit) {
            List<Stamp> news = log.stream()
                    .filter(stamp -> tells(stamp, organizationId, position) && now(stamp) != null)
                    .toList();
            List<Stamp> page = page(news, limit);
            return new Changes(page.stream().map(this::now).toList(), next(position, page, news));
        }

        private Contact now(Stamp stamp) {
            return current(stamp.contact().id());
        }
    }),

    TELLS_THE_LAST_ONE_AGAIN(Set.of("5.1", "5.2", "5.5", "5.8"), () -> new NaiveFeed() {
        @Override
        boolean tells(Stamp stamp, long organizationId, ChangePosition position) {
            return stamp.contact().organizationId() == organizationId
                    && stamp.revision() >= position.revision(stamp.stripe());
        }
    }),

    LEAVES_OUT_THE_FIRST_ONE_AFTER_THE_POSITION(Set.of("5.1", "5.2", "5.3", "5.5", "5.8"), () -> new NaiveFeed() {
        @Override
        boolean tells(Stamp stamp, long organizationId, ChangePosition position) {
            return super.tells(stamp, organizationId, position)
                    && stamp.revision() > position.revision(stamp.stripe()) + 1;
        }
    }),

    GOES_ON_BEHIND_THE_FIRST_ONE_IT_LEFT_OUT(Set.of("5.3", "5.5"), () -> new NaiveFeed() {
        @Override
        ChangePosition next(ChangePosition position, List<Stamp> page, List<Stamp> news) {
            return super.next(position, news.subList(0, Math.min(page.size() + 1, news.size())), news);
        }
    }),

    TELLS_EACH_CHANGE_TO_ONE_READER_ONLY(Set.of("5.1", "5.2", "5.5", "5.8"), () -> new NaiveFeed() {
        private final Set<Contact> told = new HashSet<>();

        @Override
        synchronized Changes answer(long organizationId, ChangePosition position, int limit) {
            Changes changes = super.answer(organizationId, position, limit);
            told.addAll(changes.contacts());
            return changes;
        }

        @Override
        boolean tells(Stamp stamp, long organizationId, ChangePosition position) {
            return super.tells(stamp, organizationId, position) && !told.contains(stamp.contact());
        }
    }),

    TELLS_INSERTS_ONLY(Set.of("5.2", "5.3"), () -> new NaiveFeed() {
        @Override
        void stamp(Contact contact) {
            Stamp inserted = stamps().stream()
                    .filter(stamp -> stamp.contact().id() == contact.id())
                    .findFirst()
                    .orElseGet(() -> new Stamp(contact, stripe(), nextRevision()));
            stamp(new Stamp(contact, inserted.stripe(), inserted.revision()));
        }
    }),

    STAMPS_THE_FIRST_CHANGE_OF_A_WRITE_ONLY(Set.of("5.1", "5.2", "5.3"), () -> new NaiveFeed() {
        @Override
        void stampAll(List<Change> changes, List<Contact> results) {
            for (int i = 0; i < results.size(); i++) {
                if (i == 0 || changes.get(i) instanceof Change.Remove) {
                    super.stampAll(changes.subList(i, i + 1), results.subList(i, i + 1));
                }
            }
        }
    }),

    GIVES_A_WRITE_ONE_REVISION(Set.of("5.3", "5.5"), () -> new NaiveFeed() {
        private long revision;

        @Override
        void stampAll(List<Change> changes, List<Contact> results) {
            revision++;
            super.stampAll(changes, results);
        }

        @Override
        long nextRevision() {
            return revision;
        }
    }),

    GOES_BY_THE_TIME_OF_THE_CHANGE(Set.of("5.2", "5.3", "5.5"), () -> new NaiveFeed() {
        @Override
        void stamp(Contact contact) {
            stamp(new Stamp(contact, stripe(), contact.updatedAt().toEpochMilli()));
        }
    }),

    STAMPS_WHAT_WAS_NOT_STORED(Set.of("5.2"), () -> new NaiveFeed() {
        @Override
        void stampStale(long organizationId, List<Change> changes) {
            changes.forEach(change -> {
                Contact before = change.match(insert -> null, Change.Replace::before, Change.Remove::before);
                if (before != null) {
                    stamp(before);
                }
            });
        }
    }),

    READS_ONE_STRIPE_AFTER_THE_OTHER(Set.of("5.2"), () -> new Striped() {
        @Override
        Changes answer(long organizationId, ChangePosition position, int limit) {
            ChangePosition before = last();
            List<Contact> contacts = new ArrayList<>();
            ChangePosition next = position;
            for (int stripe = 0; stripe < STRIPES; stripe++) {
                letOthersWrite(this);
                int current = stripe;
                List<Stamp> page = page(
                        stamps().stream()
                                .filter(stamp -> stamp.stripe() == current && tells(stamp, organizationId, position))
                                .sorted(Comparator.comparing(Stamp::revision))
                                .toList(),
                        limit - contacts.size());
                contacts.addAll(contacts(page));
                next = told(next, page);
            }
            return new Changes(contacts, contacts.size() < limit ? later(next, before) : next);
        }
    }),

    READS_THE_POSITION_BEFORE_THE_CONTACTS(Set.of("5.2"), () -> new NaiveFeed() {
        @Override
        Changes answer(long organizationId, ChangePosition position, int limit) {
            Changes before = super.answer(organizationId, position, limit);
            letOthersWrite(this);
            Changes after = super.answer(organizationId, position, limit);
            return before.contacts().isEmpty() ? before : new Changes(after.contacts(), before.next());
        }
    }),

    READS_THE_POSITION_AFTER_THE_CONTACTS(Set.of("5.3"), () -> new NaiveFeed() {
        @Override
        Changes answer(long organizationId, ChangePosition position, int limit) {
            Changes before = super.answer(organizationId, position, limit);
            letOthersWrite(this);
            Changes after = super.answer(organizationId, position, limit);
            return before.contacts().isEmpty() ? before : new Changes(before.contacts(), after.next());
        }
    }),

    STAMPS_BEFORE_IT_HAS_THE_LOCK(Set.of("5.3"), () -> new NaiveFeed() {
        private final ThreadLocal<Long> revision = new ThreadLocal<>();
        private long lastStart;

        @Override
        public WriteResult write(WriteRequest request) {
            synchronized (revision) {
                revision.set(lastStart);
                lastStart += request.changes().size();
            }
            if (request.changes().size() == 1) {
                letOthersBeTold(this);
            }
            return super.write(request);
        }

        @Override
        long nextRevision() {
            revision.set(revision.get() + 1);
            return revision.get();
        }
    }),

    FORGETS_A_CHANGE_MADE_WHILE_IT_WAS_ASKED(Set.of("5.3"), () -> new NaiveFeed() {
        private volatile long asking;

        @Override
        Changes answer(long organizationId, ChangePosition position, int limit) {
            asking++;
            letOthersWrite(this);
            asking--;
            return super.answer(organizationId, position, limit);
        }

        @Override
        void stamp(Contact contact) {
            if (asking == 0) {
                super.stamp(contact);
            }
        }
    }),

    TELLS_WHAT_A_STALE_WRITE_WOULD_HAVE_DONE(Set.of("5.2", "5.4"), () -> new NaiveFeed() {
        @Override
        void stampStale(long organizationId, List<Change> changes) {
            for (Change change : changes) {
                Contact never = change.match(insert -> null, Change.Replace::after, remove -> null);
                if (never != null) {
                    stamp(never);
                }
            }
        }
    }),

    TELLS_WHAT_IS_NOT_COMMITTED_YET(Set.of("5.4"), () -> new NaiveFeed() {
        private final Map<Thread, Contact> uncommitted = new ConcurrentHashMap<>();

        @Override
        public WriteResult write(WriteRequest request) {
            boolean fails = request.changes().size() > 2 && request.changes().get(2) instanceof Change.Remove;
            if (fails && request.changes().get(1) instanceof Change.Replace replace) {
                uncommitted.put(Thread.currentThread(), replace.after());
                letOthersBeTold(this);
                uncommitted.remove(Thread.currentThread());
            }
            return super.write(request);
        }

        @Override
        List<Contact> contacts(List<Stamp> page) {
            List<Contact> contacts = new ArrayList<>(super.contacts(page));
            contacts.addAll(uncommitted.values());
            return contacts;
        }
    }),

    IGNORES_THE_LIMIT(Set.of("5.5"), () -> new NaiveFeed() {
        @Override
        List<Stamp> page(List<Stamp> news, int limit) {
            return news;
        }
    }),

    TELLS_ONE_MORE_THAN_THE_LIMIT(Set.of("5.5"), () -> new NaiveFeed() {
        @Override
        List<Stamp> page(List<Stamp> news, int limit) {
            return super.page(news, limit + 1);
        }
    }),

    TAKES_ANY_LIMIT(Set.of("5.5"), () -> new NaiveFeed() {
        @Override
        void requireLimit(int limit) {}

        @Override
        List<Stamp> page(List<Stamp> news, int limit) {
            return super.page(news, Math.max(0, limit));
        }
    }),

    COUNTS_REMOVED_CONTACTS_FOR_THE_LIMIT(Set.of("5.5"), () -> new NaiveFeed() {
        @Override
        void removed(Contact contact) {
            stamp(contact);
        }

        @Override
        List<Contact> contacts(List<Stamp> page) {
            return page.stream()
                    .map(Stamp::contact)
                    .filter(contact -> current(contact.id()) != null)
                    .toList();
        }
    }),

    GOES_BACK_TO_THE_START_WHERE_NOTHING_IS_NEW(Set.of("5.2", "5.5", "5.8"), () -> new NaiveFeed() {
        @Override
        ChangePosition next(ChangePosition position, List<Stamp> page, List<Stamp> news) {
            return page.isEmpty() ? ChangePosition.START : super.next(position, page, news);
        }
    }),

    STILL_TELLS_WHAT_WAS_TAKEN_OUT(Set.of("5.6"), () -> new NaiveFeed() {
        @Override
        void removed(Contact contact) {}
    }),

    TELLS_THAT_A_CONTACT_WAS_TAKEN_OUT(Set.of("5.6"), () -> new NaiveFeed() {
        @Override
        void removed(Contact contact) {
            stamp(contact);
        }
    }),

    TELLS_OF_OTHER_ORGANIZATIONS(Set.of("5.7"), () -> new NaiveFeed() {
        @Override
        boolean tells(Stamp stamp, long organizationId, ChangePosition position) {
            return stamp.isAfter(position);
        }
    }),

    TELLS_OF_OTHER_ORGANIZATIONS_AFTER_THEIR_POSITIONS(Set.of("5.7"), () -> new NaiveFeed() {
        @Override
        boolean tells(Stamp stamp, long organizationId, ChangePosition position) {
            boolean foreign = stamps().stream()
                    .anyMatch(other -> other.contact().organizationId() != organizationId
                            && other.revision() == position.revision(other.stripe()));
            return foreign ? stamp.isAfter(position) : super.tells(stamp, organizationId, position);
        }
    }),

    ENDS_LACK_THE_LAST_CHANGE(Set.of("5.8"), () -> new NaiveFeed() {
        @Override
        ChangePosition end(Stamp stamp) {
            return stamp.revision() < lastRevision() ? super.end(stamp) : ChangePosition.START;
        }
    }),

    ENDS_ARE_OF_ONE_ORGANIZATION(Set.of("5.8"), () -> new NaiveFeed() {
        @Override
        public synchronized SortedMap<Long, ChangePosition> ends() {
            SortedMap<Long, ChangePosition> ends = super.ends();
            return ends.isEmpty() ? ends : ends.headMap(ends.firstKey() + 1);
        }
    }),

    ENDS_ARE_WHERE_NO_READER_COMES(Set.of("5.8"), () -> new NaiveFeed() {
        @Override
        void removed(Contact contact) {
            stamp(contact);
            super.removed(contact);
        }

        @Override
        ChangePosition end(Stamp stamp) {
            return ChangePosition.START.after(stamp.stripe(), lastRevision());
        }
    }),

    ENDS_ARE_OF_ONE_STRIPE(Set.of("5.8"), () -> new Striped() {
        @Override
        ChangePosition end(Stamp stamp) {
            return stamp.stripe() == 0 ? super.end(stamp) : ChangePosition.START;
        }
    });

    private static final int MOMENT = 500;

    private final Set<String> rules;
    private final Supplier<NaiveFeed> feed;

    BrokenFeed(Set<String> rules, Supplier<NaiveFeed> feed) {
        this.rules = rules;
        this.feed = feed;
    }

    /** The numbers of the rules that must fail, and no others. */
    Set<String> rules() {
        return rules;
    }

    NaiveFeed make() {
        return feed.get();
    }

    /** Gives each write another stripe, so that contacts move from one to another. */
    private static class Striped extends NaiveFeed {
        static final int STRIPES = 3;

        private ChangePosition last = ChangePosition.START;

        synchronized ChangePosition last() {
            return last;
        }

        @Override
        void stamp(Contact contact) {
            Stamp stamp = new Stamp(contact, stripe(), nextRevision());
            last = last.after(stamp.stripe(), stamp.revision());
            stamp(stamp);
        }

        @Override
        int stripe() {
            return (int) (writes() % STRIPES);
        }

        /** A contact that moved leaves no stamp in its last stripe, so a reader who was told all goes on there too. */
        @Override
        ChangePosition next(ChangePosition position, List<Stamp> page, List<Stamp> news) {
            ChangePosition next = super.next(position, page, news);
            return page.size() == news.size() ? later(next, last) : next;
        }
    }

    /** Waits a moment for another thread to write. */
    private static void letOthersWrite(NaiveFeed feed) {
        long writes = feed.writes();
        for (int i = 0; i < MOMENT && feed.writes() == writes; i++) {
            Thread.yield();
        }
    }

    /** Waits a shorter moment for other threads to be told of what was written meanwhile: each write waits. */
    private static void letOthersBeTold(NaiveFeed feed) {
        long answers = feed.answers();
        for (int i = 0; i < MOMENT / 5 && feed.answers() < answers + 2; i++) {
            Thread.yield();
        }
    }
}
