package dev.contactbook.jdbc.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.ListField;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A list of entries as the JSON that one column keeps: an array of objects of texts, null where the list is empty. */
final class ListJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ListJson() {}

    static <E> @Nullable String write(ListField<E> field, List<E> entries) {
        if (entries.isEmpty()) {
            return null;
        }
        StringWriter json = new StringWriter();
        try (JsonGenerator array = JSON.createGenerator(json)) {
            array.writeStartArray();
            for (E entry : entries) {
                array.writeStartObject();
                for (Map.Entry<String, String> text : field.texts(entry).entrySet()) {
                    array.writeStringField(text.getKey(), text.getValue());
                }
                array.writeEndObject();
            }
            array.writeEndArray();
        } catch (IOException e) {
            throw new IllegalStateException("A list cannot be written as JSON", e);
        }
        return json.toString();
    }

    static <E> List<E> read(ListField<E> field, String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            List<E> entries = new ArrayList<>();
            require(parser.nextToken() == JsonToken.START_ARRAY);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                require(parser.currentToken() == JsonToken.START_OBJECT);
                entries.add(field.entry(texts(parser)));
            }
            require(parser.nextToken() == null);
            return entries;
        } catch (IOException | IllegalArgumentException e) {
            throw new Storage("A stored list cannot be read", false, Storage.Outcome.NOT_APPLIED);
        }
    }

    private static Map<String, String> texts(JsonParser parser) throws IOException {
        Map<String, String> texts = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            require(parser.nextToken() == JsonToken.VALUE_STRING);
            texts.put(name, parser.getText());
        }
        return texts;
    }

    private static void require(boolean expected) {
        if (!expected) {
            throw new IllegalArgumentException("Not an array of objects of texts");
        }
    }
}
