package dev.contactbook.it.crash;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.CustomFields;
import dev.contactbook.domain.CustomValue;
import dev.contactbook.domain.ExternalId;
import dev.contactbook.domain.NewContact;
import dev.contactbook.domain.OtherEmail;
import dev.contactbook.domain.OtherPhone;
import dev.contactbook.domain.TextField;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes contacts to a store that may end at any moment, from several threads, and tells what was answered.
 *
 * <p>All that one operation writes carries one stamp in all its fields. Besides single contacts there are groups, which
 * are only ever written as a whole, by one list of changes.
 */
final class Writer {
    static final long ORGANIZATION = 456;
    static final int THREADS = 4;
    static final int GROUP_SIZE = 3;

    /** What a list of changes writes that must be refused. */
    static final String NEVER = "never";

    private static final Set<ContactField<?>> HAVE_FORMS = Set.of(
            ContactFields.EMAIL,
            ContactFields.PHONE,
            ContactFields.PHONE_COUNTRY_CODE,
            ContactFields.PHONE_COUNTRY_ISO,
            ContactFields.AVATAR_URL);

    private static final Caller CALLER = Caller.user(789).inOrganization(ORGANIZATION);

    /** So few that the threads meet. */
    private static final int SHARED = 12;

    /** Hears what became of operations, from all threads. */
    interface Answers {
        /** Asked before each operation. */
        boolean goOn();

        /** What was stored, and whose contacts were taken out. */
        void acknowledged(List<Saved> stored, List<Long> removed);

        /**
         * An operation that failed.
         *
         * @param stamp what it would have written
         * @param deleted what it would have deleted
         * @return whether to go on for all that
         */
        boolean failed(Storage failure, String stamp, Optional<Long> deleted);
    }

    private final ContactRepository repository;
    private final Contacts contacts;
    private final Answers answers;
    private final List<Long> shared = new ArrayList<>();

    Writer(ContactRepository repository, Answers answers) {
        this.repository = repository;
        this.contacts = Contacts.over(repository);
        this.answers = answers;
    }

    /** Takes on contacts of earlier runs. */
    void shareStored() {
        contacts.list(CALLER, ContactQuery.page().limit(100)).data().stream()
                .filter(contact -> group(contact).isEmpty())
                .limit(SHARED)
                .forEach(contact -> share(contact.id()));
    }

    /** Gives a contact's fields the stamp of an operation, as far as their rules take any text. */
    static void stamp(ContactDetails.Builder contact, String stamp) {
        ContactFields.writable().stream()
                .filter(field -> field instanceof TextField && !HAVE_FORMS.contains(field))
                .forEach(field -> contact.set(field.name(), stamp));
        contact.email(stamp + "@example.com")
                .otherEmails(List.of(new OtherEmail(stamp + "@example.org", stamp)))
                .otherPhones(List.of(OtherPhone.of("555 0100", "US", "+1").labelled(stamp)))
                .avatarUrl("/" + stamp)
                .customField("Stamp", stamp)
                .customField("Stamps", List.of(stamp, "and more"))
                .customField("Many stamps", stamp.repeat(100));
    }

    /** The same for a member of a group, with e-mails of its own. */
    static void stampMember(ContactDetails.Builder contact, String stamp, String member) {
        stamp(contact, stamp);
        contact.email(stamp + "-" + member + "@example.com")
                .otherEmails(List.of(new OtherEmail(stamp + "-" + member + "@example.org", stamp)))
                .customField("Member", member);
    }

    /** The same, and a key that no other contact may have. */
    static void stampWithKey(ContactDetails.Builder contact, String stamp) {
        stamp(contact, stamp);
        contact.externalIds(List.of(new ExternalId("stamp", stamp)));
    }

    /** The group that a contact was put in with. */
    static Optional<String> group(Contact contact) {
        return contact.customFields().get("Group").map(CustomValue::asText);
    }

    /** Which one of its group a contact is. */
    static String member(Contact contact) {
        return contact.customFields().get("Member").map(CustomValue::asText).orElseThrow();
    }

    /** Whose place a contact's group took: the ids of the group that the same list of changes took out. */
    static List<Long> insteadOf(Contact contact) {
        return contact.customFields().get("Instead of").map(CustomValue::asText).stream()
                .flatMap(ids -> Stream.of(ids.split(" ")))
                .map(Long::valueOf)
                .toList();
    }

    /** Writes in this thread until it is told to end. */
    void write(String name, Random random) {
        List<Contact> group = List.of();
        for (int operation = 0; answers.goOn(); operation++) {
            String stamp = name + "-" + operation;
            Optional<Long> deleted = Optional.empty();
            try {
                switch (random.nextInt(10)) {
                    case 0, 1 -> create(stamp);
                    case 2, 3, 4 -> patch(stamp, random);
                    case 5 -> {
                        deleted = pick(random, true);
                        deleted.ifPresent(this::delete);
                        Optional<Long> restored = deleted.filter(id -> random.nextBoolean());
                        deleted = Optional.empty();
                        restored.ifPresent(this::restore);
                    }
                    case 6, 7 -> group = group.isEmpty() ? renew(group, stamp) : replace(group, stamp);
                    case 8 -> group = renew(group, stamp);
                    default -> tooLate(group, stamp);
                }
            } catch (Storage e) {
                if (!answers.failed(e, stamp, deleted)) {
                    return;
                }
                group = List.of();
            }
        }
    }

    private void create(String stamp) {
        Contact created = contacts.create(CALLER, c -> stampWithKey(c, stamp));
        share(created.id());
        acknowledge(List.of(created), List.of());
    }

    private void patch(String stamp, Random random) {
        Optional<Long> id = pick(random, false);
        if (id.isPresent()) {
            try {
                acknowledge(List.of(contacts.patch(CALLER, id.get(), c -> stampWithKey(c, stamp))), List.of());
            } catch (NotFound e) {
                // Another thread has deleted it.
            }
        }
    }

    private void delete(long id) {
        acknowledge(List.of(contacts.delete(CALLER, id)), List.of());
    }

    private void restore(long id) {
        acknowledge(List.of(contacts.trash().restore(CALLER, id)), List.of());
        share(id);
    }

    /** The next version of a whole group. */
    private List<Contact> replace(List<Contact> group, String stamp) {
        List<Change> changes =
                group.stream().map(before -> replacement(before, stamp)).toList();
        List<Contact> stored = written(changes);
        acknowledge(stored, List.of());
        return stored;
    }

    /** Takes a group out and puts another one in. */
    private List<Contact> renew(List<Contact> group, String stamp) {
        List<Change> changes = new ArrayList<>();
        group.forEach(member -> changes.add(new Change.Remove(member)));
        String removed = group.stream().map(c -> Long.toString(c.id())).collect(Collectors.joining(" "));
        for (int member = 0; member < GROUP_SIZE; member++) {
            ContactDetails.Builder details = ContactDetails.builder().customField("Group", stamp);
            stampMember(details, stamp, Integer.toString(member));
            if (!removed.isEmpty()) {
                details.customField("Instead of", removed);
            }
            changes.add(new Change.Insert(new NewContact(details.build(), null, now())));
        }
        List<Contact> stored = written(changes);
        List<Contact> inserted = stored.subList(group.size(), stored.size());
        acknowledge(inserted, group);
        return inserted;
    }

    /** A list whose last change comes too late, so that nothing of it may be stored. */
    private void tooLate(List<Contact> group, String stamp) {
        if (group.isEmpty() || group.get(0).version() == 1) {
            return;
        }
        Contact late =
                group.get(0).toBuilder().version(group.get(0).version() - 1).build();
        ContactDetails.Builder details = ContactDetails.builder();
        stampWithKey(details, NEVER + stamp);
        List<Change> changes = List.of(
                new Change.Insert(new NewContact(details.build(), null, now())),
                replacement(group.get(1), NEVER + stamp),
                replacement(late, NEVER + stamp));
        OptionalInt stale = repository.write(ORGANIZATION, changes).staleIndex();
        if (!stale.equals(OptionalInt.of(2))) {
            throw new AssertionError("It was not stale");
        }
    }

    private static Change replacement(Contact before, String stamp) {
        ContactDetails.Builder details = before.details().toBuilder();
        stampMember(details, stamp, member(before));
        return new Change.Replace(before, before.changed(details.build(), now(), null));
    }

    private List<Contact> written(List<Change> changes) {
        return repository.write(ORGANIZATION, changes).contacts().orElseThrow();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private void share(long id) {
        synchronized (shared) {
            shared.add(id);
            if (shared.size() > SHARED) {
                shared.remove(0);
            }
        }
    }

    private Optional<Long> pick(Random random, boolean remove) {
        synchronized (shared) {
            if (shared.isEmpty()) {
                return Optional.empty();
            }
            int index = random.nextInt(shared.size());
            return Optional.of(remove ? shared.remove(index) : shared.get(index));
        }
    }

    private void acknowledge(List<Contact> stored, List<Contact> removed) {
        answers.acknowledged(
                stored.stream().map(Saved::of).toList(),
                removed.stream().map(Contact::id).toList());
    }

    /** A contact as it was answered; in a line of acknowledgement, one word. */
    record Saved(long id, long version, boolean live, String values) {
        static Saved of(Contact contact) {
            String values = ContactFields.all().stream()
                    .map(field -> field.of(contact))
                    .map(Saved::word)
                    .collect(Collectors.joining(","));
            return new Saved(contact.id(), contact.version(), contact.isLive(), values);
        }

        private static String word(@Nullable Object value) {
            if (value instanceof CustomFields custom) {
                return custom.size() + "," + custom.asMap().hashCode();
            }
            return value instanceof List<?> list ? list.size() + "," + list.hashCode() : String.valueOf(value);
        }

        static Saved parse(String word) {
            String[] parts = word.split("\\|");
            return new Saved(
                    Long.parseLong(parts[0]), Long.parseLong(parts[1]), Boolean.parseBoolean(parts[2]), parts[3]);
        }

        @Override
        public String toString() {
            return id + "|" + version + "|" + live + "|" + values;
        }
    }
}
