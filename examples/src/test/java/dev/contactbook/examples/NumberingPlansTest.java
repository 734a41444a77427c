package dev.contactbook.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.memory.InMemoryContactRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host adds with libphonenumber: prefixes for calls abroad, letters, and the country of a number. */
class NumberingPlansTest {
    private static final String CLASS = "examples/src/test/java/dev/contactbook/examples/NumberingPlans.java";

    private final Caller me = Caller.user(789).inOrganization(456);
    private final Contacts contacts = Contacts.over(new InMemoryContactRepository());

    @ParameterizedTest
    @CsvSource({
        "011 49 30 23125101, US, +49 30 23125101, DE, +49",
        "0011 49 30 23125101, AU, +49 30 23125101, DE, +49",
        "1-800-FLOWERS, US, +1 800-356-9377, US, +1",
        "(0)30 23125101, DE, +49 30 23125101, DE, +49",
        "06 69812345, IT, +39 06 6981 2345, VA, +39",
        "555 0100, US, 555 0100, US, +1",
    })
    void the_plan_decides_how_a_phone_is_stored(String typed, String from, String phone, String iso, String code) {
        Contact stored = contacts.create(me, c -> NumberingPlans.phone(c.firstName("Ada"), typed, from));

        assertThat(stored.phone()).isEqualTo(phone);
        assertThat(stored.phoneCountryIso()).isEqualTo(iso);
        assertThat(stored.phoneCountryCode()).isEqualTo(code);
        assertThat(contacts.search(me, ContactSearch.byPhone(phone, iso, code)).data())
                .containsExactly(stored);
    }

    @Test
    void the_page_shows_the_class() throws IOException {
        Path root = Path.of(System.getProperty("contactbook.root", ".."));
        String page = Files.readString(root.resolve("docs/how-to/phones.md"));
        String source = Files.readString(root.resolve(CLASS));

        assertThat(page).contains(source.substring(source.indexOf("final class")));
    }
}
