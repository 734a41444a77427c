package dev.contactbook.benchmarks;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The table of a group: each figure, and how many times that of the limit it is.
 *
 * @param group the group
 * @param rounds how many rounds there were
 * @param cases what each contender took in each of them
 */
record Report(Group group, int rounds, Map<Case, List<Measured>> cases) {
    @SuppressWarnings("SystemOut") // it is what all this is for
    void print() {
        System.out.printf(
                "%n%s, %s, JDK %s, %d processors, %d rounds%n%n",
                group,
                LocalDate.now(ZoneOffset.UTC),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                rounds);
        System.out.println(
                group == Group.HTTP
                        ? "| | µs, median | 99 of 100 | 999 of 1,000 | mean | × the limit |%n|---|---|---|---|---|---|"
                                .formatted()
                        : "| | µs | × the limit | CPU µs | × the limit |%n|---|---|---|---|---|".formatted());
        Map<Case, Measured> medians = new TreeMap<>();
        cases.forEach((each, measured) -> medians.put(each, Measured.median(measured)));
        medians.forEach((each, measured) -> {
            Measured limit =
                    Objects.requireNonNull(medians.get(new Case(each.parameters(), group.limit())), group.limit());
            System.out.println("| " + each.parameters() + ", " + each.contender() + " | "
                    + (group == Group.HTTP ? percentiles(measured, limit) : means(measured, limit)) + " |");
        });
    }

    private static String means(Measured measured, Measured limit) {
        return String.join(
                " | ",
                micros(measured.nanos()),
                ratio(measured.nanos(), limit.nanos()),
                micros(measured.cpu()),
                ratio(measured.cpu(), limit.cpu()));
    }

    private static String percentiles(Measured measured, Measured limit) {
        return String.join(
                " | ",
                micros(measured.median()),
                micros(measured.slow()),
                micros(measured.slowest()),
                micros(measured.nanos()),
                ratio(measured.median(), limit.median()));
    }

    private static String micros(double nanos) {
        String pattern = nanos < 10_000 ? "%,.3f" : nanos < 1_000_000 ? "%,.1f" : "%,.0f";
        return String.format(Locale.ROOT, pattern, nanos / 1_000);
    }

    private static String ratio(double value, double limit) {
        return String.format(Locale.ROOT, "%.2f", value / limit);
    }
}
