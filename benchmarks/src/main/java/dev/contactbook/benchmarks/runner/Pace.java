package dev.contactbook.benchmarks.runner;

import dev.contactbook.benchmarks.groups.Delete;

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
