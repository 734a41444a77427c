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
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs groups of benchmarks and prints a table of each: what an operation took and how much CPU time it cost its thread, both beside
 * the limit of the group and the latter beside the library.
 *
 * <p>Each round gives every contender of a group a fresh JVM, one after another, so that whatever else the machine does meets all of
 * them; what is told is the median of the rounds.
 */
public final class Benchmarks {
    private static final int ROUNDS = Integer.getInteger("contactbook.benchmark.rounds", 3);

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
                new Report(group, ROUNDS, run(group, databases, sizes)).print();
            }
        }
    }

    /** What each contender took in each round. */
    private static Map<Case, List<Measured>> run(Group group, Databases databases, String... sizes)
            throws RunnerException {
        Map<Case, List<Measured>> cases = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            OptionsBuilder options = new OptionsBuilder();
            options.include(group.benchmarks().getName() + "\\.")
                    .forks(1)
                    .jvmArgsAppend("-Xmx6g")
                    .jvmArgsAppend(databases.properties().toArray(new String[0]))
                    .addProfiler(WorkerCpu.class)
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT);
            if (group.readsMany()) {
                options.param("contacts", sizes);
            }
            group.pace().set(options);
            for (RunResult result : new Runner(options.build()).run()) {
                cases.computeIfAbsent(Case.of(result), any -> new ArrayList<>()).add(Measured.of(result));
            }
        }
        return cases;
    }

    /** How often and how long contenders run. */
    enum Pace {
        /** Operations of up to a millisecond; on a slow machine the JVM takes seconds to compile all that Hibernate is. */
        QUICK {
            @Override
            void set(OptionsBuilder options) {
                seconds(options, 8, 3);
            }
        },
        /** The same with more code to compile: what writes is more than what reads. */
        WRITES {
            @Override
            void set(OptionsBuilder options) {
                seconds(options, 15, 5);
            }
        },
        /** Operations of up to some seconds. */
        SLOW {
            @Override
            void set(OptionsBuilder options) {
                seconds(options, 2, 2);
            }
        },
        /** Turns of some thousand operations each. */
        TURNS {
            @Override
            void set(OptionsBuilder options) {
                options.warmupIterations(4)
                        .warmupBatchSize(Delete.TURN)
                        .measurementIterations(4)
                        .measurementBatchSize(Delete.TURN);
            }
        },
        /** One long operation, as it is in a JVM that has just started. */
        ONCE {
            @Override
            void set(OptionsBuilder options) {
                options.warmupIterations(0).measurementIterations(1);
            }
        };

        abstract void set(OptionsBuilder options);

        private static void seconds(OptionsBuilder options, int warmup, int measurement) {
            options.warmupIterations(warmup)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(measurement)
                    .measurementTime(TimeValue.seconds(1));
        }
    }
}
