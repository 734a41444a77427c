package dev.contactbook.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Memory that SQLite's native code does not get: each of its allocations in turn, alone and with all that follow.
 * {@link OutOfMemoryTest} has the memory of Java.
 */
class NativeMemoryTest {
    @TempDir
    Path folder;

    @TempDir
    Path work;

    @Test
    @Tag("5.10")
    @Tag("5.11")
    @Tag("5.15")
    @SuppressWarnings("SystemOut")
    void whatever_memory_sqlite_does_not_get_the_failure_says_so_nothing_is_half_done_and_the_next_call_works()
            throws Exception {
        Path memory = Files.write(work.resolve("memory"), new byte[NativeMemoryWriter.NUMBERS * Long.BYTES]);

        List<String> said = new Preloaded("allocator", work)
                .run(
                        Map.of("CONTACTBOOK_MEMORY", memory.toString()),
                        NativeMemoryWriter.class,
                        folder.toString(),
                        memory.toString());

        said.forEach(System.out::println);
        assertThat(said).noneMatch(line -> line.startsWith(NativeMemoryWriter.WRONG));
        assertThat(said).last().isEqualTo(NativeMemoryWriter.DONE);
    }
}
