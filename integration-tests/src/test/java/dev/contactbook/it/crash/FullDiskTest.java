package dev.contactbook.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.it.support.Processes;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The embedded store on a disk that is full for a while: a file system of H2's that takes only so many bytes stands in
 * for it.
 */
class FullDiskTest {
    @TempDir
    Path folder;

    @BeforeEach
    void insert_a_disk() {
        Disk.insert(FullDisk.PLENTY);
    }

    @AfterEach
    void remove_the_disk() {
        Disk.remove();
    }

    @Test
    @Tag("5.10")
    @Tag("5.11")
    @Tag("5.15")
    void while_the_disk_is_full_failures_say_so_and_with_space_the_next_call_works() {
        try (EmbeddedContactRepository repository = JdbcContactRepository.open(Engine.H2.in(folder))) {
            FullDisk.oneThread(repository, Disk::setFree);
        }
    }

    @Test
    @Tag("5.11")
    @Tag("5.15")
    void with_space_all_threads_go_on() throws Exception {
        try (EmbeddedContactRepository repository = JdbcContactRepository.open(Engine.H2.in(folder))) {
            FullDisk.manyThreads(repository, Disk::setFree);
        }
    }

    /**
     * A limit on the size of files that the system has for a process takes the disk's place. With space again in the
     * same process: {@code RecordedFullDiskTest} of the profile {@code power-loss}.
     */
    @Test
    @Tag("5.10")
    @Tag("5.15")
    void where_a_file_of_sqlite_may_grow_no_more_failures_say_that_it_may_pass_and_what_was_answered_is_there()
            throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -f 8192 && exec \"$@\"", "sh"));
        command.addAll(
                Processes.java(LimitedWriter.class, Engine.SQLITE.in(folder).toString()));
        Process process = Processes.start(new ProcessBuilder(command).redirectErrorStream(true));
        List<String> said;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            said = lines.lines().toList();
        }
        assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
        List<Long> answered = said.stream().map(Long::valueOf).toList();

        try (EmbeddedContactRepository repository = Engine.SQLITE.open(Engine.SQLITE.in(folder))) {
            assertThat(answered).isNotEmpty();
            assertThat(repository.find(Writer.ORGANIZATION, answered)).containsOnlyKeys(answered.toArray(Long[]::new));
            assertThat(repository.verify()).isEmpty();
        }
    }
}
