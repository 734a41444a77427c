package dev.contactbook.domain;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A contact during one query, with each of its texts folded at most once and only when needed: folding is most of the
 * cost of a query. Not thread-safe.
 */
final class FoldedContact {
    private final Contact contact;
    private @Nullable String @Nullable [] columns;
    private @Nullable NameTexts name;

    /** The e-mail is the one text that is compared in another form. */
    private @Nullable String emailKey;

    private @Nullable Map<SearchText, String> searchTexts;

    /** The first custom field that a condition needed: most filters need one, and no map. */
    private @Nullable String firstCustomName;

    private @Nullable FoldedValue firstCustomValue;
    private @Nullable Map<String, FoldedValue> customFields;

    FoldedContact(Contact contact) {
        this.contact = contact;
    }

    Contact contact() {
        return contact;
    }

    /** Whether the contact matches a filter. */
    boolean satisfies(Filter filter) {
        if (filter instanceof ColumnCondition<?> condition) {
            return condition.test().test(this);
        } else if (filter instanceof CustomFieldCondition condition) {
            return condition.test().test(customField(condition.name(), condition.key()));
        } else if (filter instanceof Filter.And and) {
            return all(and.filters());
        } else if (filter instanceof Filter.Or or) {
            return any(or.filters());
        }
        return !satisfies(((Filter.Not) filter).filter());
    }

    private boolean all(List<Filter> filters) {
        for (Filter filter : filters) {
            if (!satisfies(filter)) {
                return false;
            }
        }
        return true;
    }

    private boolean any(List<Filter> filters) {
        for (Filter filter : filters) {
            if (satisfies(filter)) {
                return true;
            }
        }
        return false;
    }

    /** The folded text of a field, null if the contact has none. */
    @Nullable
    String folded(TextField field) {
        if (columns == null) {
            columns = new String[ContactFields.all().size()];
        }
        String folded = columns[field.position()];
        if (folded == null) {
            String text = field.of(contact);
            folded = text == null ? null : field.folded(text);
            columns[field.position()] = folded;
        }
        return folded;
    }

    /** As {@link TextField#sameKey} of the text of a field, null if the contact has none. */
    @Nullable
    String sameKey(TextField field) {
        String text = field.of(contact);
        if (text == null) {
            return null;
        }
        if (field != ContactFields.EMAIL) {
            return folded(field);
        }
        if (emailKey == null) {
            String form = field.sameForm(text);
            emailKey = form.equals(text) ? folded(field) : field.folded(form);
        }
        return emailKey;
    }

    /** Whether the text of a field is the same as one of some {@link TextField#sameKey keys}. Any e-mail may be. */
    boolean isSame(TextField field, Set<String> keys) {
        String key = sameKey(field);
        if (key != null && keys.contains(key)) {
            return true;
        }
        return field == ContactFields.EMAIL
                && contact.otherEmails().stream()
                        .anyMatch(other -> keys.contains(ContactFields.EMAIL.sameKey(other.email())));
    }

    /** The words and forms of the name. */
    NameTexts name() {
        if (name == null) {
            String firstName = folded(ContactFields.FIRST_NAME);
            name = new NameTexts(
                    contact.details(), firstName == null ? "" : firstName, folded(ContactFields.LAST_NAME));
        }
        return name;
    }

    /** The same contact with one of its names, e-mails or phones, and no other of these. */
    FoldedContact only(ContactField<?> field) {
        ContactDetails.Builder only = ContactDetails.builder();
        field.copy(contact.details(), only);
        if (field == ContactFields.PHONE) {
            only.phoneCountryCode(contact.phoneCountryCode());
        }
        return new FoldedContact(contact.toBuilder().details(only.build()).build());
    }

    /** Whether a part occurs in its search text. */
    boolean has(SearchCondition.Part part) {
        if (part.text() == SearchText.NAME_FORMS && !name().mayHaveForm(part.value())) {
            return false; // for most contacts, and forms are the dearest text
        }
        if (searchTexts == null) {
            searchTexts = new EnumMap<>(SearchText.class);
        }
        String text =
                searchTexts.computeIfAbsent(part.text(), searched -> Objects.requireNonNullElse(searched.of(this), ""));
        return text.contains(part.value());
    }

    /**
     * Returns the custom field with a name in any case, null if there is none.
     *
     * @param key {@link CustomFields#key} of the name
     */
    private @Nullable FoldedValue customField(String wanted, String key) {
        if (firstCustomName != null && key.hashCode() == firstCustomName.hashCode() && key.equals(firstCustomName)) {
            return firstCustomValue;
        }
        CustomValue value = contact.customFields().find(wanted, key);
        if (firstCustomName == null) {
            firstCustomName = key;
            firstCustomValue = value == null ? null : new FoldedValue(value);
            return firstCustomValue;
        } else if (value == null) {
            return null;
        }
        if (customFields == null) {
            customFields = new HashMap<>();
        }
        return customFields.computeIfAbsent(key, any -> new FoldedValue(value));
    }
}
