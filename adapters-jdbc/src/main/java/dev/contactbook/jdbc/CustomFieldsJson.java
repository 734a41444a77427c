package dev.contactbook.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.CustomFields;
import dev.contactbook.domain.CustomValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** Custom fields as the JSON object that one column keeps; nobody outside this package sees it. */
final class CustomFieldsJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final String NONE = "{}";

    private CustomFieldsJson() {}

    static String write(CustomFields fields) {
        if (fields.isEmpty()) {
            return NONE;
        }
        Map<String, Object> object = new LinkedHashMap<>();
        for (Map.Entry<String, CustomValue> field : fields.asMap().entrySet()) {
            object.put(field.getKey(), field.getValue().raw());
        }
        try {
            return MAPPER.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Custom fields cannot be written as JSON", e);
        }
    }

    static CustomFields read(String json) {
        if (json.equals(NONE)) {
            return CustomFields.EMPTY;
        }
        try {
            return CustomFields.of(MAPPER.readValue(json, OBJECT));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new Storage("Stored custom fields cannot be read", false, Storage.Outcome.NOT_APPLIED);
        }
    }
}
