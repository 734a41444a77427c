package dev.contactbook.it.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.it.crash.Engine;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.it.support.Processes;
import dev.contactbook.jdbc.ContactSchema;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Imports in a process with a heap of 64 MiB, which prints how many records it reads a second. The whole measure:
 * {@code -Dcontactbook.import.rows=1000000 -Dcontactbook.import.cards=200000}.
 */
class ImportMemoryTest {
    private static final int ROWS = Integer.getInteger("contactbook.import.rows", 0);
    private static final int CARDS = Integer.getInteger("contactbook.import.cards", 0);
    private static final int SAMPLE = 800;

    @TempDir
    Path folder;

    private Process process;

    @AfterEach
    void end_the_process() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    static Stream<Arguments> imports() {
        return ROWS == 0 && CARDS == 0
                ? Stream.of(Arguments.of("CSV", SAMPLE, "SQLITE"))
                : Stream.of("SQLITE", "POSTGRESQL")
                        .flatMap(store ->
                                Stream.of(Arguments.of("CSV", ROWS, store), Arguments.of("VCARD", CARDS, store)))
                        .filter(arguments -> !arguments.get()[1].equals(0));
    }

    @ParameterizedTest
    @MethodSource("imports")
    @Tag("8.46")
    void a_file_of_any_length_goes_through_a_small_heap(String format, int count, String store) throws Exception {
        if (store.equals("SQLITE")) {
            measure(format, count, ImportTarget.of(Engine.SQLITE, folder));
            return;
        }
        try (HikariDataSource pool = Postgres.freshSchema()) {
            ContactSchema.migrate(pool);
            measure(format, count, pool.getJdbcUrl());
        }
    }

    @SuppressWarnings("SystemOut")
    private void measure(String format, int count, String target) throws Exception {
        process = Processes.start(
                new ProcessBuilder(Processes.java(
                                List.of("-Xmx64m", "-XX:TieredStopAtLevel=4"),
                                MeasuredImport.class,
                                target,
                                format,
                                Integer.toString(count)))
                        .redirectErrorStream(true),
                Duration.ofHours(6));
        List<String> said;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            said = lines.lines().toList();
        }
        System.out.println(target + ": " + String.join("\n", said));
        assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
        assertThat(said).anyMatch(line -> line.startsWith(format + ", " + count + " records"));
    }
}
