package dev.contactbook.api.write;

import dev.contactbook.api.write.WritePlan.NumberedItem;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.spi.Change;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The contacts of a plan as its changes so far leave them, by id and by the keys that commands need. */
final class PlannedContacts {
    private final Map<Long, Contact> current = new HashMap<>();
    private final Set<Long> changed = new HashSet<>();

    /** The ids of contacts by the keys that upserts look for. */
    private final Map<ContactKey, NavigableSet<Long>> holders = new HashMap<>();

    /** The unique keys that contacts of the plan get. */
    private final Set<ContactKey> gained = new HashSet<>();

    /** The stored contacts that get unique keys. */
    private final Map<ContactKey, Long> gainers = new HashMap<>();

    /** The contacts whose commands wait. */
    private final Set<Long> waiting = new HashSet<>();

    /** The unique keys that commands that wait may get or free. */
    private final Set<ContactKey> waitingKeys = new HashSet<>();

    private final Set<ContactKey.Kind> unique;

    /**
     * Contacts before a plan.
     *
     * @param unique the kinds of keys for which commands may wait for the next plan, so that each sees only what those
     *     before it did. Empty if none may
     */
    PlannedContacts(List<NumberedItem> items, Collection<Contact> found, Set<ContactKey.Kind> unique) {
        this.unique = unique;
        items.forEach(item -> item.command().keys().forEach(key -> holders.put(key, new TreeSet<>())));
        found.forEach(this::put);
    }

    private void put(Contact contact) {
        Contact before = current.put(contact.id(), contact);
        if (holders.isEmpty() || (before != null && !ContactKey.mayDiffer(before, contact))) {
            return;
        }
        if (before != null) {
            holdersOf(before).forEach(ids -> ids.remove(contact.id()));
        }
        holdersOf(contact).forEach(ids -> ids.add(contact.id()));
    }

    private Stream<NavigableSet<Long>> holdersOf(Contact contact) {
        return ContactKey.of(contact).stream().flatMap(key -> Stream.ofNullable(holders.get(key)));
    }

    /**
     * Whether a command has to wait: it needs a unique key that a command before it gets, or it shares a unique key or
     * a contact with a command that waits.
     */
    boolean awaits(ContactCommand command) {
        if (gained.isEmpty() && waiting.isEmpty()) {
            return false; // as of a command alone
        }
        List<Contact> about = of(command);
        Set<ContactKey> wanted = command.match(
                create -> unique(create.details().applyTo(ContactDetails.EMPTY)),
                patch -> unique(patch.changes().applyTo(ContactDetails.EMPTY)),
                delete -> Set.<ContactKey>of(),
                restore -> about.isEmpty()
                        ? Set.<ContactKey>of()
                        : unique(about.get(0).details()),
                upsert -> unique(upsert.details().applyTo(ContactDetails.EMPTY)));
        Set<ContactKey> needed = command.contactId().isPresent() ? Set.of() : wanted;
        boolean awaits = command.keys().stream().anyMatch(gained::contains)
                || needed.stream().anyMatch(key -> gained.contains(key) && !has(about, key))
                || wanted.stream().anyMatch(key -> waitingKeys.contains(key) && !has(about, key))
                || about.stream().anyMatch(contact -> waiting.contains(contact.id()));
        if (awaits) {
            waitingKeys.addAll(wanted);
            about.forEach(this::postpone);
            // What comes later may not change the contact that this one meets.
            needed.forEach(key -> Optional.ofNullable(gainers.get(key)).ifPresent(waiting::add));
        }
        return awaits;
    }

    private void postpone(Contact contact) {
        waitingKeys.addAll(unique(contact));
        waiting.add(contact.id());
    }

    private static boolean has(List<Contact> contacts, ContactKey key) {
        return contacts.stream().anyMatch(contact -> ContactKey.of(contact).contains(key));
    }

    private Set<ContactKey> unique(Contact contact) {
        return mayHaveUnique(contact.details()) ? unique(ContactKey.of(contact)) : Set.of();
    }

    private Set<ContactKey> unique(ContactDetails details) {
        return mayHaveUnique(details) ? unique(ContactKey.of(details)) : Set.of();
    }

    private Set<ContactKey> unique(Set<ContactKey> keys) {
        return keys.stream().filter(key -> unique.contains(key.kind())).collect(Collectors.toSet());
    }

    /** False where it is not worth to look for keys, whose phones take the longest. */
    private boolean mayHaveUnique(ContactDetails details) {
        return !unique.isEmpty() && (!details.externalIds().isEmpty() || unique.contains(ContactKey.Kind.EMAIL));
    }

    /** The contact that a command names, or those that have its keys, in ascending order of id. */
    List<Contact> of(ContactCommand command) {
        OptionalLong id = command.contactId();
        Stream<Long> ids = id.isPresent()
                ? Stream.of(id.getAsLong())
                : command.keys().stream()
                        .flatMap(key -> Stream.ofNullable(holders.get(key)))
                        .flatMap(NavigableSet::stream)
                        .distinct()
                        .sorted();
        return ids.flatMap(one -> Stream.ofNullable(current.get(one))).toList();
    }

    boolean isChanged(long id) {
        return changed.contains(id);
    }

    /** Adds a change. False if it has to wait, because it frees a unique key that a command before it gets. */
    boolean plan(@Nullable Change change) {
        if (change instanceof Change.Replace replace) {
            Set<ContactKey> before = unique(replace.before());
            Set<ContactKey> after = unique(replace.after());
            if (before.stream()
                    .anyMatch(key -> !after.contains(key) && (gained.contains(key) || waitingKeys.contains(key)))) {
                waitingKeys.addAll(after);
                postpone(replace.before());
                return false;
            }
            after.stream().filter(key -> !before.contains(key)).forEach(key -> {
                gained.add(key);
                gainers.put(key, replace.after().id());
            });
            put(replace.after());
            changed.add(replace.after().id());
        } else if (change instanceof Change.Insert insert) {
            gained.addAll(unique(insert.contact().details()));
        }
        return true;
    }
}
