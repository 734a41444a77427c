package dev.contactbook.it.support;

import java.lang.management.ManagementFactory;

/** How many bytes a call makes the JVM allocate in its thread: work that can be counted, as time cannot. */
public final class AllocatedBytes {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocatedBytes() {}

    /** By the second of two calls: the first one loads classes. */
    public static long of(Runnable call) {
        call.run();
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        call.run();
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }
}
