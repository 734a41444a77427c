package dev.contactbook.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.Cursor;
import dev.contactbook.domain.Page;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes answers as JSON (contract §7). */
final class JsonWriter {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            // 1E+2 is the same number as 100, but not the same bytes.
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private JsonWriter() {}

    static byte[] contact(AssociatedContact row, Set<WireField> keys) {
        return written(json -> write(json, row, keys));
    }

    static byte[] page(Page<AssociatedContact> page, Set<WireField> keys) {
        return written(json -> writePage(json, page, false, row -> write(json, row, keys)));
    }

    /** Returns a page with {@code next}: the cursor of the next page, null on the last page. */
    static byte[] pageWithNext(Page<AssociatedContact> page, Set<WireField> keys) {
        return written(json -> writePage(json, page, true, row -> write(json, row, keys)));
    }

    /**
     * Returns an error.
     *
     * @param data whole numbers, booleans and texts, and lists and maps of these. Omitted if it is empty
     * @param errors path to message, omitted if it is empty
     */
    static byte[] error(ErrorKind kind, String message, Map<String, Object> data, Map<String, String> errors) {
        return written(json -> {
            json.writeStartObject();
            json.writeStringField("name", kind.title());
            json.writeStringField("message", message);
            json.writeNumberField("code", kind.status());
            json.writeStringField("className", kind.className());
            if (!data.isEmpty()) {
                json.writeFieldName("data");
                writeData(json, data);
            }
            if (!errors.isEmpty()) {
                json.writeObjectFieldStart("errors");
                for (Map.Entry<String, String> entry : errors.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    private static void writeData(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                writeData(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object each : list) {
                writeData(json, each);
            }
            json.writeEndArray();
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString(String.valueOf(value));
        }
    }

    static void write(JsonGenerator json, AssociatedContact row, Set<WireField> keys) throws IOException {
        json.writeStartObject();
        writeKeys(json, row, keys);
        json.writeEndObject();
    }

    /** Writes the inside of an object. */
    static void writeKeys(JsonGenerator json, AssociatedContact row, Set<WireField> keys) throws IOException {
        for (WireField key : keys) {
            key.write(json, row);
        }
    }

    /** Writes the inside of a page like a list with {@code $after}. Other rows than contacts go to a writer. */
    static void writePageKeys(JsonGenerator json, Page<?> page, RowWriting<Object> otherRow) throws IOException {
        writePageKeys(json, page, true, row -> {
            if (row instanceof Contact contact) {
                write(json, alone(contact), WireField.LISTED);
            } else if (row instanceof AssociatedContact associated) {
                write(json, associated, WireField.LISTED_WITH_ASSOCIATIONS);
            } else {
                otherRow.write(row);
            }
        });
    }

    private static <T> void writePage(
            JsonGenerator json, Page<? extends T> page, boolean withNext, RowWriting<T> writing) throws IOException {
        json.writeStartObject();
        writePageKeys(json, page, withNext, writing);
        json.writeEndObject();
    }

    private static <T> void writePageKeys(
            JsonGenerator json, Page<? extends T> page, boolean withNext, RowWriting<T> writing) throws IOException {
        if (page.total().isPresent()) {
            json.writeNumberField("total", page.total().getAsLong());
        }
        json.writeNumberField("limit", page.limit());
        json.writeNumberField("skip", page.skip());
        if (withNext) {
            json.writeStringField("next", page.next().map(Cursor::text).orElse(null));
        }
        json.writeArrayFieldStart("data");
        for (T row : page.data()) {
            writing.write(row);
        }
        json.writeEndArray();
    }

    /** Returns a contact without its owner and company. */
    static AssociatedContact alone(Contact contact) {
        return new AssociatedContact(contact, null, null);
    }

    /** Writes a row of a page. */
    @FunctionalInterface
    interface RowWriting<T> {
        void write(T row) throws IOException;
    }

    /** Writes a value. */
    @FunctionalInterface
    interface Writing {
        void write(JsonGenerator json) throws IOException;
    }

    /** Writes UTF-8 by a writer of our own. Jackson's rejects a lone surrogate, which an unknown key may have. */
    private static byte[] written(Writing writing) {
        Utf8Writer text = new Utf8Writer();
        write(writing, text);
        return text.toByteArray();
    }

    static String text(Writing writing) {
        StringWriter text = new StringWriter(512);
        write(writing, text);
        return text.toString();
    }

    private static void write(Writing writing, Writer to) {
        try (JsonGenerator json = FACTORY.createGenerator(to)) {
            writing.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
