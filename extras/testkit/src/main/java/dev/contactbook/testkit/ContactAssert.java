package dev.contactbook.testkit;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.CustomValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a contact. A failure is an {@link AssertionError} that names each wrong field with both values:
 * {@code email: expected "ada@x.org" but was "ada@y.org"}. Immutable.
 */
public final class ContactAssert {
    private static final Set<ContactField<?>> OF_EVERY_CHANGE =
            Set.of(ContactFields.UPDATED_BY_USER_ID, ContactFields.UPDATED_AT, ContactFields.VERSION);

    private final Contact actual;

    private ContactAssert(Contact actual) {
        this.actual = actual;
    }

    /**
     * Starts assertions about a contact. To import statically.
     *
     * @param actual the contact
     * @return its assertions
     * @throws AssertionError if it is null
     */
    public static ContactAssert assertThat(@Nullable Contact actual) {
        if (actual == null) {
            throw new AssertionError("There is no contact");
        }
        return new ContactAssert(actual);
    }

    /**
     * Checks the value of any field.
     *
     * @param field one of {@link ContactFields}
     * @param expected the value, null for none
     * @param <T> the type of its values
     * @return this
     */
    public <T> ContactAssert has(ContactField<T> field, @Nullable T expected) {
        return check(field.name(), expected, field.of(actual));
    }

    /**
     * Checks the names.
     *
     * @param expected the first name, and after a space the last name if there is one
     * @return this
     */
    public ContactAssert hasName(String expected) {
        String last = actual.lastName();
        return check("first_name and last_name", expected, actual.firstName() + (last == null ? "" : " " + last));
    }

    /**
     * Checks the e-mail address.
     *
     * @param expected the address, null for none
     * @return this
     */
    public ContactAssert hasEmail(@Nullable String expected) {
        return has(ContactFields.EMAIL, expected);
    }

    /**
     * Checks the phone number.
     *
     * @param expected the number, null for none
     * @return this
     */
    public ContactAssert hasPhone(@Nullable String expected) {
        return has(ContactFields.PHONE, expected);
    }

    /**
     * Checks the version.
     *
     * @param expected the version
     * @return this
     */
    public ContactAssert hasVersion(long expected) {
        return has(ContactFields.VERSION, expected);
    }

    /**
     * Checks a custom field.
     *
     * @param name its name, in any case
     * @param expected its value, null for none. Numbers of equal value are equal
     * @return this
     */
    public ContactAssert hasCustomField(String name, @Nullable Object expected) {
        CustomValue wanted = CustomValue.of(expected);
        CustomValue found = actual.customFields().get(name).orElse(null);
        if (!Objects.equals(wanted, found)) {
            throw failure(List.of(Differences.line(
                    ContactFields.CUSTOM_FIELDS + "." + name, Differences.raw(wanted), Differences.raw(found))));
        }
        return this;
    }

    /**
     * Checks that it is not deleted.
     *
     * @return this
     */
    public ContactAssert isLive() {
        return has(ContactFields.DELETED_AT, null);
    }

    /**
     * Checks that it is deleted.
     *
     * @return this
     */
    public ContactAssert isDeleted() {
        if (actual.isLive()) {
            throw failure(List.of("deleted_at: expected a time but was missing"));
        }
        return this;
    }

    /**
     * Checks all fields.
     *
     * @param expected the contact that it must equal
     * @param ignored fields that may differ
     * @return this
     */
    public ContactAssert isEqualTo(Contact expected, ContactField<?>... ignored) {
        List<ContactField<?>> fields = new ArrayList<>(Differences.fields(expected, actual));
        fields.removeAll(Arrays.asList(ignored));
        if (!fields.isEmpty()) {
            throw failure(Differences.lines(expected, actual, fields));
        }
        return this;
    }

    /**
     * Checks that exactly some fields changed. {@code version} and {@code updated_at}, which every change writes, may
     * differ too.
     *
     * @param before the contact as it was
     * @param changed the fields that must differ, none for an unchanged contact
     * @return this
     */
    public ContactAssert changedOnly(Contact before, ContactField<?>... changed) {
        Set<ContactField<?>> different = new HashSet<>(Differences.fields(before, actual));
        List<String> wrong = new ArrayList<>();
        for (ContactField<?> field : changed) {
            if (!different.remove(field)) {
                wrong.add(field + ": expected another value than before");
            }
        }
        List<ContactField<?>> others = ContactFields.all().stream()
                .filter(field -> different.contains(field) && !OF_EVERY_CHANGE.contains(field))
                .<ContactField<?>>map(field -> field)
                .toList();
        wrong.addAll(Differences.lines(before, actual, others));
        if (!wrong.isEmpty()) {
            throw failure(wrong);
        }
        return this;
    }

    private ContactAssert check(String field, @Nullable Object expected, @Nullable Object found) {
        if (!Objects.equals(expected, found)) {
            throw failure(List.of(Differences.line(field, expected, found)));
        }
        return this;
    }

    private AssertionError failure(List<String> lines) {
        return new AssertionError("Contact " + actual.id() + " is not as expected\n  " + String.join("\n  ", lines));
    }
}
