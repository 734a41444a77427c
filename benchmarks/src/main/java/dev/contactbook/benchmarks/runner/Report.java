package dev.contactbook.benchmarks.runner;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The table of a group: each figure, and how many times that of the limit and that of the library it is.
 *
 * @param group the group
 * @param rounds how many rounds there were at most
 * @param cases what each contender took in each of its own
 */
record Report(Group group, int rounds, Map<ContenderKey, List<Measured>> cases) {
    @SuppressWarnings("SystemOut") // it is what all this is for
    void print() {
        System.out.printf(
                "%n%s, %s, JDK %s, %d processors, at most %d rounds%n%n",
                group,
                LocalDate.now(ZoneOffset.UTC),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                rounds);
        System.out.println(
                group.pace() == Pace.SAMPLED
                        ? "| | µs, median | 99 of 100 | 999 of 1,000 | mean | × the limit | × the library |%n|---|---|---|---|---|---|---|"
                                .formatted()
                        : "| | µs | × the limit | CPU µs | × the limit | × the library | 99 of 100, µs | × the limit |%n|---|---|---|---|---|---|---|---|"
                                .formatted());
        Map<ContenderKey, Measured> medians = new TreeMap<>();
        cases.forEach((each, measured) -> medians.put(each, Measured.median(measured)));
        medians.forEach((each, measured) -> {
            Measured limit = beside(medians, each, group.limit());
            Measured ours = beside(medians, each, group.ours());
            System.out.println("| " + each.parameters() + ", " + each.contender() + " | "
                    + (group.pace() == Pace.SAMPLED ? percentiles(measured, limit, ours) : means(measured, limit, ours))
                    + " |");
        });
    }

    /** What a contender took with the same parameters. */
    private static Measured beside(Map<ContenderKey, Measured> medians, ContenderKey each, String contender) {
        return Objects.requireNonNull(medians.get(new ContenderKey(each.parameters(), contender)), contender);
    }

    private static String means(Measured measured, Measured limit, Measured ours) {
        return String.join(
                " | ",
                micros(measured.nanos()),
                ratio(measured.nanos(), limit.nanos()),
                micros(measured.cpu()),
                ratio(measured.cpu(), limit.cpu()),
                ratio(measured.cpu(), ours.cpu()),
                measured.areTimed() ? micros(measured.slow()) : "",
                measured.areTimed() ? ratio(measured.slow(), limit.slow()) : "");
    }

    private static String percentiles(Measured measured, Measured limit, Measured ours) {
        return String.join(
                " | ",
                micros(measured.median()),
                micros(measured.slow()),
                micros(measured.slowest()),
                micros(measured.nanos()),
                ratio(measured.median(), limit.median()),
                ratio(measured.median(), ours.median()));
    }

    private static String micros(double nanos) {
        String pattern = nanos < 10_000 ? "%,.3f" : nanos < 1_000_000 ? "%,.1f" : "%,.0f";
        return String.format(Locale.ROOT, pattern, nanos / 1_000);
    }

    private static String ratio(double value, double limit) {
        return String.format(Locale.ROOT, "%.2f", value / limit);
    }
}
