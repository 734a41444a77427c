package dev.contactbook.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Folders for the files of one test. */
public final class TemporaryFolder {
    /** In memory where the system has such a place: nothing is forced to a disk. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private TemporaryFolder() {}

    public static Path make() {
        try {
            return Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "contactbook")
                    : Files.createTempDirectory("contactbook");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a folder, and the files in it. */
    public static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
