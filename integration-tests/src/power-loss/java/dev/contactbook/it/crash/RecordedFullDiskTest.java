package dev.contactbook.it.crash;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An SQLite file on a disk that is full for a while: the same as {@link FullDiskTest} has for H2. Each call of the
 * system that would let a file of the folder grow beyond the space writes what there is room for, or fails.
 */
class RecordedFullDiskTest {
    @TempDir
    Path folder;

    @TempDir
    Path work;

    @Test
    @Tag("5.10")
    @Tag("5.11")
    @Tag("5.15")
    void while_the_disk_is_full_failures_say_so_and_with_space_the_next_call_works() throws Exception {
        Recorder recorder = new Recorder(folder, work);
        recorder.limitSpace(FullDisk.PLENTY);

        recorder.run(
                FullDiskWriter.class,
                folder.toRealPath().toString(),
                recorder.space().toString());
    }
}
