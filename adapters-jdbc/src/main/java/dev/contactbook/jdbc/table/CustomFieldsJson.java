package dev.contactbook.jdbc.table;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.CustomFields;
import dev.contactbook.domain.CustomValue;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Custom fields as the JSON object that one column keeps; nobody outside this package sees it. */
final class CustomFieldsJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

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
        try (JsonParser parser = MAPPER.createParser(json)) {
            return CustomFields.of(fields(parser));
        } catch (IOException | IllegalArgumentException e) {
            throw new Storage("Stored custom fields cannot be read", false, Storage.Outcome.NOT_APPLIED);
        }
    }

    /** Token by token: nothing but this is ever stored, and to bind it to a map was a fifteenth of a get from H2. */
    private static Map<String, @Nullable Object> fields(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> fields = new HashMap<>();
        require(parser.nextToken() == JsonToken.START_OBJECT);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            fields.put(name, parser.nextToken() == JsonToken.START_ARRAY ? texts(parser) : scalar(parser));
        }
        require(parser.nextToken() == null);
        return fields;
    }

    private static List<@Nullable Object> texts(JsonParser parser) throws IOException {
        List<@Nullable Object> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(scalar(parser));
        }
        return texts;
    }

    private static @Nullable Object scalar(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NULL -> null;
            default -> throw new IllegalArgumentException("No value of a custom field");
        };
    }

    private static void require(boolean expected) {
        if (!expected) {
            throw new IllegalArgumentException("Not one object");
        }
    }
}
