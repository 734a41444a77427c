package dev.contactbook.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs groups of benchmarks and prints a table of each: what an operation took and how much CPU time it cost its thread, both beside
 * the limit of the group and the latter beside the library.
 *
 * <p>All contenders live in this one JVM and take turns of a fraction of a second, many rounds of them, so that whatever else the
 * machine does meets all alike: it can be half as quick as it was a second ago ({@link Turns}). What is told is the median of the
 * rounds.
 */
public final class Benchmarks {
    /** How many rounds count; none for as many as the pace of a group has. */
    private static final int ROUNDS = Integer.getInteger("contactbook.benchmark.rounds", 0);

    /** In how many contacts pages and searches are looked for, unless the property says others. */
    private static final String SIZES = System.getProperty("contactbook.benchmark.sizes", "10000,100000,1000000");

    /** A checkout of another build to compare this one with, instead of the groups; empty for none. */
    private static final String EARLIER = System.getProperty("contactbook.benchmark.earlier", "");

    private Benchmarks() {}

    /**
     * Runs groups, or compares two builds.
     *
     * @param names the names of groups, or of stores where builds are compared; none for all
     * @throws Exception if JMH or a database fails
     */
    @SuppressWarnings("try") // the databases are there to be connected to
    public static void main(String... names) throws Exception {
        if (EARLIER.isEmpty()) {
            run(names);
        } else {
            try (Databases databases = new Databases()) {
                BuildComparison.print(Path.of(EARLIER), names);
            }
        }
    }

    private static void run(String... names) throws RunnerException, IOException {
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
                int rounds = ROUNDS > 0 ? ROUNDS : group.pace().rounds;
                new Report(group, rounds, new Turns(group, rounds, sizes).take()).print();
                Shared.close();
            }
        }
    }

    /** How long a turn is, and how many rounds count. */
    enum Pace {
        /** Operations of up to a millisecond. */
        QUICK(200, 30, 1),
        /** Operations of up to some seconds. */
        SLOW(100, 8, 1),
        /** As many operations in a turn as {@link Delete} says. */
        COUNTED(0, 30, Delete.TURN),
        /** Operations of up to some seconds, each of which needs preparation. */
        BULK(0, 8, 1),
        /** Operations of many seconds. */
        LONG(0, 2, 1),
        /** Operations whose slowest are looked at as well. */
        SAMPLED(1_000, 10, 1);

        /** How long a turn is; 0 where it is so many operations. */
        final long milliseconds;

        /** How many rounds count. */
        final int rounds;

        /** How many operations a turn has; 1 where it takes so long. */
        final int batch;

        Pace(long milliseconds, int rounds, int batch) {
            this.milliseconds = milliseconds;
            this.rounds = rounds;
            this.batch = batch;
        }
    }
}
