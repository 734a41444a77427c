package dev.contactbook.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a contact's details (contract §3, patch). Absent fields keep their values, null clears, custom fields
 * merge by name, lists are replaced or edited entry by entry.
 *
 * <pre>{@code ContactPatch.of(c -> c.email("x@example.com").company(102)).ifVersion(3)}</pre>
 *
 * <p>Immutable.
 */
public final class ContactPatch {
    private final ContactDetails values;
    private final List<ContactField<?>> fields;
    private final CustomFieldsPatch customFields;
    private final List<ListPatch<?>> lists;
    private final OptionalLong organizationId;
    private final OptionalLong ifVersion;
    private final List<Violation> violations;

    private ContactPatch(
            ContactDetails values,
            List<ContactField<?>> fields,
            CustomFieldsPatch customFields,
            List<ListPatch<?>> lists,
            OptionalLong organizationId,
            OptionalLong ifVersion,
            List<Violation> violations) {
        this.values = values;
        this.fields = fields;
        this.customFields = customFields;
        this.lists = lists;
        this.organizationId = organizationId;
        this.ifVersion = ifVersion;
        this.violations = violations;
    }

    /**
     * Records the fields that a function writes on a builder.
     *
     * @param changes writes the fields to change, called once before this method returns
     * @return the patch
     */
    public static ContactPatch of(Consumer<? super ContactDetails.Builder> changes) {
        ContactDetails.Builder recorder = ContactDetails.builder();
        changes.accept(recorder);
        List<ContactField<?>> fields = new ArrayList<>();
        for (ContactField<?> field : ContactFields.writable()) {
            if (recorder.hasAssigned(field)) {
                fields.add(field);
            }
        }
        return new ContactPatch(
                recorder.values(),
                Collections.unmodifiableList(fields),
                recorder.customFieldsPatch(),
                recorder.lists(),
                recorder.organizationId(),
                OptionalLong.empty(),
                recorder.problems());
    }

    /**
     * Returns the same changes for one version of the contact. Another version is a conflict.
     *
     * @param version the version the contact must have
     * @return a new patch
     */
    public ContactPatch ifVersion(long version) {
        return new ContactPatch(
                values, fields, customFields, lists, organizationId, OptionalLong.of(version), violations);
    }

    /** {@return the version the contact must have, empty if any will do} */
    public OptionalLong ifVersion() {
        return ifVersion;
    }

    /** {@return the id of the organization that the input named, empty if it named none} */
    public OptionalLong organizationId() {
        return organizationId;
    }

    /**
     * {@return the fields that this patch writes, in the order of {@link ContactFields#all()}, an unmodifiable list}
     */
    public List<ContactField<?>> fields() {
        return fields;
    }

    /** {@return the wrong types and unknown names of the input, empty if there are none} */
    public List<Violation> violations() {
        return violations;
    }

    /**
     * Returns all problems of this patch as the input of a new contact: wrong types and unknown names, the rules that
     * the contact breaks (contract §2), and a version, which no new contact has.
     *
     * @return the violations, without those that only the host's directory can find
     */
    public List<Violation> violationsOfNew() {
        List<Violation> all = new ArrayList<>(violations);
        all.addAll(applyTo(ContactDetails.EMPTY).violations());
        if (ifVersion.isPresent()) {
            all.add(new Violation("ifVersion", "if_version", "Must not be given for a new contact"));
        }
        return List.copyOf(all);
    }

    /**
     * Returns the details after this patch, unchecked.
     *
     * @param before the details to change
     * @return the details with the changes, equal to {@code before} if nothing changes
     */
    public ContactDetails applyTo(ContactDetails before) {
        if (before.equals(ContactDetails.EMPTY)) {
            return values; // there is nothing to merge with
        }
        ContactDetails.Builder after = before.toBuilder();
        for (ContactField<?> field : fields) {
            if (field == ContactFields.CUSTOM_FIELDS) {
                after.replaceCustomFields(customFields.applyTo(before.customFields()));
            } else if (!(field instanceof ListField)) {
                field.copy(values, after);
            }
        }
        for (ListField<?> field : ContactFields.lists()) {
            ListPatch<?> list = patchOf(field);
            if (list.isWritten() || !field.in(before).isEmpty()) {
                list.apply(before, after);
            }
        }
        return after.values();
    }

    /** The same without an e-mail that the stored list has, where this patch starts from that list. */
    ContactPatch withoutOtherEmail(ContactDetails stored) {
        String email = values.email();
        ListField<OtherEmail> others = ContactFields.OTHER_EMAILS;
        boolean isOther = email != null
                && patchOf(others).replacement() == null
                && others.indexOfSame(stored.otherEmails(), OtherEmail.of(email)) >= 0;
        return isOther
                ? new ContactPatch(
                        values,
                        fields.stream()
                                .filter(field -> field != ContactFields.EMAIL)
                                .toList(),
                        customFields,
                        lists,
                        organizationId,
                        ifVersion,
                        violations)
                : this;
    }

    private ListPatch<?> patchOf(ListField<?> field) {
        for (ListPatch<?> list : lists) {
            if (list.field() == field) {
                return list;
            }
        }
        return ListPatch.unchanged(field);
    }

    /** Equal if they record the same values. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContactPatch patch
                && values.equals(patch.values)
                && fields.equals(patch.fields)
                && customFields.equals(patch.customFields)
                && lists.equals(patch.lists)
                && organizationId.equals(patch.organizationId)
                && ifVersion.equals(patch.ifVersion)
                && violations.equals(patch.violations);
    }

    @Override
    public int hashCode() {
        return Objects.hash(values, fields, ifVersion);
    }

    /** The names of the fields it writes, without the values. */
    @Override
    public String toString() {
        return "ContactPatch" + fields + (ifVersion.isPresent() ? "@" + ifVersion.getAsLong() : "");
    }
}
