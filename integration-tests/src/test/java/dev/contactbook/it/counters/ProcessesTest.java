package dev.contactbook.it.counters;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.domain.Contact;
import dev.contactbook.it.support.FeedReader;
import dev.contactbook.it.support.Processes;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Counters and changes where several processes write to one database. */
class ProcessesTest {
    private static final long ORGANIZATION = 456;
    private static final long SEED = Long.getLong("contactbook.seed", new Random().nextLong());

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"}) // H2 lets one process in
    @Tag("3.69")
    @SuppressWarnings("SystemOut")
    void a_reader_misses_nothing_that_other_processes_commit_and_hears_nothing_twice(CountedDatabase database)
            throws Exception {
        System.out.println("-Dcontactbook.seed=" + SEED);
        try (HikariDataSource schema = database.fresh()) {
            ContactSchema.migrate(schema);
            JdbcContactRepository repository = JdbcContactRepository.over(schema);
            FeedReader reader = new FeedReader(ORGANIZATION);
            List<Process> writers = new ArrayList<>();
            try {
                for (int number = 0; number < 2; number++) {
                    writers.add(start(schema.getJdbcUrl(), SEED + number));
                }
                while (writers.stream().anyMatch(Process::isAlive)) {
                    reader.readOn(repository);
                }
            } finally {
                writers.forEach(Process::destroyForcibly);
            }
            for (Process writer : writers) {
                assertThat(writer.waitFor())
                        .as(Files.readString(folder.resolve("errors")))
                        .isZero();
            }

            Collection<Contact> stored = repository
                    .find(
                            ORGANIZATION,
                            new JdbcTemplate(schema).queryForList("select id from contactbook_contact", Long.class))
                    .values();
            assertThat(stored).hasSizeGreaterThan(500).anyMatch(contact -> !contact.isLive());
            reader.readOn(repository).assertKnows(stored);
            assertThat(reader.known()).isEqualTo(stored.size());
            assertThat(ContactSchema.verify(schema)).isEmpty();
        }
    }

    private Process start(String url, long seed) throws IOException {
        return Processes.start(new ProcessBuilder(
                        Processes.java(FeedWriter.class, url, Long.toString(ORGANIZATION), Long.toString(seed)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("errors").toFile())));
    }
}
