package dev.contactbook.domain;

import dev.contactbook.domain.ContactsException.Invalid;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A text that names a contact within its organization: an e-mail address, a phone number or an id of another system
 * (contract §2, keys).
 *
 * <pre>{@code contacts.find(caller, ContactKey.email("Ada <ada@example.com>"))}</pre>
 *
 * <p>Two spellings of one address or number are one key. Immutable.
 */
public final class ContactKey implements Comparable<ContactKey> {
    /** Fewer significant digits are an extension or a service, which many contacts have. */
    static final int FEWEST_DIGITS = 7;

    private static final Comparator<ContactKey> ORDER =
            Comparator.comparing(ContactKey::kind).thenComparing(ContactKey::text);

    private final Kind kind;
    private final String text;

    private ContactKey(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    /** What a key consists of. */
    public enum Kind {
        /** An e-mail address. Several contacts may have it, unless their organization chose otherwise. */
        EMAIL,
        /** A phone number. Several contacts may have it. */
        PHONE,
        /** An id in another system. At most one contact has it, live or deleted. */
        EXTERNAL_ID;

        private static final Set<Kind> UNIQUE = Set.of(EXTERNAL_ID);
        private static final Set<Kind> UNIQUE_WITH_EMAILS = Set.of(EMAIL, EXTERNAL_ID);

        /** {@return whether a contact retains keys of this kind when it is deleted} */
        public boolean outlivesDelete() {
            return this == EXTERNAL_ID;
        }

        /**
         * The kinds of keys that at most one contact of an organization has.
         *
         * @param emails whether the organization chose that e-mails are among them
         * @return an unmodifiable set: external ids always, phones never
         */
        public static Set<Kind> unique(boolean emails) {
            return emails ? UNIQUE_WITH_EMAILS : UNIQUE;
        }
    }

    /**
     * The key of an e-mail address: folded, with its domain in ASCII.
     *
     * @param address an address, with or without what is pasted around it
     * @return the key
     * @throws Invalid if the text is no address
     */
    public static ContactKey email(String address) {
        String email = EmailText.clean(Objects.requireNonNull(address, "address"));
        if (email == null || !EmailText.isEmail(email)) {
            throw refused(ContactFields.EMAIL, "Invalid email format");
        }
        return ofEmail(email);
    }

    /**
     * The key of a phone number: its calling code and its significant digits.
     *
     * @param number a number
     * @param phoneCountryCode the calling code of a number without its own, {@code +49}, null if it is unknown. A
     *     number without a code is another key than the same digits with one
     * @return the key
     * @throws Invalid if the number has fewer than 7 significant digits, or the code has another form
     */
    public static ContactKey phone(String number, @Nullable String phoneCountryCode) {
        String code = PhoneCountry.code(phoneCountryCode);
        if (code != null && !PhoneCountry.isCode(code)) {
            throw refused(ContactFields.PHONE_COUNTRY_CODE, ContactRule.PHONE_COUNTRY_CODE_FORMAT.message());
        }
        PhoneNumber phone = PhoneNumber.of(Objects.requireNonNull(number, "number"), code);
        if (!namesSomeone(phone)) {
            throw refused(ContactFields.PHONE, "Must have at least " + FEWEST_DIGITS + " significant digits");
        }
        return ofPhone(phone);
    }

    /**
     * The key of an id in another system, to the letter.
     *
     * @param source the name of the system, for example {@code crm}
     * @param id the id there
     * @return the key
     * @throws Invalid if the id breaks a rule of {@link ContactFields#EXTERNAL_IDS}
     */
    public static ContactKey externalId(String source, String id) {
        ExternalId external =
                new ExternalId(Objects.requireNonNull(source, "source"), Objects.requireNonNull(id, "id"));
        List<Violation> violations = ContactDetails.builder()
                .firstName("-")
                .externalIds(List.of(external))
                .values()
                .violations();
        if (!violations.isEmpty() || !external.isComplete()) {
            throw violations.isEmpty()
                    ? refused(ContactFields.EXTERNAL_IDS, ContactRule.EXTERNAL_ID_COMPLETE.message())
                    : Invalid.query(violations);
        }
        return ofExternalId(external);
    }

    /**
     * The keys that a contact has. A deleted contact has those that {@link Kind#outlivesDelete outlive} the delete.
     *
     * @param contact the contact
     * @return the keys in their order, an unmodifiable set
     */
    public static NavigableSet<ContactKey> of(Contact contact) {
        return contact.lifeState() == LifeState.LIVE
                ? of(contact.details())
                : of(contact.details()).stream()
                        .filter(key -> key.kind.outlivesDelete())
                        .collect(Collectors.collectingAndThen(
                                Collectors.toCollection(TreeSet::new), Collections::unmodifiableNavigableSet));
    }

    /**
     * The keys that a live contact with some details has.
     *
     * @param details the details
     * @return the keys in their order, an unmodifiable set
     */
    public static NavigableSet<ContactKey> of(ContactDetails details) {
        NavigableSet<ContactKey> keys = ofEmails(details);
        String phone = details.phone();
        if (phone != null) {
            addPhones(keys, phone, details.phoneCountryCode());
        }
        details.otherPhones().forEach(other -> addPhones(keys, other.phone(), other.phoneCountryCode()));
        details.externalIds().forEach(id -> keys.add(ofExternalId(id)));
        return Collections.unmodifiableNavigableSet(keys);
    }

    /** The keys of the e-mails that a contact with some details has, to which others may be added. */
    static NavigableSet<ContactKey> ofEmails(ContactDetails details) {
        NavigableSet<ContactKey> keys = new TreeSet<>();
        String email = details.email();
        if (email != null) {
            keys.add(ofEmail(email));
        }
        details.otherEmails().forEach(other -> keys.add(ofEmail(other.email())));
        return keys;
    }

    private static void addPhones(Set<ContactKey> keys, String phone, @Nullable String phoneCountryCode) {
        PhoneNumber.numbersIn(phone, PhoneNumber.countryOf(phoneCountryCode)).stream()
                .filter(ContactKey::namesSomeone)
                .map(ContactKey::ofPhone)
                .forEach(keys::add);
    }

    /**
     * Returns whether two states of a contact can have other keys: whether what they are made of differs.
     *
     * @param before one state
     * @param after the other one
     * @return false if both have the same keys
     */
    public static boolean mayDiffer(Contact before, Contact after) {
        ContactDetails old = before.details();
        ContactDetails now = after.details();
        return before.lifeState() != after.lifeState()
                || !Objects.equals(old.email(), now.email())
                || !Objects.equals(old.phone(), now.phone())
                || !Objects.equals(old.phoneCountryCode(), now.phoneCountryCode())
                || !old.otherEmails().equals(now.otherEmails())
                || !old.otherPhones().equals(now.otherPhones())
                || !old.externalIds().equals(now.externalIds());
    }

    /**
     * The keys of which a contact has one if it matches a query, for stores that look contacts up by keys.
     *
     * @param query a query
     * @return the keys, empty if a contact can match that has other keys or none, as deleted ones have no e-mail as key
     */
    public static Optional<Set<ContactKey>> neededBy(ContactQuery query) {
        return query.lifeState() == LifeState.LIVE
                ? query.filter().flatMap(filter -> neededByFilter(filter))
                : Optional.empty();
    }

    private static Optional<Set<ContactKey>> neededByFilter(Filter filter) {
        return filter.match(
                ContactKey::neededByColumn,
                custom -> Optional.empty(),
                and -> and.filters().stream()
                        .flatMap(part -> neededByFilter(part).stream())
                        .min(Comparator.comparingInt(Set::size)),
                or -> neededByAny(or.filters()),
                not -> Optional.empty());
    }

    private static Optional<Set<ContactKey>> neededByAny(List<Filter> filters) {
        Set<ContactKey> keys = new TreeSet<>();
        for (Filter filter : filters) {
            Optional<Set<ContactKey>> needed = neededByFilter(filter);
            if (needed.isEmpty()) {
                return Optional.empty();
            }
            keys.addAll(needed.get());
        }
        return Optional.of(keys);
    }

    private static Optional<Set<ContactKey>> neededByColumn(ColumnCondition<?> condition) {
        if (condition.field() != ContactFields.EMAIL
                || condition.values().stream().anyMatch(Objects::isNull)) {
            return Optional.empty();
        }
        return switch (condition.operator()) {
            case SAME_AS, SAME_AS_ANY ->
                Optional.of(condition.sameKeys().stream()
                        .map(text -> new ContactKey(Kind.EMAIL, text))
                        .collect(Collectors.toSet()));
            case IS, IN ->
                Optional.of(condition.values().stream()
                        .map(value -> ofEmail((String) Objects.requireNonNull(value)))
                        .collect(Collectors.toSet()));
            default -> Optional.empty();
        };
    }

    private static ContactKey ofEmail(String email) {
        return new ContactKey(Kind.EMAIL, ContactFields.EMAIL.sameKey(email));
    }

    private static ContactKey ofPhone(PhoneNumber number) {
        return new ContactKey(Kind.PHONE, number.callingCode().orElse("") + " " + number.significantDigits());
    }

    /** Neither text has a line feed. */
    static ContactKey ofExternalId(ExternalId id) {
        return new ContactKey(Kind.EXTERNAL_ID, id.source() + "\n" + id.id());
    }

    private static boolean namesSomeone(PhoneNumber number) {
        return number.significantDigits().length() >= FEWEST_DIGITS;
    }

    private static Invalid refused(ContactField<?> field, String message) {
        return Invalid.query(List.of(new Violation(field.name(), "key", message)));
    }

    /** {@return what the key consists of} */
    public Kind kind() {
        return kind;
    }

    /** {@return the text in the form that is equal for all spellings, at most 306 characters} */
    public String text() {
        return text;
    }

    /** {@return the name of the field that the key comes from, for example {@code email}} */
    public String field() {
        return switch (kind) {
            case EMAIL -> ContactFields.EMAIL.name();
            case PHONE -> ContactFields.PHONE.name();
            case EXTERNAL_ID -> ContactFields.EXTERNAL_IDS.name();
        };
    }

    /** By kind, and then by text. */
    @Override
    public int compareTo(ContactKey other) {
        return ORDER.compare(this, other);
    }

    /** Equal if kind and text are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContactKey key && kind == key.kind && text.equals(key.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, text);
    }

    /** The kind, without the text. */
    @Override
    public String toString() {
        return "ContactKey[" + kind + "]";
    }
}
