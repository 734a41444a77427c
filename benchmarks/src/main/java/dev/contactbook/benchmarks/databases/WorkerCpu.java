package dev.contactbook.benchmarks.databases;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * How much CPU time the thread that works spent on an operation, in ns: on a noisy machine that says more than how long
 * it took. JMH makes it.
 *
 * <p>The JVM's own threads are left out: garbage collection, so that a contender with much garbage looks better than it
 * is, and compiling, which goes on for half a minute beside much code and has nothing to do with how quick it is
 * afterwards.
 */
public final class WorkerCpu implements InternalProfiler {
    public static final String LABEL = "cpu";

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final AtomicLong LEFT_OUT = new AtomicLong();

    private Map<Long, Long> before = Map.of();

    /** For JMH. */
    public WorkerCpu() {}

    /** Does what belongs to no operation, though it is within the time of an iteration. */
    static void leaveOut(Runnable preparation) {
        long before = THREADS.getCurrentThreadCpuTime();
        preparation.run();
        LEFT_OUT.addAndGet(THREADS.getCurrentThreadCpuTime() - before);
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        LEFT_OUT.set(0);
        before = spent();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long spent = -LEFT_OUT.get();
        for (Map.Entry<Long, Long> worker : spent().entrySet()) {
            spent += worker.getValue() - before.getOrDefault(worker.getKey(), 0L);
        }
        double nanos = (double) spent / result.getMetadata().getAllOps();
        return List.of(new ScalarResult(LABEL, nanos, "ns/op", AggregationPolicy.AVG));
    }

    /** What each of JMH's workers has spent so far; those of a contender before may be about to end. */
    private static Map<Long, Long> spent() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().contains("-jmh-worker-"))
                .collect(Collectors.toMap(
                        ThreadInfo::getThreadId,
                        thread -> Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()))));
    }

    @Override
    public String getDescription() {
        return "CPU time of the working thread for each operation";
    }
}
