package dev.contactbook.benchmarks.runner;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Times the same operations in this build and in another one, in turns in one JVM, and prints how many times the
 * other's time this build takes.
 *
 * <p>Each build has class loaders of its own for the library, and shares JDBC drivers, pools and the JDK with the
 * other. The interval beside a ratio is that of the median over the rounds, with a confidence of at least 95 %.
 */
final class BuildComparison {
    private static final List<String> MODULES = List.of("domain", "ports", "adapters-memory", "adapters-jdbc");
    private static final List<String> STORES = List.of("MEMORY", "H2_MEMORY", "H2_FILE", "POSTGRESQL");
    private static final int ROUNDS = 20;

    /** Of 20 values in order, the 6th and the 15th hold the median between them with a confidence of 95.9 %. */
    private static final int FROM = 5;

    /** Of what takes longer than a second. The first and the last of 6 values hold the median with 96.9 %. */
    private static final int FEW_ROUNDS = 6;

    private static final long TURN_NANOS = 100_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private BuildComparison() {}

    /**
     * Compares the builds.
     *
     * @param other a checkout of the other build, whose classes are compiled
     * @param size how many contacts each store has
     * @param stores which stores; none for all
     */
    static void print(Path other, int size, String... stores) throws Exception {
        System.out.printf(
                "%n| %d contacts, %d rounds | earlier, µs | now, µs | ratio | its interval | ratio of CPU | its interval |%n|---|---|---|---|---|---|---|%n",
                size, ROUNDS);
        for (String store : stores.length == 0 ? STORES : List.of(stores)) {
            try (URLClassLoader earlier = loader(other);
                    URLClassLoader now = loader(Path.of("..").toAbsolutePath().normalize());
                    Contender before = new Contender(earlier, store, size);
                    Contender after = new Contender(now, store, size)) {
                printBytes(store, before, after);
                for (String operation : before.operations.keySet()) {
                    print(store, operation, before, after);
                }
            }
        }
    }

    /** What a contact takes, by table and index: neither build has all of the other's. */
    private static void printBytes(String store, Contender before, Contender after) {
        Set<String> places = new LinkedHashSet<>(before.bytes.keySet());
        places.addAll(after.bytes.keySet());
        for (String place : places) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s, bytes of a contact: %s | %.0f | %.0f | | | | |%n",
                    store,
                    place,
                    before.bytes.getOrDefault(place, 0.0),
                    after.bytes.getOrDefault(place, 0.0));
        }
    }

    private static void print(String store, String operation, Contender before, Contender after) {
        long count = before.countOf(operation);
        boolean isSlow = before.turn(operation, count).nanos() * count > 10 * TURN_NANOS;
        int rounds = isSlow ? FEW_ROUNDS : ROUNDS;
        int from = isSlow ? 0 : FROM;
        int to = rounds - 1 - from;
        List<Turn> earlier = new ArrayList<>();
        List<Turn> now = new ArrayList<>();
        for (int round = isSlow ? -1 : -ROUNDS; round < rounds; round++) {
            Turn one = before.turn(operation, count);
            Turn two = after.turn(operation, count);
            if (round >= 0) { // those before are for the JVM's compiler
                earlier.add(one);
                now.add(two);
            }
        }
        double[] nanos = ratios(earlier, now, Turn::nanos);
        double[] cpu = ratios(earlier, now, Turn::cpu);
        System.out.printf(
                Locale.ROOT,
                "| %s, %s | %.2f | %.2f | %.2f | %.2f to %.2f | %.2f | %.2f to %.2f |%n",
                store,
                operation,
                median(earlier) / 1e3,
                median(now) / 1e3,
                median(nanos),
                nanos[from],
                nanos[to],
                median(cpu),
                cpu[from],
                cpu[to]);
    }

    /** How many times the earlier build's figure this one's is, round by round, in ascending order. */
    private static double[] ratios(List<Turn> earlier, List<Turn> now, ToDoubleFunction<Turn> figure) {
        double[] ratios = new double[now.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = figure.applyAsDouble(now.get(round)) / figure.applyAsDouble(earlier.get(round));
        }
        Arrays.sort(ratios);
        return ratios;
    }

    private static double median(List<Turn> turns) {
        return median(turns.stream().mapToDouble(Turn::nanos).sorted().toArray());
    }

    private static double median(double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** Loads the library from a checkout, this class's package from this build, and all else as everybody does. */
    private static URLClassLoader loader(Path checkout) {
        Stream<Path> library = MODULES.stream().map(module -> checkout.resolve(module + "/target/classes"));
        URL[] urls = Stream.concat(
                        library,
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(Path::of)
                                .filter(path -> path.endsWith("benchmarks/target/classes")))
                .peek(BuildComparison::requireThere)
                .map(BuildComparison::url)
                .toArray(URL[]::new);
        return new OwnLibrary(urls);
    }

    private static void requireThere(Path classes) {
        if (!Files.isDirectory(classes)) {
            throw new IllegalArgumentException("Not compiled: " + classes);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks for the library in its own places first. */
    private static final class OwnLibrary extends URLClassLoader {
        OwnLibrary(URL... urls) {
            super(urls, BuildComparison.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("dev.contactbook.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        @Override
        public URL getResource(String name) {
            URL own = findResource(name);
            return own == null ? super.getResource(name) : own;
        }
    }

    /** What one turn took for each operation, in ns. */
    private record Turn(double nanos, double cpu) {}

    /** A build over a store of its own. */
    private static final class Contender implements Closeable {
        private final Closeable open;
        private final Map<String, Runnable> operations;
        private final Map<String, Double> bytes;

        @SuppressWarnings("unchecked") // of types of the JDK, which both loaders share
        Contender(ClassLoader loader, String store, int size) throws ReflectiveOperationException {
            Object made = loader.loadClass(ComparedOperations.class.getName())
                    .getConstructor(String.class, Integer.class)
                    .newInstance(store, size);
            open = (Closeable) made;
            operations = ((Supplier<Map<String, Runnable>>) made).get();
            bytes = (Map<String, Double>) made.getClass().getMethod("bytes").invoke(made);
        }

        private Runnable named(String operation) {
            return Objects.requireNonNull(operations.get(operation));
        }

        /** How many of an operation make a turn. */
        long countOf(String operation) {
            Runnable once = named(operation);
            long begin = System.nanoTime();
            long count = 0;
            while (System.nanoTime() - begin < 10 * TURN_NANOS) {
                once.run();
                count++;
            }
            return Math.max(1, count / 10);
        }

        Turn turn(String operation, long count) {
            Runnable once = named(operation);
            long cpu = THREADS.getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            for (long i = 0; i < count; i++) {
                once.run();
            }
            double nanos = System.nanoTime() - begin;
            return new Turn(nanos / count, (double) (THREADS.getCurrentThreadCpuTime() - cpu) / count);
        }

        @Override
        public void close() throws IOException {
            open.close();
        }
    }
}
