package dev.contactbook.it.support;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Processes that tests start. One that hangs is ended, so that what waits for it goes on, and fails. */
public final class Processes {
    /** Far longer than any of them takes. */
    private static final Duration MOST = Duration.ofMinutes(10);

    private Processes() {}

    /** The command that runs a class on the class path of this process. */
    public static List<String> java(Class<?> main, String... arguments) {
        return java(List.of(), main, arguments);
    }

    /** The same with options of the JVM. Compiled by the quick compiler alone, because it lives for seconds. */
    public static List<String> java(List<String> options, Class<?> main, String... arguments) {
        return Stream.of(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                // SQLite's driver. Newer JVMs would say so among the lines that tests read.
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path")),
                        options.stream(),
                        Stream.of(main.getName()),
                        Stream.of(arguments))
                .flatMap(words -> words)
                .toList();
    }

    /** Starts a process that has ten minutes. */
    public static Process start(ProcessBuilder process) throws IOException {
        return start(process, MOST);
    }

    /** Starts a process that has some time. */
    public static Process start(ProcessBuilder process, Duration most) throws IOException {
        Process started = process.start();
        started.onExit().orTimeout(most.toMillis(), TimeUnit.MILLISECONDS).whenComplete((ended, hangs) -> {
            if (hangs != null) {
                started.destroyForcibly();
            }
        });
        return started;
    }
}
