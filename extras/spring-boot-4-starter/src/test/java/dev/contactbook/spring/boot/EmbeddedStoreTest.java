package dev.contactbook.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class EmbeddedStoreTest {
    private static final Caller ME = Caller.user(789).inOrganization(456);

    @Test
    void an_embedded_store_needs_no_data_source_and_is_closed_with_the_application(@TempDir Path folder) {
        ApplicationContextRunner embedded = Hosts.bare()
                .withPropertyValues(
                        "contactbook.store=embedded", "contactbook.embedded.file=" + folder.resolve("people"));

        embedded.run(context -> {
            assertThat(context).hasSingleBean(EmbeddedContactRepository.class);
            context.getBean(Contacts.class).create(ME, c -> c.firstName("Ada"));
        });

        assertThat(folder.resolve("people.mv.db"))
                .satisfies(file -> assertThat(Files.size(file)).isPositive());
        embedded.run(
                context -> assertThat(total(context.getBean(Contacts.class))).isEqualTo(1));
    }

    private static long total(Contacts contacts) {
        return contacts.list(ME, ContactQuery.page()).total().getAsLong();
    }
}
