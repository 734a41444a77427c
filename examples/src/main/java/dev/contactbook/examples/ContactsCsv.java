package dev.contactbook.examples;

import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.NumberField;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/**
 * Reads contacts from a CSV file. A heading that is the name of a field ({@code first_name}, {@code company_id}) is
 * that field. Any other heading is a custom field.
 */
final class ContactsCsv {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .get();

    private ContactsCsv() {}

    /** Returns the contact to create for each row. Its creation reports what is wrong with it. */
    static List<ContactPatch> read(Reader source) throws IOException {
        try (CSVParser parser = FORMAT.parse(withoutByteOrderMark(source))) {
            if (!parser.getHeaderNames().contains(ContactFields.FIRST_NAME.name())) {
                throw new IllegalArgumentException("The first line must name the columns, including first_name");
            }
            return parser.stream().map(ContactsCsv::contact).toList();
        }
    }

    /** Skips the byte order mark that spreadsheets write before the first heading. */
    private static Reader withoutByteOrderMark(Reader source) throws IOException {
        BufferedReader reader = new BufferedReader(source);
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    private static ContactPatch contact(CSVRecord row) {
        return ContactPatch.of(contact -> row.toMap().forEach((heading, cell) -> {
            Optional<ContactField<?>> field = ContactFields.named(heading);
            if (field.isPresent()) {
                contact.set(heading, field.get() instanceof NumberField ? number(cell) : cell);
            } else {
                contact.customField(heading, customValue(cell));
            }
        }));
    }

    /** Returns the number in a cell. Other text is returned unchanged, and rejected when the contact is created. */
    private static @Nullable Object number(String cell) {
        return cell.matches("[0-9]{1,18}") ? Long.valueOf(cell) : cell.isBlank() ? null : cell;
    }

    private static Object customValue(String cell) {
        if (cell.equals("true") || cell.equals("false")) {
            return Boolean.valueOf(cell);
        } else if (cell.matches("[1-9][0-9]{0,14}")) {
            return Long.valueOf(cell);
        } else if (cell.contains(";")) {
            return List.of(cell.split(";", -1));
        }
        return cell;
    }
}
