package dev.contactbook.spi;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;

/**
 * Which keys contacts get and lose by the changes of one write, for stores that keep keys beside contacts (rule 4.11).
 *
 * <p>A contact that is changed several times counts once. Immutable.
 */
public final class KeyChanges {
    /** By contact, of inserts by a number below 0: keys and the change by which the contact gets them. */
    private final Map<Long, Map<ContactKey, Integer>> added = new HashMap<>();

    private final Map<Long, Map<ContactKey, Integer>> freed = new HashMap<>();

    private KeyChanges() {}

    /**
     * The keys that change.
     *
     * @param changes what is written, in order
     * @return the changes of keys
     */
    public static KeyChanges of(List<Change> changes) {
        KeyChanges keys = new KeyChanges();
        for (int i = 0; i < changes.size(); i++) {
            keys.apply(i, changes.get(i));
        }
        return keys;
    }

    private void apply(int index, Change change) {
        NavigableSet<ContactKey> none = Collections.emptyNavigableSet();
        if (change instanceof Change.Insert insert) {
            step(-1L - index, index, none, ContactKey.of(insert.contact().details()));
        } else if (change instanceof Change.Replace replace) {
            if (ContactKey.mayDiffer(replace.before(), replace.after())) {
                step(replace.before().id(), index, ContactKey.of(replace.before()), ContactKey.of(replace.after()));
            }
        } else if (change instanceof Change.Remove remove) {
            step(remove.before().id(), index, ContactKey.of(remove.before()), none);
        }
    }

    private void step(long contact, int index, NavigableSet<ContactKey> before, NavigableSet<ContactKey> after) {
        before.stream().filter(key -> !after.contains(key)).forEach(key -> move(key, contact, index, added, freed));
        after.stream().filter(key -> !before.contains(key)).forEach(key -> move(key, contact, index, freed, added));
    }

    /** What an earlier change did to a key is undone, or else it is done. */
    private static void move(
            ContactKey key,
            long contact,
            int index,
            Map<Long, Map<ContactKey, Integer>> undone,
            Map<Long, Map<ContactKey, Integer>> done) {
        Map<ContactKey, Integer> earlier = undone.get(contact);
        if (earlier == null || earlier.remove(key) == null) {
            done.computeIfAbsent(contact, any -> new HashMap<>()).put(key, index);
        }
    }

    /** {@return whether no contact gets or loses a key} */
    public boolean isEmpty() {
        return added.values().stream().allMatch(Map::isEmpty)
                && freed.values().stream().allMatch(Map::isEmpty);
    }

    /**
     * Returns whether a contact gets a key of some kinds.
     *
     * @param kinds which kinds
     * @return whether one does
     */
    public boolean adds(Set<ContactKey.Kind> kinds) {
        return added.values().stream()
                .flatMap(keys -> keys.keySet().stream())
                .anyMatch(key -> kinds.contains(key.kind()));
    }

    /**
     * The keys that contacts get.
     *
     * @param stored one contact for each change, as it is stored
     * @return the keys in the order in which all writers take them, and a key of several contacts by the change
     */
    public List<KeyOf> added(List<Contact> stored) {
        return listed(added, stored);
    }

    /**
     * The keys that contacts lose.
     *
     * @param stored one contact for each change, as it is stored
     * @return the keys in their order
     */
    public List<KeyOf> freed(List<Contact> stored) {
        return listed(freed, stored);
    }

    private static List<KeyOf> listed(Map<Long, Map<ContactKey, Integer>> keys, List<Contact> stored) {
        List<KeyOf> all = new ArrayList<>();
        keys.values()
                .forEach(ofContact -> ofContact.forEach(
                        (key, index) -> all.add(new KeyOf(key, stored.get(index).id(), index))));
        all.sort(Comparator.comparing(KeyOf::key).thenComparingInt(KeyOf::index));
        return Collections.unmodifiableList(all);
    }

    /** How many contacts get and lose keys, without the keys. */
    @Override
    public String toString() {
        return "KeyChanges[" + added.size() + " added, " + freed.size() + " freed]";
    }

    /**
     * A key that a contact gets or loses. Immutable.
     *
     * @param key the key
     * @param contactId the contact
     * @param index the change by which it does, from 0
     */
    public record KeyOf(ContactKey key, long contactId, int index) {}
}
