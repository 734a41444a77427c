package dev.contactbook.jdbc.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.CustomFields;
import dev.contactbook.domain.CustomValue;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Custom fields as the JSON object that one column keeps, written and read token by token. */
final class CustomFieldsJson {
    private static final JsonFactory JSON = new JsonFactory();

    /** No custom fields. */
    static final String NONE = "{}";

    private CustomFieldsJson() {}

    static String write(CustomFields fields) {
        if (fields.isEmpty()) {
            return NONE;
        }
        StringWriter json = new StringWriter();
        try (JsonGenerator object = JSON.createGenerator(json)) {
            object.writeStartObject();
            for (Map.Entry<String, CustomValue> field : fields.asMap().entrySet()) {
                object.writeFieldName(field.getKey());
                write(object, field.getValue().raw());
            }
            object.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("Custom fields cannot be written as JSON", e);
        }
        return json.toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeStartArray();
            for (Object text : (List<?>) value) {
                json.writeString((String) text);
            }
            json.writeEndArray();
        }
    }

    static CustomFields read(String json) {
        if (json.equals(NONE)) {
            return CustomFields.EMPTY;
        }
        try (JsonParser parser = JSON.createParser(json)) {
            return CustomFields.of(fields(parser));
        } catch (IOException | IllegalArgumentException e) {
            throw new Storage("Stored custom fields cannot be read", false, Storage.Outcome.NOT_APPLIED);
        }
    }

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
