package dev.contactbook.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.it.crash.Operation.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs processes whose calls of the system are recorded, for the files of one folder, by a library that is
 * {@link Preloaded}.
 */
public final class Recorder {
    private static final int HEAD = 20;

    private final Path folder;
    private final Path log;
    private final Path space;
    private final Preloaded library;

    /**
     * Compiles the library.
     *
     * @param folder whose files are recorded
     * @param work where the library and its log are put
     */
    public Recorder(Path folder, Path work) throws IOException, InterruptedException {
        this.folder = folder.toRealPath();
        log = work.resolve("log");
        space = work.resolve("space");
        library = new Preloaded("recorder", work);
    }

    /** Limits how many bytes the folder may grow, in all processes that begin afterwards. */
    void limitSpace(long bytes) throws IOException {
        Files.write(
                space,
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .putLong(bytes)
                        .array());
    }

    /** The file with the limit: see {@link #limitSpace}. */
    Path space() {
        return space;
    }

    /** Runs a program to its end, and returns what it said. It must end well. */
    public List<String> run(Class<?> program, String... arguments) throws IOException, InterruptedException {
        Map<String, String> environment =
                new HashMap<>(Map.of("CONTACTBOOK_FOLDER", folder.toString(), "CONTACTBOOK_LOG", log.toString()));
        if (Files.exists(space)) {
            environment.put("CONTACTBOOK_SPACE", space.toString());
        }
        return library.run(environment, program, arguments);
    }

    /**
     * All operations so far, but for the shared memory of SQLite. They must make of the folder as it was what it is
     * now: else some were missed.
     */
    public List<Operation> operations(Map<String, byte[]> start) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(log)).order(ByteOrder.nativeOrder());
        List<Operation> operations = new ArrayList<>();
        while (bytes.remaining() >= HEAD) {
            long position = bytes.getLong();
            Kind kind = Kind.values()[bytes.getInt()];
            byte[] name = new byte[bytes.getInt()];
            byte[] data = new byte[bytes.getInt()];
            bytes.get(name).get(data);
            Operation operation = new Operation(new String(name, StandardCharsets.UTF_8), kind, position, data);
            if (!operation.file().endsWith("-shm")) {
                operations.add(operation);
            }
        }
        FolderImage end = new FolderImage(start);
        operations.forEach(end::then);
        assertThat(end.isLike(FolderImage.of(folder)))
                .as("the operations make what is there")
                .isTrue();
        return operations;
    }
}
