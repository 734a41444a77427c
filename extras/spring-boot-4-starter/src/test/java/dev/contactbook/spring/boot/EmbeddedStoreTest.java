package dev.contactbook.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class EmbeddedStoreTest {
    private static final Caller ME = Caller.user(789).inOrganization(456);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"h2, process-kill, people.mv.db", "sqlite, process-kill, people", "sqlite, power-loss, people"})
    void an_embedded_store_needs_no_data_source_and_is_closed_with_the_application(
            String engine, String durability, String file) throws IOException {
        ApplicationContextRunner host =
                host(engine).withPropertyValues("contactbook.embedded.durability=" + durability);

        host.run(context -> {
            assertThat(context).hasSingleBean(EmbeddedContactRepository.class);
            context.getBean(Contacts.class).create(ME, c -> c.firstName("Ada"));
        });

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve(file));
        }
        host.run(context -> assertThat(total(context.getBean(Contacts.class))).isEqualTo(1));
    }

    @Test
    void without_an_engine_the_file_is_one_of_H2() {
        Hosts.bare()
                .withPropertyValues("contactbook.store=embedded", "contactbook.embedded.file=" + path())
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(folder.resolve("people.mv.db")).exists();
    }

    @ParameterizedTest
    @CsvSource({
        "h2, org.h2, com.h2database:h2",
        "sqlite, org.sqlite, org.xerial:sqlite-jdbc",
        "sqlite, com.zaxxer.hikari, com.zaxxer:HikariCP"
    })
    void a_missing_driver_or_pool_is_explained(String engine, String classes, String artifact) {
        host(engine).withClassLoader(new FilteredClassLoader(classes)).run(context -> {
            FailureAnalysis analysis = analyze(context);

            assertThat(analysis.getDescription()).contains("needs " + artifact);
            assertThat(analysis.getAction()).startsWith("Add " + artifact).contains("contactbook.embedded.engine");
            assertThat(folder).isEmptyDirectory();
        });
    }

    @Test
    void H2_does_not_promise_to_survive_a_loss_of_power() {
        host("h2")
                .withPropertyValues("contactbook.embedded.durability=power-loss")
                .run(context ->
                        assertThat(analyze(context).getAction()).startsWith("Set contactbook.embedded.engine=sqlite"));
    }

    @Test
    void a_path_that_can_be_no_file_is_explained() {
        host("sqlite")
                .withPropertyValues("contactbook.embedded.file=" + path() + "-wal")
                .run(context -> {
                    assertThat(analyze(context).getDescription()).contains("must not end with -wal");
                    assertThat(analyze(context).getAction()).isEqualTo("Change contactbook.embedded.file.");
                });
    }

    private ApplicationContextRunner host(String engine) {
        return Hosts.bare()
                .withPropertyValues(
                        "contactbook.store=embedded",
                        "contactbook.embedded.engine=" + engine,
                        "contactbook.embedded.file=" + path());
    }

    private Path path() {
        return folder.resolve("people");
    }

    private static FailureAnalysis analyze(AssertableApplicationContext context) {
        return new FailedStartAnalyzer().analyze(context.getStartupFailure());
    }

    private static long total(Contacts contacts) {
        return contacts.list(ME, ContactQuery.page()).total().getAsLong();
    }
}
