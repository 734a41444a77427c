package dev.contactbook.it.changes;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.ContactChanges;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.it.support.Processes;
import dev.contactbook.jdbc.ContactSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * {@code kill -9} of a process that pulls changes, again and again, beside two processes that write. More kills:
 * {@code -Dcontactbook.pull.kills}. The same moments again, as far as processes allow: {@code -Dcontactbook.seed}.
 */
class PulledChangesKillTest {
    private static final int KILLS = Integer.getInteger("contactbook.pull.kills", 3);
    private static final long SEED = Long.getLong("contactbook.seed", new Random().nextLong());

    /** At most so many lines of the reader before a kill: it says one in each of its transactions. */
    private static final int MOST_LINES = 12;

    /** How much is changed beside each reader, by each writer. */
    private static final byte[] CHANGES = new byte[40];

    /** What the writers and the server have, which live as long as the test. */
    private static final Duration MOST = Duration.ofMinutes(5L + KILLS);

    private static final Pattern SERVER = Pattern.compile("TCP server running at tcp://[^:]+:(\\d+).*");

    private final Random random = new Random(SEED);
    private final List<Process> started = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    @SuppressWarnings("SystemOut")
    void print_the_seed() {
        System.out.println("-Dcontactbook.seed=" + SEED);
    }

    @AfterEach
    void end_processes() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    @Tag("3.183")
    void a_killed_reader_misses_nothing_on_PostgreSQL() throws Exception {
        try (HikariDataSource schema = Postgres.freshSchema()) {
            assertNothingIsMissed(schema);
        }
    }

    @Test
    @Tag("3.183")
    void a_killed_reader_misses_nothing_on_a_server_of_H2() throws Exception {
        Process server =
                start(List.of("-Dh2.bindAddress=127.0.0.1"), Server.class, "-tcp", "-tcpPort", "0", "-ifNotExists");
        try (BufferedReader lines = lines(server)) {
            Matcher address = SERVER.matcher(line(lines));
            assertThat(address).matches(Matcher::matches);
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl("jdbc:h2:tcp://127.0.0.1:" + address.group(1) + "/" + folder.resolve("contacts")
                    + ";USER=sa;PASSWORD=sa");
            try (HikariDataSource pool = new HikariDataSource(config)) {
                assertNothingIsMissed(pool);
            }
        }
    }

    @SuppressWarnings("SystemOut")
    private void assertNothingIsMissed(HikariDataSource pool) throws Exception {
        ContactSchema.migrate(pool);
        JdbcTemplate sql = new JdbcTemplate(pool);
        sql.execute("create table webhook_bookmark"
                + " (organization_id bigint primary key, position varchar(1000000) not null)");
        sql.execute("create table webhook (organization_id bigint not null, contact_id bigint not null,"
                + " version bigint not null, kind varchar(20) not null,"
                + " primary key (organization_id, contact_id, version))");
        String url = pool.getJdbcUrl();
        List<Process> writers = List.of(
                start(List.of(), ChangingProcess.class, url, Long.toString(random.nextLong())),
                start(List.of(), ChangingProcess.class, url, Long.toString(random.nextLong())));
        long written = 0;

        for (int kill = 1; kill <= KILLS; kill++) {
            for (Process writer : writers) {
                assertThat(writer.isAlive()).as(this::errors).isTrue();
                writer.getOutputStream().write(CHANGES);
                writer.getOutputStream().flush();
            }
            killAfter(1 + random.nextInt(MOST_LINES), url);
            assertThat(count(sql, "webhook")).as("committed before the kill").isGreaterThanOrEqualTo(written);
            written = count(sql, "webhook");
        }
        for (Process writer : writers) {
            writer.getOutputStream().close();
            assertThat(writer.waitFor()).as(this::errors).isZero();
        }
        WebhookOutbox outbox = new WebhookOutbox(ContactChanges.over(PullingProcess.repository(pool)), pool);
        for (long before = -1; count(sql, "webhook") > before; ) {
            before = count(sql, "webhook");
            outbox.pull();
        }

        assertThat(sql.queryForList("select organization_id, id, version,"
                        + " case when deleted_at is not null then 'DELETED' when version = 1 then 'CREATED'"
                        + " else 'CHANGED' end kind from contactbook_contact order by organization_id, id"))
                .isNotEmpty()
                .isEqualTo(sql.queryForList(
                        "select organization_id, contact_id id, version, kind from webhook w where version ="
                                + " (select max(version) from webhook l where l.organization_id = w.organization_id"
                                + " and l.contact_id = w.contact_id) order by organization_id, contact_id"));
        assertThat(ContactSchema.verify(pool)).isEmpty();
        System.out.println(KILLS + " kills, " + count(sql, "webhook") + " changes of "
                + count(sql, "contactbook_contact") + " contacts told, none lost");
    }

    private static long count(JdbcTemplate sql, String table) {
        Long rows = sql.queryForObject("select count(*) from " + table, Long.class);
        return rows == null ? 0 : rows;
    }

    private void killAfter(int lines, String url) throws Exception {
        Process reader = start(List.of(), PullingProcess.class, url);
        try (BufferedReader said = lines(reader)) {
            for (int i = 0; i < lines; i++) {
                line(said);
            }
            assertThat(reader.toHandle().destroyForcibly()).isTrue();
            assertThat(reader.waitFor()).as(this::errors).isEqualTo(128 + 9);
        }
    }

    private String line(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        assertThat(line).as(this::errors).isNotNull();
        return line;
    }

    private static BufferedReader lines(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    private Process start(List<String> options, Class<?> main, String... arguments) throws IOException {
        Process process = Processes.start(
                new ProcessBuilder(Processes.java(options, main, arguments))
                        .redirectError(ProcessBuilder.Redirect.appendTo(
                                folder.resolve("errors").toFile())),
                MOST);
        started.add(process);
        return process;
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("errors"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
