package dev.contactbook.rest.filter;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.contactbook.domain.ColumnCondition;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.CustomFieldCondition;
import dev.contactbook.domain.CustomValue;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.FilterOperator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a filter as JSON in the query syntax of Feathers. {@link FilterReader} reads it as an equal filter (contract
 * §7, filters). Each object has one key, because several keys are read as {@code $and}.
 */
public final class FilterWriter {
    /** The maximum number of digits without exponent. */
    private static final int MOST_DIGITS = 100;

    /** The largest exponent that is read. A number without its trailing zeros can have a larger one. */
    private static final int LARGEST_EXPONENT = 1_000;

    private FilterWriter() {}

    public static void write(JsonGenerator json, Filter filter) throws IOException {
        json.writeStartObject();
        filter.<Writing>match(
                        FilterWriter::onColumn,
                        FilterWriter::onCustomField,
                        and -> group(FilterReader.AND, and.filters()),
                        or -> group(FilterReader.OR, or.filters()),
                        FilterWriter::not)
                .write(json);
        json.writeEndObject();
    }

    @FunctionalInterface
    private interface Writing {
        void write(JsonGenerator json) throws IOException;
    }

    private static Writing group(String key, List<Filter> filters) {
        return json -> {
            json.writeArrayFieldStart(key);
            for (Filter filter : filters) {
                write(json, filter);
            }
            json.writeEndArray();
        };
    }

    private static Writing not(Filter.Not not) {
        return json -> {
            json.writeFieldName(FilterReader.NOT);
            write(json, not.filter());
        };
    }

    private static Writing onColumn(ColumnCondition<?> condition) {
        return json -> {
            json.writeFieldName(condition.field().name());
            writeCondition(json, condition.operator(), condition.values());
        };
    }

    private static Writing onCustomField(CustomFieldCondition condition) {
        return json -> {
            json.writeObjectFieldStart(ContactFields.CUSTOM_FIELDS.name());
            json.writeFieldName(condition.name());
            writeCondition(json, condition.operator(), condition.values());
            json.writeEndObject();
        };
    }

    private static void writeCondition(
            JsonGenerator json, FilterOperator operator, List<? extends @Nullable Object> values) throws IOException {
        Optional<WireOperator> named = WireOperator.of(operator);
        if (named.isEmpty()) {
            writeValue(json, values.get(0));
            return;
        }
        json.writeStartObject();
        json.writeFieldName(named.get().key());
        switch (operator) {
            case EXISTS, MISSING -> json.writeBoolean(operator == FilterOperator.EXISTS);
            case IN, NOT_IN, SAME_AS_ANY -> writeValues(json, values);
            case SAME_NUMBER -> writeNumber(json, values);
            default -> writeValue(json, values.get(0));
        }
        json.writeEndObject();
    }

    private static void writeNumber(JsonGenerator json, List<? extends @Nullable Object> values) throws IOException {
        if (values.get(1) == null && values.get(2) == null) {
            writeValue(json, values.get(0));
            return;
        }
        json.writeStartObject();
        for (int i = 0; i < values.size(); i++) {
            json.writeFieldName(FilterReader.NUMBER.get(i));
            writeValue(json, values.get(i));
        }
        json.writeEndObject();
    }

    private static void writeValues(JsonGenerator json, List<? extends @Nullable Object> values) throws IOException {
        json.writeStartArray();
        for (Object value : values) {
            writeValue(json, value);
        }
        json.writeEndArray();
    }

    private static void writeValue(JsonGenerator json, @Nullable Object value) throws IOException {
        Object raw = value instanceof CustomValue custom ? custom.raw() : value;
        if (raw == null) {
            json.writeNull();
        } else if (raw instanceof Long number) {
            json.writeNumber(number.longValue());
        } else if (raw instanceof BigDecimal number) {
            boolean isShort = number.scale() < 0 && number.precision() - number.scale() <= MOST_DIGITS;
            BigDecimal readable = number.setScale(Math.max(number.scale(), -LARGEST_EXPONENT));
            json.writeNumber(isShort ? readable.toPlainString() : readable.toString());
        } else if (raw instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else {
            json.writeString(raw.toString()); // a text or an instant
        }
    }
}
