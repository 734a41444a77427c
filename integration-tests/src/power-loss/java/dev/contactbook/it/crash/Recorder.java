package dev.contactbook.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.it.crash.Operation.Kind;
import dev.contactbook.it.support.Processes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs processes whose calls of the system are recorded, for the files of one folder, by a library in C that is loaded
 * before all others. It is compiled with {@code cc}, for Linux.
 */
public final class Recorder {
    private static final int HEAD = 20;

    private final Path folder;
    private final Path log;
    private final Path space;
    private final Path library;

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
        library = work.resolve("recorder.so");
        Path source = work.resolve("recorder.c");
        try (InputStream code = Recorder.class.getResourceAsStream("/recorder.c")) {
            Files.copy(code, source, StandardCopyOption.REPLACE_EXISTING);
        }
        run(new ProcessBuilder(
                "cc",
                "-shared",
                "-fPIC",
                "-O1",
                "-Wall",
                "-Werror",
                "-o",
                library.toString(),
                source.toString(),
                "-ldl",
                "-lpthread"));
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
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("LD_PRELOAD", library.toString());
        process.environment().put("CONTACTBOOK_FOLDER", folder.toString());
        process.environment().put("CONTACTBOOK_LOG", log.toString());
        if (Files.exists(space)) {
            process.environment().put("CONTACTBOOK_SPACE", space.toString());
        }
        return run(process);
    }

    private static List<String> run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = Processes.start(builder.redirectErrorStream(true));
        List<String> said;
        try (Stream<String> lines = process.inputReader(StandardCharsets.UTF_8).lines()) {
            said = lines.toList();
        }
        assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
        return said;
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
