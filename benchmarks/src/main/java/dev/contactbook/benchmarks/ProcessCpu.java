package dev.contactbook.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * How much CPU time the process spent on an operation, in ns, garbage collection and all: on a noisy machine that says more than how
 * long it took. JMH makes it.
 */
public final class ProcessCpu implements InternalProfiler {
    static final String LABEL = "cpu";

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final AtomicLong LEFT_OUT = new AtomicLong();

    private long start;

    /** For JMH. */
    public ProcessCpu() {}

    /** Does what belongs to no operation, though it is within the time of an iteration. */
    static void leaveOut(Runnable preparation) {
        long before = SYSTEM.getProcessCpuTime();
        preparation.run();
        LEFT_OUT.addAndGet(SYSTEM.getProcessCpuTime() - before);
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        LEFT_OUT.set(0);
        start = SYSTEM.getProcessCpuTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double spent = SYSTEM.getProcessCpuTime() - start - LEFT_OUT.get();
        double nanos = spent / result.getMetadata().getAllOps();
        return List.of(new ScalarResult(LABEL, nanos, "ns/op", AggregationPolicy.AVG));
    }

    @Override
    public String getDescription() {
        return "CPU time of the process for each operation";
    }
}
