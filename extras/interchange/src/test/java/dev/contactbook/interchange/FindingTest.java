package dev.contactbook.interchange;

import static dev.contactbook.interchange.Imports.totals;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How existing contacts are found: by e-mail and phone, and by a look at all of them only where nothing else can. */
class FindingTest {
    private static final int ROWS = 1_200;

    private final Imports imports = new Imports();
    private int looksAtAll;

    /** Counts the queries that no key answers. */
    private Contacts counted() {
        return (Contacts) Proxy.newProxyInstance(
                Contacts.class.getClassLoader(), new Class<?>[] {Contacts.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("stream")) {
                        ContactQuery query = (ContactQuery) arguments[1];
                        looksAtAll += ContactKey.neededBy(query).isEmpty() ? 1 : 0;
                    }
                    try {
                        return method.invoke(imports.contacts, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private ImportTotals run(String file) throws IOException {
        looksAtAll = 0;
        return ContactImport.of(counted(), imports.me)
                .run(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
                .totals();
    }

    private static String rows(String row) {
        return "first_name,email,phone\n"
                + IntStream.range(0, ROWS)
                        .mapToObj(i -> row.replace("N", Integer.toString(1_000_000 + i)) + "\n")
                        .collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"PN,pN@x.org,", "PN,,+49151N", "P,pN@x.org,0221N", "PN,,0221N"})
    @Tag("8.48")
    void the_same_file_again_looks_at_no_contact_but_those_that_it_has(String row) throws IOException {
        imports.contacts.create(imports.me, c -> c.firstName("Ada"));
        run(rows(row));

        assertThat(run(rows(row))).isEqualTo(totals(0, 0, ROWS, 0, 0));
        assertThat(looksAtAll).isZero();
    }

    @Test
    @Tag("8.48")
    void new_rows_with_emails_and_calling_codes_look_at_no_contact_at_all() throws IOException {
        imports.contacts.create(imports.me, c -> c.firstName("Ada"));

        assertThat(run(rows("PN,pN@x.org,+49151N"))).isEqualTo(totals(ROWS, 0, 0, 0, 0));
        assertThat(looksAtAll).isZero();
        run(rows("QN,,"));
        assertThat(looksAtAll).isEqualTo(3); // for 500, 500 and 200 records
    }

    /** A look-up finds the 1,000 contacts with the lowest ids. */
    @Test
    @Tag("8.48")
    void contacts_that_share_an_email_are_all_found() throws IOException {
        run(rows("PN,office@x.org,"));

        assertThat(run(rows("PN,office@x.org,"))).isEqualTo(totals(0, 0, ROWS, 0, 0));
        assertThat(looksAtAll).isEqualTo(1); // for the 200 of the second chunk
    }

    @Test
    @Tag("8.48")
    void a_phone_is_found_with_and_without_its_calling_code() throws IOException {
        imports.contacts.create(imports.me, c -> c.firstName("Ada").phone("221 5550100"));
        imports.contacts.create(
                imports.me, c -> c.firstName("Bo").phone("0221 5550101").phoneCountryCode("+49"));
        imports.contacts.create(imports.me, c -> c.firstName("Cy").phone("110"));
        imports.contacts.create(
                imports.me, c -> c.firstName("Di").phone("0221 5550103").phoneCountryCode("+43"));

        run("first_name,phone\nAda,+49 221 5550100\nBo,221/5550101\nCy,110\nDi,+49 221 5550103\n");

        assertThat(imports.all()).extracting(Contact::firstName).containsExactly("Ada", "Bo", "Cy", "Di", "Di");
    }
}
