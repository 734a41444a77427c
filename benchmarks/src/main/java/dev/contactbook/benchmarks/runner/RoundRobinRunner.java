package dev.contactbook.benchmarks.runner;

import dev.contactbook.benchmarks.databases.DatabaseKind;
import dev.contactbook.benchmarks.databases.WorkerCpu;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The contenders of a group take turns, round after round: as many rounds for nothing as rounds that count. Whose turns
 * are long takes fewer of them: no more than {@link #PATIENCE} has time for, but {@link #FEWEST}.
 */
final class RoundRobinRunner {
    /** How long the turns that count may take of one contender with one set of parameters. */
    private static final long PATIENCE = 10_000_000_000L;

    /** How many of them it has however long they take. */
    private static final int FEWEST = 2;

    /** The only database of groups that look in many contacts; empty for all. */
    private static final String DATABASE = System.getProperty("contactbook.benchmark.database", "");

    private final Group group;
    private final int rounds;
    private final String[] sizes;

    /**
     * The turns of a group.
     *
     * @param group the group
     * @param rounds how many count
     * @param sizes in how many contacts its contenders look, if they look in many
     */
    RoundRobinRunner(Group group, int rounds, String... sizes) {
        this.group = group;
        this.rounds = rounds;
        this.sizes = sizes;
    }

    /** What each contender took in each round that counts. */
    Map<ContenderKey, List<Measured>> take() throws RunnerException {
        Map<ContenderKey, List<Measured>> cases = new TreeMap<>();
        List<Contender> contenders = first();
        for (int round = 1 - rounds; round < rounds; round++) {
            for (Contender contender : contenders) {
                if (Math.abs(round) < contender.rounds) {
                    Measured measured = turn(contender.params);
                    if (round >= 0) {
                        cases.computeIfAbsent(contender.which, any -> new ArrayList<>())
                                .add(measured);
                    }
                }
            }
        }
        return cases;
    }

    /** The first round, which counts for nothing, but tells who there is, and how long they take. */
    private List<Contender> first() throws RunnerException {
        ChainedOptionsBuilder all = options(Pattern.quote(group.benchmarks().getName()) + "\\.");
        if (group.readsMany()) {
            all.param("contacts", sizes);
            if (!DATABASE.isEmpty()) {
                all.param("database", DATABASE);
            }
        }
        return new Runner(all.build())
                .run().stream()
                        .map(result ->
                                new Contender(ContenderKey.of(result), result.getParams(), rounds(Measured.of(result))))
                        .toList();
    }

    private int rounds(Measured first) {
        double turn = Math.max(first.nanos() * group.pace().batch, group.pace().milliseconds * 1e6);
        return (int) Math.min(rounds, Math.max(FEWEST, PATIENCE / turn));
    }

    private Measured turn(BenchmarkParams params) throws RunnerException {
        ChainedOptionsBuilder one = options("^" + Pattern.quote(params.getBenchmark()) + "$");
        if (params.getMode() == Mode.AverageTime && isOnServer(params)) {
            one.mode(Mode.SampleTime); // each operation is timed, since there slow ones are of interest as well
        }
        params.getParamsKeys().forEach(key -> one.param(key, params.getParam(key)));
        Collection<RunResult> results = new Runner(one.build()).run();
        return Measured.of(results.iterator().next());
    }

    private static boolean isOnServer(BenchmarkParams params) {
        return params.getParamsKeys().stream().map(params::getParam).anyMatch(DatabaseKind.POSTGRESQL.name()::equals);
    }

    private ChainedOptionsBuilder options(String benchmarks) {
        return new OptionsBuilder()
                .include(benchmarks)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(group.pace().milliseconds))
                .measurementBatchSize(group.pace().batch)
                .addProfiler(WorkerCpu.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    /** A contender with one set of parameters, and how many of its turns count. */
    private record Contender(ContenderKey which, BenchmarkParams params, int rounds) {}
}
