package dev.contactbook.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a contact's details, as a value: absent fields stay, null clears, custom fields merge name by name
 * (contract §3, patch).
 *
 * <pre>{@code ContactPatch.of(c -> c.email("x@example.com").company(102)).ifVersion(3)}</pre>
 *
 * <p>Immutable.
 */
public final class ContactPatch {
    private final ContactDetails values;
    private final List<ContactField<?>> fields;
    private final CustomFieldsPatch customFields;
    private final OptionalLong organizationId;
    private final OptionalLong ifVersion;
    private final List<Violation> violations;

    private ContactPatch(
            ContactDetails values,
            List<ContactField<?>> fields,
            CustomFieldsPatch customFields,
            OptionalLong organizationId,
            OptionalLong ifVersion,
            List<Violation> violations) {
        this.values = values;
        this.fields = fields;
        this.customFields = customFields;
        this.organizationId = organizationId;
        this.ifVersion = ifVersion;
        this.violations = violations;
    }

    /**
     * Records a patch from a function on a builder: what the function writes is what changes.
     *
     * @param changes writes the fields to change; called once, at once
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
                recorder.organizationId(),
                OptionalLong.empty(),
                recorder.problems());
    }

    /**
     * The same changes, for one version of the contact only: another version is a conflict.
     *
     * @param version the version the contact must have
     * @return a new patch
     */
    public ContactPatch ifVersion(long version) {
        return new ContactPatch(values, fields, customFields, organizationId, OptionalLong.of(version), violations);
    }

    /**
     * The version the contact must have.
     *
     * @return the version, empty where any will do
     */
    public OptionalLong ifVersion() {
        return ifVersion;
    }

    /**
     * The organization that the input named, if it did.
     *
     * @return an organization's id
     */
    public OptionalLong organizationId() {
        return organizationId;
    }

    /**
     * The fields that this patch writes, whether or not they will change.
     *
     * @return an unmodifiable list in the order of {@link ContactFields#all()}
     */
    public List<ContactField<?>> fields() {
        return fields;
    }

    /**
     * What of the input could not be taken at all: wrong types, unknown names.
     *
     * @return the violations, empty where all could be recorded
     */
    public List<Violation> violations() {
        return violations;
    }

    /**
     * Everything that is wrong with this as the input of a new contact: what could not be taken, the rules that the
     * contact would break (contract §2), and a version, which no new contact has.
     *
     * @return the violations, empty if a contact can be made of it as far as can be told without asking anybody
     */
    public List<Violation> violationsOfNew() {
        List<Violation> all = new ArrayList<>(violations);
        all.addAll(applyTo(ContactDetails.EMPTY).violations());
        if (ifVersion.isPresent()) {
            all.add(new Violation("ifVersion", "if_version", "A new contact has no version yet"));
        }
        return List.copyOf(all);
    }

    /**
     * The details after this patch, unchecked.
     *
     * @param before the details to change
     * @return the details with the changes; equal to {@code before} where nothing changes
     */
    public ContactDetails applyTo(ContactDetails before) {
        if (before.equals(ContactDetails.EMPTY)) {
            return values; // as recorded: nothing is there that they could be merged with
        }
        ContactDetails.Builder after = before.toBuilder();
        for (ContactField<?> field : fields) {
            if (field == ContactFields.CUSTOM_FIELDS) {
                after.replaceCustomFields(customFields.applyTo(before.customFields()));
            } else {
                field.copy(values, after);
            }
        }
        return after.values();
    }

    /** Equal if they record the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContactPatch patch
                && values.equals(patch.values)
                && fields.equals(patch.fields)
                && customFields.equals(patch.customFields)
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
