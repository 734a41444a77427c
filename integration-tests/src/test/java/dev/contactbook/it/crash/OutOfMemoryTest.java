package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.it.support.Processes;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The embedded store in a process that runs out of memory, again and again. */
class OutOfMemoryTest {
    private static final Caller CALLER = Caller.user(789).inOrganization(ORGANIZATION);

    @TempDir
    Path folder;

    private Process process;

    @AfterEach
    void end_the_process() {
        Disk.remove();
        if (process != null) {
            process.destroyForcibly();
        }
    }

    /** H2 closes a database in which memory was short. */
    @Test
    @Tag("5.10")
    @Tag("5.11")
    @Tag("5.15")
    void while_memory_is_short_under_h2_failures_say_that_it_may_pass_and_then_the_next_call_works() {
        Disk.insert(Long.MAX_VALUE);
        try (EmbeddedContactRepository repository = JdbcContactRepository.open(folder.resolve("contacts"))) {
            Contacts contacts = Contacts.over(repository);
            Contact ada = contacts.create(CALLER, c -> c.firstName("Ada"));
            for (int round = 0; round < 10; round++) {
                Disk.setOutOfMemory(true);
                for (int failures = 0; failures < 3; failures++) {
                    assertThat(catchThrowable(() -> contacts.create(CALLER, c -> c.firstName("Ada"))))
                            .isInstanceOfSatisfying(
                                    Storage.class,
                                    failure -> assertThat(failure.retryable())
                                            .as(failure.getMessage())
                                            .isTrue());
                }

                Disk.setOutOfMemory(false);

                assertThat(contacts.get(CALLER, ada.id())).isEqualTo(ada);
                assertThat(contacts.create(CALLER, c -> c.firstName("Ada")).id())
                        .isGreaterThan(ada.id());
            }
            assertThat(repository.verify()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("5.11")
    @Tag("5.15")
    void with_memory_the_next_call_works(Engine engine) throws Exception {
        process = Processes.start(new ProcessBuilder(Processes.java(
                        List.of("-Xmx40m"),
                        StarvedWriter.class,
                        engine.name(),
                        engine.in(folder).toString()))
                .redirectErrorStream(true));

        List<String> said;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            said = lines.lines().toList();
        }

        assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
        assertThat(said)
                .anyMatch(line -> line.startsWith(StarvedWriter.SHORT))
                .noneMatch(line -> line.startsWith(StarvedWriter.BROKEN))
                .contains(StarvedWriter.DONE);
    }
}
