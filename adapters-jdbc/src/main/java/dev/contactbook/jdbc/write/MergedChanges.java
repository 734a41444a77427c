package dev.contactbook.jdbc.write;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.NewContact;
import dev.contactbook.jdbc.counters.Difference;
import dev.contactbook.jdbc.sql.StaleChange;
import dev.contactbook.spi.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a list of changes comes to: the contacts it inserts, and of every other contact the state it starts from and the
 * one it ends in. A contact that is changed several times is written once.
 */
final class MergedChanges {
    /** Beyond every index. */
    private static final int NONE = Integer.MAX_VALUE;

    private final List<NewContact> inserts = new ArrayList<>();

    /**
     * By id: two writers that touch the same contacts take them in the same order, so neither waits for the other for
     * ever.
     */
    private final SortedMap<Long, Net> nets = new TreeMap<>();

    private int firstStale = NONE;

    private MergedChanges() {}

    static MergedChanges of(List<Change> changes) {
        MergedChanges net = new MergedChanges();
        for (int i = 0; i < changes.size(); i++) {
            int index = i;
            changes.get(i)
                    .match(
                            insert -> net.inserts.add(insert.contact()),
                            replace -> net.touch(replace.before(), replace.after(), index),
                            remove -> net.touch(remove.before(), null, index));
        }
        return net;
    }

    private boolean touch(Contact before, @Nullable Contact after, int index) {
        Net earlier = nets.get(before.id());
        if (earlier == null) {
            nets.put(before.id(), new Net(before, after, index));
        } else if (earlier.after() != null && earlier.after().version() == before.version()) {
            nets.put(before.id(), new Net(earlier.before(), after, earlier.index()));
        } else {
            stale(index);
        }
        return true;
    }

    /** The contacts to insert, in their order. */
    List<NewContact> inserts() {
        return inserts;
    }

    /** The others, by id. */
    Collection<Net> nets() {
        return nets.values();
    }

    /** Those to replace, by id. */
    List<Net> replaces() {
        return nets.values().stream().filter(net -> net.after() != null).toList();
    }

    /** Those to take out, by id. */
    List<Net> removes() {
        return nets.values().stream().filter(net -> net.after() == null).toList();
    }

    /** Notes that a change came too late. */
    void stale(int index) {
        firstStale = Math.min(firstStale, index);
    }

    /** Throws if any change came too late, which takes back all of them. */
    void requireFresh() {
        if (firstStale != NONE) {
            throw new StaleChange(firstStale);
        }
    }

    /**
     * A contact that is replaced or taken out.
     *
     * @param before what must be stored now
     * @param after what will be. Null if it is taken out
     * @param index the first change to it
     */
    record Net(Contact before, @Nullable Contact after, int index) {
        long id() {
            return before.id();
        }

        /** What will be stored, of one that is replaced. */
        Contact stored() {
            return Objects.requireNonNull(after);
        }

        /** By how much the numbers of contacts change. */
        Difference difference() {
            return Difference.of(before, after);
        }
    }
}
