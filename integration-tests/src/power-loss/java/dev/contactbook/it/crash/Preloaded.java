package dev.contactbook.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.it.support.Processes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A library in C that is loaded before all others of a process. It is compiled with {@code cc}, for Linux. */
final class Preloaded {
    private final Path library;

    /**
     * Compiles a library.
     *
     * @param name of its source
     * @param work where it is put
     */
    Preloaded(String name, Path work) throws IOException, InterruptedException {
        library = work.resolve(name + ".so");
        Path source = work.resolve(name + ".c");
        try (InputStream code = Preloaded.class.getResourceAsStream("/" + name + ".c")) {
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

    /** Runs a program to its end, and returns what it said. It must end well. */
    List<String> run(Map<String, String> environment, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(Processes.java(program, arguments));
        process.environment().put("LD_PRELOAD", library.toString());
        process.environment().putAll(environment);
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
}
