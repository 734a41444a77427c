package dev.contactbook.domain;

import dev.contactbook.domain.ContactKey.Kind;
import dev.contactbook.domain.text.Texts;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * By which keys an upsert looks for its contact (contract §3, keys). Immutable.
 *
 * <pre>{@code contacts.upsert(caller, c -> c.externalId("crm", "0017").firstName("Ada"), UpsertBy.externalId("crm"))}
 * </pre>
 */
public final class UpsertBy {
    private static final UpsertBy EMAIL = new UpsertBy(Kind.EMAIL, "", false);

    private final Kind kind;
    private final String source;
    private final boolean restoresDeleted;

    private UpsertBy(Kind kind, String source, boolean restoresDeleted) {
        this.kind = kind;
        this.source = source;
        this.restoresDeleted = restoresDeleted;
    }

    /**
     * By the ids of one system that the input has.
     *
     * @param source the name of the system, for example {@code crm}
     * @return the choice
     */
    public static UpsertBy externalId(String source) {
        return new UpsertBy(
                Kind.EXTERNAL_ID, new ExternalId(Objects.requireNonNull(source, "source"), "").source(), false);
    }

    /**
     * By the e-mails that the input has, the primary one and others. Only for organizations that chose unique e-mails.
     *
     * @return the choice
     */
    public static UpsertBy email() {
        return EMAIL;
    }

    /**
     * The same, but a deleted contact that has the key is restored and patched. Otherwise it is a
     * {@link ContactsException.Duplicate}.
     *
     * @return a new choice
     * @throws IllegalStateException if it is by e-mail: deleted contacts do not have e-mails as keys
     */
    public UpsertBy restoringDeleted() {
        if (!kind.outlivesDelete()) {
            throw new IllegalStateException(
                    "Deleted contacts have no e-mails as keys: upsert by an external id to restore");
        }
        return new UpsertBy(kind, source, true);
    }

    /** {@return whether a deleted contact that has the key is restored} */
    public boolean restoresDeleted() {
        return restoresDeleted;
    }

    /** {@return the kind of the keys} */
    public Kind kind() {
        return kind;
    }

    /**
     * The keys that an input has.
     *
     * @param details the input
     * @return the keys, empty if the input has none or one with characters that no store holds, which is invalid
     */
    public Set<ContactKey> keys(ContactPatch details) {
        ContactDetails input = details.applyTo(ContactDetails.EMPTY);
        if (hasForbiddenCharacters(input)) {
            return Set.of();
        }
        return kind == Kind.EMAIL
                ? ContactKey.ofEmails(input)
                : ids(input).map(ContactKey::ofExternalId).collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<ExternalId> ids(ContactDetails input) {
        return input.externalIds().stream()
                .filter(id -> id.isComplete() && id.source().equals(source));
    }

    private boolean hasForbiddenCharacters(ContactDetails input) {
        Stream<String> texts = kind == Kind.EMAIL
                ? Stream.concat(
                        Stream.ofNullable(input.email()),
                        input.otherEmails().stream().map(OtherEmail::email))
                : ids(input).flatMap(id -> Stream.of(id.source(), id.id()));
        return !texts.allMatch(Texts::isOneLine);
    }

    /**
     * The changes of an input to the contact that has one of its keys. By e-mail, an address that the contact has
     * beside its primary one stays there, unless the input replaces the list. As the primary one it would displace the
     * stored one, which the next input of that address could no longer find.
     *
     * @param details the input
     * @param stored the contact
     * @return the changes
     */
    public ContactPatch changes(ContactPatch details, ContactDetails stored) {
        return kind == Kind.EMAIL ? details.withoutOtherEmail(stored) : details;
    }

    /**
     * What is wrong with an input that has no key, or one with characters that no store holds.
     *
     * @param details the input
     * @return the violations, empty if it has a key
     */
    public List<Violation> violations(ContactPatch details) {
        ContactDetails input = details.applyTo(ContactDetails.EMPTY);
        if (hasForbiddenCharacters(input)) {
            return input.violations().stream()
                    .filter(violation -> violation.code().equals(ContactRule.TEXT_CHARACTERS.code()))
                    .toList();
        }
        return keys(details).isEmpty()
                ? List.of(
                        kind == Kind.EMAIL
                                ? new Violation(
                                        ContactFields.EMAIL.name(), "upsert_key", "Must have an e-mail to upsert by")
                                : new Violation(
                                        ContactFields.EXTERNAL_IDS.name(),
                                        "upsert_key",
                                        "Must have an id of the source to upsert by"))
                : List.of();
    }

    /**
     * What is wrong where several contacts may have one of the keys.
     *
     * @param unique the kinds of keys that at most one contact of the organization has
     * @return the violations, empty if at most one contact has a key
     */
    public List<Violation> violations(Set<Kind> unique) {
        return unique.contains(kind)
                ? List.of()
                : List.of(new Violation(
                        ContactFields.EMAIL.name(),
                        "upsert_unique",
                        "Must be unique in the organization to upsert by, which it has not chosen"));
    }

    /** Equal if it is by the same keys. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UpsertBy by
                && kind == by.kind
                && source.equals(by.source)
                && restoresDeleted == by.restoresDeleted;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, source, restoresDeleted);
    }

    /** What it is by, without the source. */
    @Override
    public String toString() {
        return "UpsertBy[" + kind + (restoresDeleted ? ", restoring deleted" : "") + "]";
    }
}
