package dev.contactbook.spring.boot;

import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Page;
import dev.contactbook.rest.ContactJson;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteCapability;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.WritableTypeId;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * A Jackson 3 module that writes contacts and pages as the REST API does. Spring Boot's mapper has it.
 *
 * <p>It writes {@link Contact}, {@link AssociatedContact} and {@link Page} like {@link ContactJson}, and other rows of
 * a page as the mapper does. It reads {@link Contact} like {@link ContactJson#read}, and {@link ContactPatch} like
 * {@link ContactJson#readPatch}. Pages are read by {@link ContactJson#readPage}.
 */
public final class ContactsJacksonModule extends SimpleModule {
    private static final long serialVersionUID = 1;

    /** Of the texts between the two versions of Jackson. */
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Creates the module. */
    public ContactsJacksonModule() {
        super("dev.contactbook");
        addSerializer(new Writer<>(Contact.class, ContactJson::write));
        addSerializer(new Writer<>(AssociatedContact.class, ContactJson::write));
        addSerializer(new Writer<>(Page.class, ContactsJacksonModule::page));
        addDeserializer(Contact.class, new Reader<>(Contact.class, ContactJson::read));
        addDeserializer(ContactPatch.class, new Reader<>(ContactPatch.class, ContactJson::readPatch));
    }

    private static String page(Page<?> page) {
        return ContactJson.writePage(hasContacts(page) ? page : withoutRows(page));
    }

    private static boolean hasContacts(Page<?> page) {
        return page.data().stream().allMatch(row -> row instanceof Contact || row instanceof AssociatedContact);
    }

    private static Page<Object> withoutRows(Page<?> page) {
        ContactQuery sameBounds = ContactQuery.page().limit(page.limit()).skip(page.skip());
        return Page.of(sameBounds, page.total(), page.next(), List.of());
    }

    /** Copies the value at the parser's token. A fraction keeps its digits, in a text also their form. */
    private static void copy(JsonParser from, JsonGenerator to) {
        if (from.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
                && to.has(StreamWriteCapability.CAN_WRITE_FORMATTED_NUMBERS)) {
            to.writeNumber(from.getString());
        } else if (!from.currentToken().isStructStart()) {
            to.copyCurrentEventExact(from);
        } else {
            to.copyCurrentEvent(from);
            while (!from.nextToken().isStructEnd()) {
                copy(from, to);
            }
            to.copyCurrentEvent(from);
        }
    }

    private static final class Writer<T> extends StdSerializer<T> {
        private final Function<T, String> json;

        Writer(Class<T> type, Function<T, String> json) {
            super(type);
            this.json = json;
        }

        @Override
        public void serialize(T value, JsonGenerator to, SerializationContext mapper) {
            to.writeStartObject(value);
            writeKeys(value, to, mapper);
            to.writeEndObject();
        }

        @Override
        public void serializeWithType(T value, JsonGenerator to, SerializationContext mapper, TypeSerializer types) {
            WritableTypeId type = types.writeTypePrefix(to, mapper, types.typeId(value, JsonToken.START_OBJECT));
            writeKeys(value, to, mapper);
            types.writeTypeSuffix(to, mapper, type);
        }

        private void writeKeys(T value, JsonGenerator to, SerializationContext mapper) {
            boolean hasOtherRows = value instanceof Page<?> page && !hasContacts(page);
            try (JsonParser from = FACTORY.createParser(ObjectReadContext.empty(), json.apply(value))) {
                from.nextToken();
                while (from.nextToken() == JsonToken.PROPERTY_NAME) {
                    to.writeName(from.currentName());
                    from.nextToken();
                    if (hasOtherRows && from.currentToken() == JsonToken.START_ARRAY) {
                        writeRows((Page<?>) value, to, mapper);
                        from.skipChildren();
                    } else {
                        copy(from, to);
                    }
                }
            }
        }

        private static void writeRows(Page<?> page, JsonGenerator to, SerializationContext mapper) {
            to.writeStartArray();
            page.data().forEach(row -> mapper.writeValue(to, row));
            to.writeEndArray();
        }
    }

    private static final class Reader<T> extends StdDeserializer<T> {
        private final Function<String, T> reading;

        Reader(Class<T> type, Function<String, T> reading) {
            super(type);
            this.reading = reading;
        }

        @Override
        public T deserialize(JsonParser from, DeserializationContext mapper) {
            if (!from.isExpectedStartObjectToken()) {
                return mapper.reportInputMismatch(this, "Must be a JSON object");
            }
            StringWriter text = new StringWriter();
            try (JsonGenerator to = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
                copy(from, to);
            }
            try {
                return reading.apply(text.toString());
            } catch (Invalid e) {
                throw DatabindException.from(mapper, String.valueOf(e.getMessage()), e);
            }
        }
    }
}
