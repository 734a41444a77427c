package dev.contactbook.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.memory.InMemoryContactRepository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line: what it prints and returns. */
class ContactFilesTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ContactFiles files = new ContactFiles(
            Contacts.over(new InMemoryContactRepository()), new PrintStream(printed, true, StandardCharsets.UTF_8));
    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = folder.resolve("people.csv");
        Files.writeString(file, "Vorname;Nachname;E-Mail\nAda;Nord;ada@x.org\nBo;\"Süd\"x;bo@x.org\n");
    }

    private int run(String command, Path path) {
        printed.reset();
        return files.run(command, path.toString());
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_plan_shows_columns_and_outcomes_and_an_import_does_it() {
        assertThat(run("plan", file)).isEqualTo(1);
        assertThat(output())
                .contains("CSV in UTF-8, separator ';'")
                .contains("first_name")
                .contains("line 3")
                .contains("2 records: 1 would be new, 0 changed, 0 unchanged, 0 skipped, 1 failed");

        assertThat(run("import", file)).isEqualTo(1);
        assertThat(output()).contains("2 records: 1 new");
        assertThat(run("import", file)).isEqualTo(1);
        assertThat(output()).contains("1 unchanged");
    }

    @Test
    void an_export_can_be_imported_again() throws IOException {
        run("import", file);
        Path cards = folder.resolve("people.vcf");

        assertThat(run("export", cards)).isZero();
        assertThat(Files.readString(cards)).startsWith("BEGIN:VCARD").contains("N:Nord;Ada");
        assertThat(run("import", cards)).isZero();
        assertThat(output()).contains("1 records: 0 new, 0 changed, 1 unchanged");
    }

    @Test
    void what_cannot_work_returns_2() throws IOException {
        Path other = Files.writeString(folder.resolve("other.pdf"), "%PDF-1.4");

        assertThat(run("import", other)).isEqualTo(2);
        assertThat(output()).startsWith("NO_FORMAT");
        assertThat(run("import", folder.resolve("missing.csv"))).isEqualTo(2);
        assertThat(run("remove", file)).isEqualTo(2);
        assertThat(output()).startsWith("Usage");
        assertThat(files.run()).isEqualTo(2);
    }
}
