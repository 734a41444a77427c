package dev.contactbook.interchange;

import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.ID;
import static dev.contactbook.domain.ContactFields.LAST_NAME;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactRule;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.OtherEmail;
import dev.contactbook.domain.OtherPhone;
import dev.contactbook.domain.PhoneNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A record is the contact with the same name and one of its e-mails or phones. A record without e-mail and phone is the
 * contact with the same name and the same values. If the caller wishes, an e-mail alone decides.
 */
final class ContentIdentity implements RecordIdentity {
    /** Records of one query: with two names each below the bound of values of a filter. */
    private static final int PART = 500;

    /** Keys of one look-up. Most are of one contact. */
    private static final int KEYS = 250;

    /** Contacts that a look-up finds at most. */
    private static final int MOST_FOUND = 1_000;

    /** Shorter numbers are no keys of contacts. */
    private static final int SHORTEST_KEY = 7;

    private static final String BY_PHONE = "p";

    private final Contacts contacts;
    private final Caller caller;
    private final boolean byEmailAlone;

    /** Whether there was no contact when the run began. Then there is none to find. */
    private final boolean isEmpty;

    ContentIdentity(Contacts contacts, Caller caller, boolean byEmailAlone) {
        this.contacts = contacts;
        this.caller = caller;
        this.byEmailAlone = byEmailAlone;
        ContactQuery one = ContactQuery.page().limit(1).withoutTotal();
        this.isEmpty = contacts.list(caller, one).data().isEmpty();
    }

    @Override
    public List<String> keys(ContactDetails details) {
        String name = name(details);
        Set<String> keys = new LinkedHashSet<>();
        emails(details).forEach(email -> keys.add("e" + (byEmailAlone ? "" : name) + "\n" + email));
        phones(details).forEach(phone -> keys.add(BY_PHONE + name + "\n" + key(phone)));
        if (keys.isEmpty()) {
            keys.add("d" + name + "\n" + content(details));
        }
        return List.copyOf(keys);
    }

    @Override
    public Candidates candidates(Collection<ContactDetails> records, long below) {
        if (isEmpty) {
            return details -> List.of();
        }
        Found found = new Found(records, below);
        found.findByKey();
        found.findByName();
        return found;
    }

    /** The contacts that may be those of some records. */
    private final class Found implements Candidates {
        private final List<ContactDetails> records;
        private final long below;
        private final Map<String, Map<Long, Contact>> byKey = new HashMap<>();

        /** Keys that more contacts have than are found. */
        private final Set<ContactKey> crowded = new HashSet<>();

        private Found(Collection<ContactDetails> records, long below) {
            this.records = List.copyOf(records);
            this.below = below;
            for (ContactDetails details : records) {
                keys(details).forEach(key -> byKey.put(key, new TreeMap<>()));
            }
        }

        @Override
        public List<Contact> of(ContactDetails details) {
            return matches(details, ContentIdentity::fits);
        }

        private List<Contact> matches(ContactDetails details, BiPredicate<PhoneNumber, PhoneNumber> samePhones) {
            Map<Long, Contact> matches = new TreeMap<>();
            for (String key : keys(details)) {
                boolean isPhone = key.startsWith(BY_PHONE);
                byKey.getOrDefault(key, Map.of()).forEach((id, contact) -> {
                    if (!isPhone || haveSamePhone(details, contact.details(), samePhones)) {
                        matches.put(id, contact);
                    }
                });
            }
            return List.copyOf(matches.values());
        }

        private void findByKey() {
            Set<ContactKey> keys = new LinkedHashSet<>();
            records.forEach(details -> keys.addAll(storedKeys(details)));
            parts(List.copyOf(keys), KEYS).forEach(this::find);
        }

        /** Of the contacts with some keys those with the lowest ids are found, so many are asked for by fewer keys. */
        private void find(List<ContactKey> keys) {
            List<Contact> found = contacts.find(caller, keys);
            if (found.size() >= MOST_FOUND && keys.size() > 1) {
                parts(keys, (keys.size() + 1) / 2).forEach(this::find);
            } else {
                found.stream().filter(contact -> contact.id() < below).forEach(this::keep);
                if (found.size() >= MOST_FOUND) {
                    crowded.addAll(keys);
                }
            }
        }

        /** A look at all contacts, for the records that no key of their own finds. */
        private void findByName() {
            List<ContactDetails> left = records.stream()
                    .filter(details ->
                            needsName(details) || storedKeys(details).stream().anyMatch(crowded::contains))
                    .filter(details ->
                            matches(details, ContentIdentity::isFoundByKey).isEmpty())
                    .toList();
            for (List<ContactDetails> some : parts(left, PART)) {
                find(hasName(some));
            }
        }

        private void find(Filter filter) {
            Filter older = below > ContactRule.MAX_ID ? filter : filter.and(ID.lessThan(below));
            try (Stream<Contact> found =
                    contacts.stream(caller, ContactQuery.page().where(older))) {
                found.forEach(this::keep);
            }
        }

        /** Keeps what has a key of a record. */
        private void keep(Contact contact) {
            for (String key : keys(contact.details())) {
                Map<Long, Contact> wanted = byKey.get(key);
                if (wanted != null) {
                    wanted.put(contact.id(), contact);
                }
            }
        }
    }

    /** The keys of contacts with these e-mails and phones: phones with the calling code and without one. */
    private static Set<ContactKey> storedKeys(ContactDetails details) {
        Set<ContactKey> keys = new LinkedHashSet<>(ContactKey.of(details));
        keys.removeIf(key -> key.kind() == ContactKey.Kind.EXTERNAL_ID);
        for (PhoneNumber phone : phones(details)) {
            String digits = phone.significantDigits();
            if (isKey(phone) && PhoneNumber.of(digits, null).significantDigits().equals(digits)) {
                keys.add(ContactKey.phone(digits, null));
            }
        }
        return keys;
    }

    /** Whether a number is found by its key. Without a calling code, contacts that have one would not be. */
    private static boolean isKey(PhoneNumber phone) {
        return phone.callingCode().isPresent() && phone.significantDigits().length() >= SHORTEST_KEY;
    }

    private static boolean needsName(ContactDetails details) {
        List<PhoneNumber> phones = phones(details);
        return phones.isEmpty()
                ? typedEmails(details).isEmpty()
                : !phones.stream().allMatch(ContentIdentity::isKey);
    }

    private static boolean haveSamePhone(
            ContactDetails details, ContactDetails stored, BiPredicate<PhoneNumber, PhoneNumber> samePhones) {
        List<PhoneNumber> theirs = phones(stored);
        return phones(details).stream()
                .anyMatch(phone -> theirs.stream()
                        .anyMatch(other -> key(phone).equals(key(other)) && samePhones.test(phone, other)));
    }

    /** Whether the keys of a phone find a contact with this other one. */
    private static boolean isFoundByKey(PhoneNumber phone, PhoneNumber other) {
        return phone.significantDigits().length() >= SHORTEST_KEY
                && (other.callingCode().isEmpty() || other.callingCode().equals(phone.callingCode()));
    }

    /** Two calling codes that differ make two phones. */
    private static boolean fits(PhoneNumber phone, PhoneNumber other) {
        return phone.callingCode().isEmpty()
                || other.callingCode().isEmpty()
                || phone.callingCode().equals(other.callingCode());
    }

    /** Matches more than these names, each first with each last one, so that many names are one query. */
    private static Filter hasName(List<ContactDetails> records) {
        Set<String> first = new LinkedHashSet<>();
        Set<@Nullable String> last = new LinkedHashSet<>();
        for (ContactDetails details : records) {
            first.add(details.firstName());
            last.add(details.lastName());
        }
        return FIRST_NAME.in(first.toArray(new String[0])).and(LAST_NAME.in(last.toArray(new String[0])));
    }

    private static String name(ContactDetails details) {
        return details.firstName() + "\n" + (details.lastName() == null ? "" : details.lastName());
    }

    private static List<String> typedEmails(ContactDetails details) {
        String primary = details.email();
        List<String> emails = new ArrayList<>();
        if (primary != null) {
            emails.add(primary);
        }
        details.otherEmails().stream().map(OtherEmail::email).forEach(emails::add);
        return emails;
    }

    private static List<String> emails(ContactDetails details) {
        return typedEmails(details).stream().map(EMAIL::sameKey).toList();
    }

    private static List<PhoneNumber> phones(ContactDetails details) {
        String primary = details.phone();
        List<PhoneNumber> phones = new ArrayList<>();
        if (primary != null) {
            phones.add(PhoneNumber.of(primary, details.phoneCountryCode()));
        }
        for (OtherPhone phone : details.otherPhones()) {
            phones.add(PhoneNumber.of(phone.phone(), phone.phoneCountryCode()));
        }
        return phones;
    }

    private static String key(PhoneNumber phone) {
        return phone.significantDigits() + "x" + phone.extension().orElse("");
    }

    /** All of it, for records that nothing else tells apart. Each text has its length, so no two contents are alike. */
    private static String content(ContactDetails details) {
        StringBuilder content = new StringBuilder();
        details.customFields().asMap().forEach((field, value) -> {
            List<?> texts = value.raw() instanceof List<?> list ? list : List.of(value.asText());
            add(content, field);
            add(content, value.match(text -> "text", number -> "number", bool -> "boolean", list -> "" + list.size()));
            texts.forEach(text -> add(content, text));
        });
        add(content, details.companyId());
        add(content, details.avatarUrl());
        add(content, details.channelWhatsappWaId());
        add(content, details.channelInstagramUserId());
        add(content, details.phoneCountryIso());
        add(content, details.phoneCountryCode());
        return content.toString();
    }

    private static void add(StringBuilder content, @Nullable Object part) {
        String text = part == null ? "" : part.toString();
        content.append(part == null ? -1 : text.length()).append(':').append(text);
    }

    private static <T> List<List<T>> parts(List<T> all, int size) {
        List<List<T>> parts = new ArrayList<>();
        for (int start = 0; start < all.size(); start += size) {
            parts.add(all.subList(start, Math.min(all.size(), start + size)));
        }
        return parts;
    }
}
