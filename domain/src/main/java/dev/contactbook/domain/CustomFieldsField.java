package dev.contactbook.domain;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The field that holds all custom fields of a contact. */
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
