package dev.contactbook.jdbc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.CustomFields;
import dev.contactbook.domain.CustomValue;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/** Custom fields as the JSON object that one column keeps; nobody outside this package sees it. */
final class CustomFieldsJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(new TypeReference<Map<String, Object>>() {});

    /** No custom fields. */
    static final String NONE = "{}";

    private CustomFieldsJson() {}

    static String write(CustomFields fields) {
        if (fields.isEmpty()) {
            return NONE;
        }
        StringWriter json = new StringWriter();
        try (JsonGenerator object = MAPPER.createGenerator(json)) {
            object.writeStartObject();
            for (Map.Entry<String, CustomValue> field : fields.asMap().entrySet()) {
                object.writeFieldName(field.getKey());
                if (field.getValue().raw() instanceof String text) {
                    object.writeString(text);
                } else {
                    object.writePOJO(field.getValue().raw());
                }
            }
            object.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("Custom fields cannot be written as JSON", e);
        }
        return json.toString();
    }

    static CustomFields read(String json) {
        if (json.equals(NONE)) {
            return CustomFields.EMPTY;
        }
        try {
            Map<String, Object> fields = READER.readValue(json);
            return CustomFields.of(fields);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new Storage("Stored custom fields cannot be read", false, Storage.Outcome.NOT_APPLIED);
        }
    }
}
