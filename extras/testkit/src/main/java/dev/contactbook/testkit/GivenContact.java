package dev.contactbook.testkit;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactRule;
import dev.contactbook.domain.OtherPhone;
import dev.contactbook.domain.Violation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A contact that a test starts from. {@link #save} stores it beneath the use cases, so it can have a version, times
 * and, where the store allows it, an id of choice. Its values must be valid, unless {@link #evenIfInvalid} is called.
 * Not thread-safe.
 */
public final class GivenContact {
    /** The largest version outside of memory, where each version is a write: 10,000. */
    public static final int MAX_VERSION = 10_000;

    private final TestContacts book;
    private final Caller caller;
    private Consumer<ContactDetails.Builder> details;
    private boolean evenIfInvalid;
    private OptionalLong id = OptionalLong.empty();
    private OptionalLong version = OptionalLong.empty();
    private Optional<Caller> updatedBy = Optional.empty();
    private @Nullable Instant createdAt;
    private @Nullable Instant updatedAt;
    private @Nullable Instant deletedAt;

    GivenContact(TestContacts book, Caller caller, String name) {
        this.book = book;
        this.caller = caller;
        String[] names = name.strip().split("\\s+", 2);
        this.details = c -> c.firstName(names[0]).lastName(names.length == 2 ? names[1] : null);
    }

    /**
     * Sets the e-mail address.
     *
     * @param email the address
     * @return this builder
     */
    public GivenContact email(String email) {
        return with(c -> c.email(email));
    }

    /**
     * Sets the phone number.
     *
     * @param phone the number
     * @return this builder
     */
    public GivenContact phone(String phone) {
        return with(c -> c.phone(phone));
    }

    /**
     * Sets the phone number and its country, as a search by phone needs them.
     *
     * @param phone the number
     * @param countryIso the country, as {@code US}
     * @param countryCode its calling code, as {@code +1}
     * @return this builder
     */
    public GivenContact phone(String phone, String countryIso, String countryCode) {
        return with(c -> c.phone(phone).phoneCountryIso(countryIso).phoneCountryCode(countryCode));
    }

    /**
     * Adds an e-mail address beside the primary one.
     *
     * @param email the address
     * @return this builder
     */
    public GivenContact otherEmail(String email) {
        return with(c -> c.addEmail(email));
    }

    /**
     * Adds a phone beside the primary one.
     *
     * @param phone the number
     * @param countryIso the country, as {@code US}
     * @param countryCode its calling code, as {@code +1}
     * @return this builder
     */
    public GivenContact otherPhone(String phone, String countryIso, String countryCode) {
        return with(c -> c.addPhone(OtherPhone.of(phone, countryIso, countryCode)));
    }

    /**
     * Sets the user who owns the contact.
     *
     * @param userId the id of the user
     * @return this builder
     */
    public GivenContact owner(long userId) {
        return with(c -> c.owner(userId));
    }

    /**
     * Sets the company of the contact.
     *
     * @param companyId the id of the company
     * @return this builder
     */
    public GivenContact company(long companyId) {
        return with(c -> c.company(companyId));
    }

    /**
     * Sets a custom field.
     *
     * @param name its name
     * @param value a text, a number, a boolean or a collection of texts
     * @return this builder
     */
    public GivenContact customField(String name, Object value) {
        return with(c -> c.customField(name, value));
    }

    /**
     * Sets any fields that callers write.
     *
     * @param more writes the fields
     * @return this builder
     */
    public GivenContact with(Consumer<? super ContactDetails.Builder> more) {
        details = details.andThen(more);
        return this;
    }

    /**
     * Accepts values that break rules, as a contact has that is older than the rules.
     *
     * @return this builder
     */
    public GivenContact evenIfInvalid() {
        evenIfInvalid = true;
        return this;
    }

    /**
     * Sets the id. It works in memory, and in a database with {@link TestIds}.
     *
     * @param id from 1 to 2^53−1. No contact of any organization may have it
     * @return this builder
     */
    public GivenContact id(long id) {
        this.id = OptionalLong.of(id);
        return this;
    }

    /**
     * Sets the version.
     *
     * @param version 1 or more, and outside of memory at most {@link #MAX_VERSION}. By default 1, or 2 if it is deleted
     * @return this builder
     */
    public GivenContact version(long version) {
        this.version = OptionalLong.of(version);
        return this;
    }

    /**
     * Sets when the contact was created.
     *
     * @param time a time, cut to whole milliseconds. By default that of the test's clock
     * @return this builder
     */
    public GivenContact createdAt(Instant time) {
        createdAt = time;
        return this;
    }

    /**
     * Sets when the contact was created.
     *
     * @param time as {@code 2019-05-01T00:00:00Z}
     * @return this builder
     */
    public GivenContact createdAt(String time) {
        return createdAt(Instant.parse(time));
    }

    /**
     * Sets who changed the contact last.
     *
     * @param caller a user, or the system. By default the caller that the contact is given to
     * @return this builder
     */
    public GivenContact updatedBy(Caller caller) {
        updatedBy = Optional.of(caller);
        return this;
    }

    /**
     * Sets when the contact last changed.
     *
     * @param time a time, cut to whole milliseconds. By default one millisecond after its creation for each version
     *     after the first
     * @return this builder
     */
    public GivenContact updatedAt(Instant time) {
        updatedAt = time;
        return this;
    }

    /**
     * Sets when the contact last changed.
     *
     * @param time as {@code 2019-05-01T00:00:00Z}
     * @return this builder
     */
    public GivenContact updatedAt(String time) {
        return updatedAt(Instant.parse(time));
    }

    /**
     * Makes it a deleted contact, whose last change was the deletion.
     *
     * @param time a time, cut to whole milliseconds
     * @return this builder
     */
    public GivenContact deletedAt(Instant time) {
        deletedAt = time;
        return updatedAt(time);
    }

    /**
     * Makes it a deleted contact, whose last change was the deletion.
     *
     * @param time as {@code 2019-05-01T00:00:00Z}
     * @return this builder
     */
    public GivenContact deletedAt(String time) {
        return deletedAt(Instant.parse(time));
    }

    /**
     * Stores the contact.
     *
     * @return the contact as stored
     * @throws IllegalArgumentException if a value breaks a rule. The message names its field
     * @throws UnsupportedOperationException if it has an id of choice and the store takes none
     */
    public Contact save() {
        return new Seed(book, contact(id.orElse(1))).save(id.isPresent());
    }

    private Contact contact(long id) {
        require(id >= 1 && id <= ContactRule.MAX_ID, "id", "must be from 1 to 2^53−1");
        long number = version.orElse(deletedAt == null ? 1 : 2);
        require(number >= (deletedAt == null ? 1 : 2), "version", "must be 1 or more, and 2 or more if it is deleted");
        Instant created = millis(createdAt == null ? book.clock().instant() : createdAt);
        Instant updated = updatedAt == null ? created.plusMillis(number - 1) : millis(updatedAt);
        require(
                !updated.isBefore(created.plusMillis(number - 1)),
                "updated_at",
                "must be a millisecond after created_at for each version after the first");
        require(number > 1 || updated.equals(created), "updated_at", "must be created_at in version 1");
        require(
                number > 1 || Objects.equals(updatedBy.orElse(caller).userId(), caller.userId()),
                "updated_by_user_id",
                "must be created_by_user_id in version 1");
        return Contact.builder(caller.organizationId(), id)
                .details(checkedDetails())
                .createdByUserId(caller.userId())
                .updatedByUserId(updatedBy.orElse(caller).userId())
                .createdAt(created)
                .updatedAt(updated)
                .deletedAt(deletedAt == null ? null : updated)
                .version(number)
                .build();
    }

    private ContactDetails checkedDetails() {
        ContactPatch patch = ContactPatch.of(details);
        List<Violation> violations = evenIfInvalid ? patch.violations() : patch.violationsOfNew();
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(violations.stream()
                    .map(violation -> violation.field() + ": " + violation.message())
                    .collect(Collectors.joining(". ")));
        }
        return patch.applyTo(ContactDetails.EMPTY);
    }

    private static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    static void require(boolean isRight, String field, String rule) {
        if (!isRight) {
            throw new IllegalArgumentException(field + ": " + rule);
        }
    }
}
