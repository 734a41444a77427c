package dev.contactbook.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs groups of benchmarks and prints a table of each: what an operation took and how much CPU time it cost its thread, both beside
 * the limit of the group and the latter beside the library.
 *
 * <p>All contenders live in this one JVM and take turns of a fraction of a second, many rounds of them, so that whatever else the
 * machine does meets all alike: it can be half as quick as it was a second ago. As many rounds go before that count for nothing, while
 * the JVM compiles. What is told is the median of the rounds.
 */
public final class Benchmarks {
    /** How many rounds count; none for as many as the pace of a group has. */
    private static final int ROUNDS = Integer.getInteger("contactbook.benchmark.rounds", 0);

    /** In how many contacts pages and searches are looked for, unless the property says others. */
    private static final String SIZES = System.getProperty("contactbook.benchmark.sizes", "10000,100000,1000000");

    private Benchmarks() {}

    /**
     * Runs groups.
     *
     * @param names the names of groups; none for all
     * @throws RunnerException if JMH fails
     * @throws IOException if a database cannot be started
     */
    public static void main(String... names) throws RunnerException, IOException {
        List<Group> groups = names.length == 0
                ? List.of(Group.values())
                : Arrays.stream(names).map(Group::named).toList();
        try (Databases databases = new Databases()) {
            String[] sizes = SIZES.split(",");
            for (String size : sizes) {
                if (groups.stream().anyMatch(group -> group.reads(Integer.parseInt(size)))) {
                    databases.fill(Integer.parseInt(size));
                }
            }
            for (Group group : groups) {
                new Report(group, rounds(group), run(group, sizes)).print();
                Shared.close();
            }
        }
    }

    private static int rounds(Group group) {
        return ROUNDS > 0 ? ROUNDS : group.pace().rounds;
    }

    /** What each contender took in each round. */
    private static Map<Case, List<Measured>> run(Group group, String... sizes) throws RunnerException {
        Map<Case, List<Measured>> cases = new TreeMap<>();
        int rounds = rounds(group);
        for (int round = -rounds; round < rounds; round++) {
            ChainedOptionsBuilder options = new OptionsBuilder()
                    .include(group.benchmarks().getName() + "\\.")
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(group.pace().milliseconds))
                    .measurementBatchSize(group.pace().batch)
                    .addProfiler(WorkerCpu.class)
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT);
            if (group.readsMany()) {
                options.param("contacts", sizes);
            }
            for (RunResult result : new Runner(options.build()).run()) {
                List<Measured> measured = cases.computeIfAbsent(Case.of(result), any -> new ArrayList<>());
                if (round >= 0) {
                    measured.add(Measured.of(result));
                }
            }
        }
        return cases;
    }

    /** How long a turn is, and how many rounds count. */
    enum Pace {
        /** Operations of up to a millisecond. */
        QUICK(200, 30, 1),
        /** Operations of up to some seconds. */
        SLOW(100, 8, 1),
        /** As many operations in a turn as {@link Delete} says. */
        COUNTED(0, 30, Delete.TURN),
        /** Operations of many seconds. */
        LONG(0, 2, 1),
        /** Operations whose slowest are looked at as well. */
        SAMPLED(1_000, 10, 1);

        private final long milliseconds;
        private final int rounds;
        private final int batch;

        Pace(long milliseconds, int rounds, int batch) {
            this.milliseconds = milliseconds;
            this.rounds = rounds;
            this.batch = batch;
        }
    }
}
