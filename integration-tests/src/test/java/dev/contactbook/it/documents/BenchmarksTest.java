package dev.contactbook.it.documents;

import static dev.contactbook.it.documents.MarkdownPage.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The default build does not run benchmarks, so it looks whether their contenders know all fields. */
class BenchmarksTest {
    private static final Path BENCHMARKS = ROOT.resolve("benchmarks/src/main/java/dev/contactbook/benchmarks");
    private static final Pattern WORD_START = Pattern.compile("_(\\w)");

    @ParameterizedTest
    @ValueSource(strings = {"data/ContactRow.java", "peers/JpaContact.java"})
    void a_contact_by_hand_has_every_field(String file) throws IOException {
        String source = Files.readString(BENCHMARKS.resolve(file));
        for (ContactField<?> field : ContactFields.all()) {
            String inJava = WORD_START
                    .matcher(field.name())
                    .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
            assertThat(source).as(field.name()).containsPattern("\\b" + inJava + "\\b");
        }
    }
}
