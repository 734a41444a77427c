package dev.contactbook.benchmarks.runner;

import dev.contactbook.benchmarks.databases.Databases;
import dev.contactbook.benchmarks.databases.SharedResources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs groups of benchmarks and prints a table of each: what an operation took and how much CPU time it cost its
 * thread, both beside the limit of the group and the latter beside the library.
 *
 * <p>All contenders live in this one JVM and take turns of a fraction of a second, many rounds of them, so that other
 * work of the machine slows all contenders equally: it can be half as quick as it was a second ago
 * ({@link RoundRobinRunner}). The result is the median of the rounds.
 */
public final class Benchmarks {
    /** How many rounds count; none for as many as the pace of a group has. */
    private static final int ROUNDS = Integer.getInteger("contactbook.benchmark.rounds", 0);

    /** In how many contacts pages and searches are looked for, and builds compared, unless the property says others. */
    private static final String SIZES = System.getProperty("contactbook.benchmark.sizes", "10000,100000,1000000");

    /** A checkout of another build to compare this one with, instead of the groups; empty for none. */
    private static final String EARLIER = System.getProperty("contactbook.benchmark.earlier", "");

    /** The folder that charts are written to, from the root of the repository; empty for none. */
    private static final String CHARTS = System.getProperty("contactbook.benchmark.charts", "");

    private Benchmarks() {}

    /**
     * Runs groups, or compares two builds.
     *
     * @param names the names of groups, or of stores where builds are compared; none for all
     * @throws Exception if JMH or a database fails
     */
    @SuppressWarnings("try") // the databases are there to be connected to
    public static void main(String... names) throws Exception {
        String[] sizes = SIZES.split(",");
        if (Arrays.asList(names).contains(EngineTable.NAME)) {
            try (Databases databases = new Databases()) {
                for (String size : sizes) {
                    EngineTable.print(Integer.parseInt(size));
                }
            }
        } else if (EARLIER.isEmpty()) {
            run(sizes, names);
        } else {
            try (Databases databases = new Databases()) {
                for (String size : sizes) {
                    BuildComparison.print(Path.of(EARLIER), Integer.parseInt(size), names);
                }
            }
        }
    }

    private static void run(String[] sizes, String... names) throws RunnerException, IOException {
        List<Group> groups = names.length == 0
                ? List.of(Group.values())
                : Arrays.stream(names).map(Group::named).toList();
        try (Databases databases = new Databases()) {
            for (String size : sizes) {
                if (groups.stream().anyMatch(group -> group.reads(Integer.parseInt(size)))) {
                    databases.fill(Integer.parseInt(size));
                }
            }
            for (Group group : groups) {
                int rounds = ROUNDS > 0 ? ROUNDS : group.pace().rounds;
                Map<ContenderKey, List<Measured>> cases = new RoundRobinRunner(group, rounds, sizes).take();
                new Report(group, rounds, cases).print();
                Optional<Chart> chart = Chart.of(group);
                if (chart.isPresent() && !CHARTS.isEmpty()) {
                    chart.get().draw(cases, LocalDate.now(ZoneOffset.UTC), Path.of("..", CHARTS));
                }
                SharedResources.close();
            }
        }
    }
}
