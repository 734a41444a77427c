package dev.contactbook.benchmarks;

import java.io.PrintStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs groups of benchmarks and prints a table of each: what an operation took and how much CPU time it cost, and both beside the
 * limit of the group.
 *
 * <p>Each round gives every contender of a group a fresh JVM, one after another, so that whatever else the machine does meets all of
 * them; what is told is the median of the rounds.
 */
public final class Benchmarks {
    /** The groups, by the name that stands in the command. */
    private static final Map<String, Group> GROUPS = groups();

    private static final int ROUNDS = Integer.getInteger("contactbook.benchmark.rounds", 3);

    private Benchmarks() {}

    private static Map<String, Group> groups() {
        Map<String, Group> groups = new LinkedHashMap<>();
        groups.put("get", new Group(Get.class, "rawJdbc"));
        groups.put("memory-find", new Group(MemoryFind.class, "hashMapGet"));
        groups.put("memory-page", new Group(MemoryPage.class, "newest"));
        return groups;
    }

    /**
     * Runs groups.
     *
     * @param names the names of groups; none for all
     * @throws RunnerException if JMH fails
     */
    @SuppressWarnings("SystemOut") // the table is what this is for
    public static void main(String... names) throws RunnerException {
        List<String> wanted = names.length == 0 ? List.copyOf(GROUPS.keySet()) : Arrays.asList(names);
        for (String name : wanted) {
            Group group = GROUPS.get(name);
            if (group == null) {
                throw new IllegalArgumentException("No group " + name + ": there are " + GROUPS.keySet());
            }
            print(System.out, name, group.limit(), run(group));
        }
    }

    /** What each contender took and cost in each round, by its parameters and name. */
    private static Map<Case, List<Measured>> run(Group group) throws RunnerException {
        Map<Case, List<Measured>> cases = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            OptionsBuilder options = new OptionsBuilder();
            options.include(group.benchmarks().getName() + "\\.")
                    .forks(1)
                    .warmupIterations(3)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(3)
                    .measurementTime(TimeValue.seconds(1))
                    .jvmArgsAppend("-Xmx6g")
                    .addProfiler(ProcessCpu.class)
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT);
            for (RunResult result : new Runner(options.build()).run()) {
                cases.computeIfAbsent(Case.of(result), any -> new ArrayList<>())
                        .add(new Measured(
                                result.getPrimaryResult().getScore(),
                                Objects.requireNonNull(
                                                result.getSecondaryResults().get(ProcessCpu.LABEL))
                                        .getScore()));
            }
        }
        return cases;
    }

    private static void print(PrintStream out, String group, String limit, Map<Case, List<Measured>> cases) {
        out.printf(
                "%n%s, %s, JDK %s, %d processors, %d rounds%n%n| %s | ns | × the limit | CPU ns | × the limit |%n|---|---|---|---|---|%n",
                group,
                LocalDate.now(ZoneOffset.UTC),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                ROUNDS,
                "contender");
        Map<Case, Measured> medians = new TreeMap<>();
        cases.forEach((each, rounds) -> medians.put(
                each,
                new Measured(
                        median(rounds.stream().map(Measured::nanos)),
                        median(rounds.stream().map(Measured::cpu)))));
        medians.forEach((each, measured) -> {
            Measured least = Objects.requireNonNull(medians.get(new Case(each.parameters(), limit)), limit);
            out.printf(
                    Locale.ROOT,
                    "| %s, %s | %,.1f | %.2f | %,.1f | %.2f |%n",
                    each.parameters(),
                    each.contender(),
                    measured.nanos(),
                    measured.nanos() / least.nanos(),
                    measured.cpu(),
                    measured.cpu() / least.cpu());
        });
    }

    private static double median(Stream<Double> rounds) {
        List<Double> sorted = rounds.sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /** A class of contenders, and the one that the others are beside. */
    private record Group(Class<?> benchmarks, String limit) {}

    /** A contender and the parameters that it ran with. */
    private record Case(String parameters, String contender) implements Comparable<Case> {
        static Case of(RunResult result) {
            var params = result.getParams();
            String method =
                    params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
            return new Case(
                    params.getParamsKeys().stream()
                            .map(key -> key + " " + params.getParam(key))
                            .reduce((one, other) -> one + " " + other)
                            .orElse(""),
                    method);
        }

        @Override
        public int compareTo(Case other) {
            int byParameters = parameters.length() != other.parameters.length()
                    ? Integer.compare(parameters.length(), other.parameters.length())
                    : parameters.compareTo(other.parameters);
            return byParameters != 0 ? byParameters : contender.compareTo(other.contender);
        }
    }

    /** What an operation took, and how much CPU time it cost. */
    private record Measured(double nanos, double cpu) {}
}
