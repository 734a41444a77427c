package dev.contactbook.domain;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The field {@code custom_fields_by_name}: all custom fields of a contact together. {@link CustomField} is a single
 * one.
 */
public final class CustomFieldsField extends ContactField<CustomFields> {
    CustomFieldsField(int position, String name, Access<CustomFields> access) {
        super(position, name, access);
    }

    @Override
    void assign(ContactDetails.Builder to, @Nullable Object value) {
        if (value == null || value instanceof Map) {
            to.customFields((Map<?, ?>) value);
        } else if (value instanceof CustomFields fields) {
            to.replaceCustomFields(fields);
        } else {
            to.refuse(Violation.type(name(), "a map of names to values"));
        }
    }
}
