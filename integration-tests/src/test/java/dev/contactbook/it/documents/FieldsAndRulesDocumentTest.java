package dev.contactbook.it.documents;

import static dev.contactbook.it.documents.MarkdownPage.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactRule;
import dev.contactbook.domain.TextField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of fields and rules has all of them, in their order, and each length as it is. */
class FieldsAndRulesDocumentTest {
    private static final Path PAGE = ROOT.resolve("docs/reference/fields-and-rules.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

    private static String page = "";

    @BeforeAll
    static void readPage() throws IOException {
        page = Files.readString(PAGE);
    }

    @Test
    void each_field_has_a_row_in_the_order_of_the_fields() {
        List<String> writable = names(ContactFields.writable().stream());
        List<String> written = names(ContactFields.all().stream().filter(field -> !field.isWritable()));

        assertThat(firstCells()).filteredOn(writable::contains).containsExactlyElementsOf(writable);
        assertThat(firstCells()).filteredOn(written::contains).containsExactlyElementsOf(written);
    }

    @Test
    void each_text_that_callers_write_has_its_length() {
        for (ContactField<?> field : ContactFields.writable()) {
            if (field instanceof TextField text) {
                assertThat(page)
                        .contains(String.format(Locale.ROOT, "| `%s` | text | %,d |", text.name(), text.maxLength()));
            }
        }
    }

    @Test
    void each_rule_has_a_row_in_the_order_of_the_rules() {
        List<String> codes = Stream.of(ContactRule.values())
                .map(rule -> rule.name().toLowerCase(Locale.ROOT))
                .toList();

        assertThat(firstCells()).filteredOn(codes::contains).containsExactlyElementsOf(codes);
    }

    private static List<String> names(Stream<ContactField<?>> fields) {
        return fields.map(ContactField::name).toList();
    }

    private static List<String> firstCells() {
        return ROW.matcher(page).results().map(row -> row.group(1)).toList();
    }
}
