package dev.contactbook.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.WritableTypeId;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Page;
import dev.contactbook.rest.tree.JsonTree;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;

/**
 * A Jackson 2 module that writes contacts and pages with the bytes of the REST API (contract §7).
 *
 * <pre>{@code JsonMapper.builder().addModule(new ContactsModule()).build()}</pre>
 *
 * <p>In Spring Boot, declare it as a bean. {@code findAndRegisterModules} finds it too.
 *
 * <p>It writes {@link Contact}, {@link AssociatedContact} and {@link Page} like {@link ContactJson}, and other rows of
 * a page as the mapper does. A mapper with type ids writes them too. It reads {@link Contact} like
 * {@link ContactJson#read}, and {@link ContactPatch} like {@link ContactJson#readPatch}. Pages are read by
 * {@link ContactJson#readPage}.
 */
public final class ContactsModule extends SimpleModule {
    private static final long serialVersionUID = 1;

    private static final JsonGenerator.Feature COMBINE_SURROGATES =
            JsonGenerator.Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8;

    /** Creates the module. */
    public ContactsModule() {
        super("dev.contactbook");
        addSerializer(new Writer<>(
                Contact.class,
                (json, contact, mapper) -> JsonWriter.writeKeys(json, JsonWriter.alone(contact), WireField.WHOLE)));
        addSerializer(new Writer<>(
                AssociatedContact.class,
                (json, contact, mapper) -> JsonWriter.writeKeys(json, contact, WireField.WHOLE_WITH_ASSOCIATIONS)));
        addSerializer(new Writer<>(
                Page.class,
                (json, page, mapper) ->
                        JsonWriter.writePageKeys(json, page, row -> mapper.defaultSerializeValue(row, json))));
        addDeserializer(Contact.class, new Reader<>(Contact.class, ContactReader::contact));
        addDeserializer(ContactPatch.class, new Reader<>(ContactPatch.class, ContactJson::readPatch));
    }

    /** Writes the inside of an object. */
    @FunctionalInterface
    private interface Writing<T> extends Serializable {
        void write(JsonGenerator json, T value, SerializerProvider mapper) throws IOException;
    }

    @FunctionalInterface
    private interface Reading<T> extends Serializable {
        T read(Map<String, Object> object);
    }

    private static final class Writer<T> extends StdSerializer<T> {
        private static final long serialVersionUID = 1;

        private final Writing<T> writing;

        Writer(Class<T> type, Writing<T> writing) {
            super(type);
            this.writing = writing;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider mapper) throws IOException {
            json.writeStartObject(value);
            writeKeys(value, json, mapper);
            json.writeEndObject();
        }

        @Override
        public void serializeWithType(T value, JsonGenerator json, SerializerProvider mapper, TypeSerializer types)
                throws IOException {
            WritableTypeId type = types.writeTypePrefix(json, types.typeId(value, JsonToken.START_OBJECT));
            writeKeys(value, json, mapper);
            types.writeTypeSuffix(json, type);
        }

        private void writeKeys(T value, JsonGenerator json, SerializerProvider mapper) throws IOException {
            // Jackson's default is an escape for each half of a surrogate pair, where the endpoint has four bytes.
            boolean combines = json.isEnabled(COMBINE_SURROGATES);
            json.enable(COMBINE_SURROGATES);
            try {
                writing.write(json, value, mapper);
            } finally {
                json.configure(COMBINE_SURROGATES, combines);
            }
        }
    }

    private static final class Reader<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1;

        private final Reading<T> reading;

        Reader(Class<T> type, Reading<T> reading) {
            super(type);
            this.reading = reading;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Optional<Map<String, Object>> object = JsonTree.asObject(JsonTree.read(parser));
            if (object.isEmpty()) {
                return context.reportInputMismatch(this, "Must be a JSON object");
            }
            try {
                return reading.read(object.get());
            } catch (Invalid e) {
                throw JsonMappingException.from(parser, String.valueOf(e.getMessage()), e);
            }
        }
    }
}
