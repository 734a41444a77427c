package dev.contactbook.it.interchange;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.interchange.ContactExport;
import dev.contactbook.interchange.ContactImport;
import dev.contactbook.interchange.ExportFormat;
import dev.contactbook.interchange.ImportProgress;
import dev.contactbook.interchange.ImportReport;
import dev.contactbook.interchange.ImportTotals;
import dev.contactbook.it.support.RecordingListener;
import dev.contactbook.it.support.Store;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files in and out of every store. */
class ImportOverStoresTest {
    private static final int ROWS = 1_200;
    private static final int BROKEN = 7;

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("8.18")
    @Tag("8.20")
    void a_file_that_is_cancelled_continued_and_imported_again_is_imported_once(Store store) throws IOException {
        RecordingListener listener = new RecordingListener();
        Contacts contacts = Contacts.builder(store.fresh()).listener(listener).build();
        contacts.create(FOREIGNER, c -> c.firstName("P0").email("p0@x.org"));
        List<ImportProgress> progress = new ArrayList<>();
        ContactImport importer = ContactImport.of(contacts, CALLER).onProgress(progress::add);

        ImportReport first = importer.cancelWhen(() -> !progress.isEmpty()).run(file(ROWS));
        ImportReport rest = importer.resume(file(ROWS), first.token());

        assertThat(first.totals().read()).isEqualTo(1_000);
        assertThat(rest.totals()).isEqualTo(new ImportTotals(ROWS, ROWS - 1, 0, 0, 0, 1));
        List<Contact> before = all(contacts);
        assertThat(before).hasSize(ROWS - 1);

        int events = listener.events.size();
        assertThat(importer.plan(file(ROWS)).totals().unchanged()).isEqualTo(ROWS - 1);
        assertThat(importer.run(file(ROWS)).totals()).isEqualTo(new ImportTotals(ROWS, 0, 0, ROWS - 1, 0, 1));
        assertThat(all(contacts)).isEqualTo(before);
        assertThat(listener.events).hasSize(events);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("8.26")
    void an_export_of_one_store_is_equal_in_another(Store store) throws IOException {
        Contacts from = Contacts.over(store.fresh());
        ContactImport.of(from, CALLER).run(file(100));

        for (ExportFormat format : ExportFormat.values()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ContactExport.of(from, CALLER).format(format).write(out);
            Contacts into = Contacts.over(Store.MEMORY.fresh());
            ContactImport.of(into, CALLER).run(new ByteArrayInputStream(out.toByteArray()));

            assertThat(details(into)).isEqualTo(details(from));
        }
    }

    private static InputStream file(int count) {
        StringBuilder rows = new StringBuilder("First Name,Last Name,E-mail,Mobile,Company\n");
        for (int i = 0; i < count; i++) {
            if (i == BROKEN) {
                rows.append("Bo,\"Broken\"x,,,\n");
                continue;
            }
            rows.append("P" + i % 50)
                    .append(',')
                    .append(i % 3 == 0 ? "" : "Größe" + i % 20)
                    .append(',')
                    .append(i % 4 == 3 ? "" : "\"p" + i + "@x.org;q" + i + "@x.org\"")
                    .append(',')
                    .append(i % 4 == 2 ? "" : "+49 1511 " + (1_000_000 + i))
                    .append(i % 5 == 0 ? ",\"Werke \"\"" + i + "\"\"\"\n" : ",\n");
        }
        return new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<Contact> all(Contacts contacts) {
        try (Stream<Contact> all = contacts.stream(CALLER, ContactQuery.page())) {
            return all.toList();
        }
    }

    private static List<ContactDetails> details(Contacts contacts) {
        return all(contacts).stream().map(Contact::details).toList();
    }
}
