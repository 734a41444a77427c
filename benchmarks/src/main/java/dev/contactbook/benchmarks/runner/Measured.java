package dev.contactbook.benchmarks.runner;

import dev.contactbook.benchmarks.databases.WorkerCpu;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * What an operation took, in ns.
 *
 * @param nanos how long, on average
 * @param cpu how much CPU time of its thread
 * @param median half of all took no longer, where each was timed
 * @param slow 99 of 100 took no longer
 * @param slowest 999 of 1,000 took no longer
 * @param areTimed whether each was timed
 */
record Measured(double nanos, double cpu, double median, double slow, double slowest, boolean areTimed) {
    static Measured of(RunResult result) {
        Statistics times = result.getPrimaryResult().getStatistics();
        // A turn is timed as a whole.
        double turn = result.getParams().getMode() == Mode.SingleShotTime
                ? result.getParams().getMeasurement().getBatchSize()
                : 1;
        return new Measured(
                result.getPrimaryResult().getScore() / turn,
                Objects.requireNonNull(result.getSecondaryResults().get(WorkerCpu.LABEL))
                                .getScore()
                        / turn,
                times.getPercentile(50),
                times.getPercentile(99),
                times.getPercentile(99.9),
                result.getParams().getMode() == Mode.SampleTime);
    }

    /** The median of each figure. */
    static Measured median(List<Measured> rounds) {
        return new Measured(
                median(rounds, Measured::nanos),
                median(rounds, Measured::cpu),
                median(rounds, Measured::median),
                median(rounds, Measured::slow),
                median(rounds, Measured::slowest),
                rounds.stream().allMatch(Measured::areTimed));
    }

    private static double median(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
