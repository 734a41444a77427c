package dev.contactbook.interchange;

import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.ID;
import static dev.contactbook.domain.ContactFields.LAST_NAME;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactRule;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.OtherEmail;
import dev.contactbook.domain.OtherPhone;
import dev.contactbook.domain.PhoneNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A record is the contact with the same name and one of its e-mails or phones. A record without e-mail and phone is the
 * contact with the same name and the same values. If the caller wishes, an e-mail alone decides.
 */
final class ContentIdentity implements RecordIdentity {
    /** Records of one query: with two names each below the bound of values of a filter. */
    private static final int PART = 500;

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
        phones(details).forEach(phone -> keys.add("p" + name + "\n" + key(phone)));
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
        Filter older = below > ContactRule.MAX_ID ? Filter.everything() : ID.lessThan(below);
        Map<String, Map<Long, Contact>> byKey = new HashMap<>();
        for (ContactDetails details : records) {
            keys(details).forEach(key -> byKey.put(key, new TreeMap<>()));
        }
        for (List<ContactDetails> some : parts(List.copyOf(records))) {
            find(hasName(some).and(older), byKey);
            List<String> emails = byEmailAlone
                    ? some.stream()
                            .flatMap(details -> typedEmails(details).stream())
                            .toList()
                    : List.of();
            for (List<String> part : parts(emails)) {
                find(EMAIL.sameAsAny(part).and(older), byKey);
            }
        }
        return details -> matches(details, byKey);
    }

    private List<Contact> matches(ContactDetails details, Map<String, Map<Long, Contact>> byKey) {
        Map<Long, Contact> matches = new TreeMap<>();
        keys(details).forEach(key -> matches.putAll(byKey.getOrDefault(key, Map.of())));
        return List.copyOf(matches.values());
    }

    /** Keeps what has a key of a record. */
    private void find(Filter filter, Map<String, Map<Long, Contact>> byKey) {
        try (Stream<Contact> found = contacts.stream(caller, ContactQuery.page().where(filter))) {
            found.forEach(contact -> {
                for (String key : keys(contact.details())) {
                    Map<Long, Contact> wanted = byKey.get(key);
                    if (wanted != null) {
                        wanted.put(contact.id(), contact);
                    }
                }
            });
        }
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

    private static <T> List<List<T>> parts(List<T> all) {
        List<List<T>> parts = new ArrayList<>();
        for (int start = 0; start < all.size(); start += PART) {
            parts.add(all.subList(start, Math.min(all.size(), start + PART)));
        }
        return parts;
    }
}
