package dev.contactbook.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the starter adds to the start of an application, by processes with and without it in turn. The figures are
 * printed, and written to {@code target/start-cost}. Figures for documents: {@code -Dcontactbook.start.pairs=15}, and
 * {@code -Dcontactbook.start.shared=true} for processes that share an archive of classes, from JDK 25 on the cache of
 * loaded and linked ones.
 */
class StartCostTest {
    private static final int PAIRS = Integer.getInteger("contactbook.start.pairs", 0);
    private static final boolean SHARED = Boolean.getBoolean("contactbook.start.shared");
    private static final boolean HAS_AOT_CACHE = Runtime.version().feature() >= 25;
    private static final Path FOLDER = Path.of("target/start-cost");

    /** What an application with a data source does not need, among the jars of the example. */
    private static final Pattern BEYOND_A_DATA_SOURCE =
            Pattern.compile("web|tomcat|servlet|jpa|hibernate|data-|security"
                    + "|actuator|micrometer-(core|jakarta|metrics)|boot-micrometer|HdrHist|health|flyway|boot-jackson"
                    + "|jackson-(databind|annotations|core-3)|starter-jackson|http-converter|jaxb|spring-orm|aspect|boot-4-test"
                    + "|boot-test-(auto|\\d)|spring-test|testkit|memory");

    /** What the starter brings: each jar is looked into for every class. */
    private static final Pattern OF_THE_STARTER = Pattern.compile(
            "contactbook-|^(domain|ports|adapters-jdbc|adapters-rest|spring|spring-boot-4-starter)-classes"
                    + "|jdbi3|geantyref|jackson-core-2");

    private static final List<Path> CLASS_PATH = new ArrayList<>();

    /** What is started. */
    enum Host {
        DATA_SOURCE("none", "WithStarter"),
        EXAMPLE("servlet", "WithStarterAndUsers");

        private final String type;
        private final String withStarter;

        Host(String type, String withStarter) {
            this.type = type;
            this.withStarter = withStarter;
        }

        String classPath(boolean hasStarter) {
            return CLASS_PATH.stream()
                    .filter(jar -> this == EXAMPLE || !isNamed(jar, BEYOND_A_DATA_SOURCE))
                    .filter(jar -> hasStarter || !isNamed(jar, OF_THE_STARTER))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }

        private static boolean isNamed(Path jar, Pattern pattern) {
            return pattern.matcher(jar.getFileName().toString()).find();
        }
    }

    /** All of it in jars, as in production. */
    @BeforeAll
    static void readClassPath() throws IOException {
        Files.createDirectories(FOLDER);
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .forEach(entry -> CLASS_PATH.add(Files.isDirectory(entry) ? jar(entry) : entry));
    }

    /** By default the one that starts quickly. */
    static List<Host> hosts() {
        return PAIRS == 0 ? List.of(Host.DATA_SOURCE) : List.of(Host.values());
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void the_starter_adds_this_to_a_start(Host host) throws Exception {
        String url = Postgres.freshDatabase();
        Cost first = start(host, true, url, List.of()); // creates the tables
        assertThat(first.firstCalls()).isPositive();
        if (PAIRS == 0) {
            return;
        }
        if (SHARED) {
            start(host, false, url, archiving(host, false));
            start(host, true, url, archiving(host, true));
        }

        List<Cost> without = new ArrayList<>();
        List<Cost> with = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            without.add(start(host, false, url, sharing(host, false)));
            with.add(start(host, true, url, sharing(host, true)));
        }
        report(host, without, with);
    }

    private static void report(Host host, List<Cost> without, List<Cost> with) throws IOException {
        String figure = "%s%s, medians of %d: %s, %s, %s, %s; first calls %d ms%n"
                .formatted(
                        host,
                        SHARED ? " with shared classes" : "",
                        PAIRS,
                        added("ms", Cost::millis, without, with),
                        added("ms of CPU", Cost::cpu, without, with),
                        added("ms of CPU of the starting thread", Cost::thread, without, with),
                        added("classes", Cost::classes, without, with),
                        median(with, Cost::firstCalls));
        System.out.print(figure);
        Files.writeString(FOLDER.resolve(host + (SHARED ? "-shared" : "") + ".txt"), figure);
    }

    private static String added(String unit, ToLongFunction<Cost> of, List<Cost> without, List<Cost> with) {
        long base = median(without, of);
        return "%d %s on top of %d".formatted(median(with, of) - base, unit, base);
    }

    private static long median(List<Cost> costs, ToLongFunction<Cost> of) {
        return costs.stream()
                .mapToLong(of)
                .sorted()
                .skip(costs.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Of one process, in milliseconds. On a busy machine only the CPU is comparable.
     *
     * @param millis from the start of the process until the application is ready
     * @param cpu what the process took of all processors until then
     * @param thread what the thread that started it took
     * @param classes how many classes were loaded by then
     * @param firstCalls how long the first create and the first list took after that
     */
    private record Cost(long millis, long cpu, long thread, long classes, long firstCalls) {
        static Cost read(String line) {
            long[] figures = Stream.of(line.split(" "))
                    .skip(1)
                    .mapToLong(Long::parseLong)
                    .toArray();
            return new Cost(figures[0], figures[1], figures[2], figures[3], figures[4]);
        }
    }

    private static Path archive(Host host, boolean hasStarter) {
        return FOLDER.resolve(host + "-" + hasStarter + ".jsa");
    }

    private static List<String> archiving(Host host, boolean hasStarter) {
        return List.of(
                (HAS_AOT_CACHE ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive(host, hasStarter));
    }

    private static List<String> sharing(Host host, boolean hasStarter) {
        return SHARED
                ? List.of((HAS_AOT_CACHE ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive(host, hasStarter))
                : List.of();
    }

    private static Cost start(Host host, boolean hasStarter, String url, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", host.classPath(hasStarter), Start.class.getName()));
        command.add(hasStarter ? host.withStarter : "WithoutStarter");
        command.addAll(List.of(
                "--spring.datasource.url=" + url,
                "--spring.main.web-application-type=" + host.type,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--contactbook.rest.path=/api/contacts",
                "--logging.level.root=warn"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
        return said.stream()
                .filter(line -> line.startsWith("COST "))
                .map(Cost::read)
                .findFirst()
                .orElseThrow();
    }

    private static Path jar(Path folder) {
        Path module = folder.toAbsolutePath().getParent().getParent();
        Path jar = FOLDER.resolve(module.getFileName() + "-" + folder.getFileName() + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(folder.relativize(file).toString().replace(File.separatorChar, '/')));
                out.write(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }
}
