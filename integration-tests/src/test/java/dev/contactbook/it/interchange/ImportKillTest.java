package dev.contactbook.it.interchange;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.interchange.ContactImport;
import dev.contactbook.interchange.ImportReport;
import dev.contactbook.it.crash.Engine;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.it.support.Processes;
import dev.contactbook.it.support.Store;
import dev.contactbook.jdbc.ContactSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code kill -9} of a process that imports a file, again and again, each time continued from the last token that it
 * told. More kills: {@code -Dcontactbook.import.kills}. The same moments again, as far as processes allow:
 * {@code -Dcontactbook.seed}.
 */
class ImportKillTest {
    private static final int KILLS = Integer.getInteger("contactbook.import.kills", 1);
    private static final long SEED = Long.getLong("contactbook.seed", new Random().nextLong());

    /** A chunk for each kill. */
    private static final int ROWS = 1_000 * KILLS + 1_200;

    /** At most so many lines before a kill: one when the contacts of a chunk are stored, and one with its token. */
    private static final int LINES = 5;

    private final Random random = new Random(SEED);

    @TempDir
    Path folder;

    private Process process;

    @BeforeEach
    @SuppressWarnings("SystemOut")
    void print_the_seed() {
        System.out.println("-Dcontactbook.seed=" + SEED);
    }

    @AfterEach
    void end_the_process() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("8.20")
    void a_killed_import_into_a_file_ends_as_one_run(Engine engine) throws Exception {
        assertSameEnd(ImportTarget.of(engine, folder));
    }

    @Test
    @Tag("8.20")
    void a_killed_import_into_postgresql_ends_as_one_run() throws Exception {
        try (HikariDataSource pool = Postgres.freshSchema()) {
            ContactSchema.migrate(pool);
            assertSameEnd(pool.getJdbcUrl());
        }
    }

    private void assertSameEnd(String target) throws Exception {
        Path file = folder.resolve("contacts.csv");
        Files.writeString(file, rows());
        Contacts one = Contacts.over(Store.MEMORY.fresh());
        addEarlier(one);
        ImportReport whole;
        try (InputStream input = Files.newInputStream(file)) {
            whole = ContactImport.of(one, CALLER).run(input);
        }
        try (ImportTarget store = ImportTarget.open(target)) {
            addEarlier(Contacts.over(store.repository()));
        }

        String token = "";
        for (int kill = 1; kill <= KILLS; kill++) {
            token = killed(target, file, token);
        }

        try (ImportTarget store = ImportTarget.open(target);
                InputStream input = Files.newInputStream(file)) {
            Contacts contacts = Contacts.over(store.repository());
            ContactImport importer = ContactImport.of(contacts, CALLER);
            ImportReport rest = token.isEmpty() ? importer.run(input) : importer.resume(input, token);
            assertThat(rest.totals().read())
                    .as(context())
                    .isEqualTo(whole.totals().read());
            assertThat(rest.totals().failed())
                    .as(context())
                    .isEqualTo(whole.totals().failed());
            assertThat(counted(contacts)).as(context()).isEqualTo(counted(one));
        }
    }

    /** The last token that a process told before it was killed, or the one from which it continued. */
    private String killed(String target, Path file, String token) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(target, file.toString()));
        if (!token.isEmpty()) {
            arguments.add(token);
        }
        process = Processes.start(
                new ProcessBuilder(Processes.java(ImportingProcess.class, arguments.toArray(new String[0])))
                        .redirectError(ProcessBuilder.Redirect.appendTo(
                                folder.resolve("errors").toFile())));
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = "";
            for (int left = random.nextInt(LINES);
                    left > 0 && line != null && !line.equals(ImportingProcess.DONE);
                    left--) {
                line = lines.readLine();
                said.add(line == null ? "" : line);
            }
            for (int turn = random.nextInt(1 << 20); turn > 0; turn--) {
                Thread.onSpinWait(); // into the next chunk
            }
            process.toHandle().destroyForcibly();
            assertThat(process.waitFor()).as(this::errors).isIn(0, 128 + 9);
            lines.lines().forEach(said::add);
        }
        return said.stream()
                .filter(line -> line.endsWith(" .") && line.contains(":"))
                .map(line -> line.substring(0, line.length() - 2))
                .reduce(token, (first, second) -> second);
    }

    private String context() {
        return "seed " + SEED + "\n" + errors();
    }

    private String errors() {
        try {
            Path errors = folder.resolve("errors");
            return Files.exists(errors) ? Files.readString(errors) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Contacts that rows of the file fill and change. */
    private static void addEarlier(Contacts contacts) {
        for (int i = 0; i < ROWS; i += 100) {
            int number = i;
            contacts.create(CALLER, c -> c.firstName("P" + number % 50).email("p" + number + "@x.org"));
        }
    }

    /** Rows with all kinds of keys and with none, rows that come twice, and broken ones. */
    private static String rows() {
        StringBuilder rows = new StringBuilder("First Name,Last Name,E-mail,Mobile,Company\n");
        for (int i = 0; i < ROWS; i++) {
            int row = i % 97 == 96 ? i - 90 : i;
            rows.append("P" + row % 50).append(',');
            rows.append(row % 3 == 0 ? "" : "Größe" + row % 20).append(',');
            rows.append(row % 4 == 3 ? "" : "p" + row + "@x.org").append(',');
            rows.append(row % 4 == 2 ? "" : (row % 8 == 0 ? "0" : "+49 ") + (1_511_000_000 + row))
                    .append(',');
            rows.append(row % 211 == 0 ? "\"open\n" : "Werke " + row + "\n");
        }
        return rows.toString();
    }

    private static Map<ContactDetails, Long> counted(Contacts contacts) {
        try (Stream<Contact> all = contacts.stream(CALLER, ContactQuery.page())) {
            return all.map(Contact::details).collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        }
    }
}
