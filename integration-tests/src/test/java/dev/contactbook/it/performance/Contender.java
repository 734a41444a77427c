package dev.contactbook.it.performance;

/**
 * One way to do something.
 *
 * @param name what it is called in the table
 * @param work does it once
 */
record Contender(String name, Work work) {
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }
}
