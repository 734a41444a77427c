package dev.contactbook.interchange;

import dev.contactbook.interchange.core.Code;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an import ended, as a text.
 *
 * @param totals the outcomes until there
 * @param problems how often each kind of problem occurred until there, by its code
 * @param digest a digest of the columns and the records until there, which tells another file
 */
record ImportToken(ImportTotals totals, Map<String, Long> problems, String digest) {
    private static final Pattern FORM =
            Pattern.compile("1:(\\d{1,15}),(\\d{1,15}),(\\d{1,15}),(\\d{1,15}),(\\d{1,15}):([0-9a-f]{64})"
                    + ":((?:[A-Z_]{1,30}=\\d{1,15},)*+)");

    static ImportToken of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw invalid();
        }
        long[] numbers = new long[5];
        long read = 0;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Long.parseLong(form.group(i + 1));
            read += numbers[i];
        }
        return new ImportToken(
                new ImportTotals(read, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]),
                problems(form.group(7)),
                form.group(6));
    }

    private static Map<String, Long> problems(String text) {
        Map<String, Long> problems = new TreeMap<>();
        for (String problem : text.isEmpty() ? new String[0] : text.split(",")) {
            int equal = problem.indexOf('=');
            String code = problem.substring(0, equal);
            if (Arrays.stream(Code.values()).noneMatch(known -> known.name().equals(code))) {
                throw invalid();
            }
            problems.put(code, Long.valueOf(problem.substring(equal + 1)));
        }
        return problems;
    }

    private static InterchangeException invalid() {
        return new InterchangeException("TOKEN", "Not a valid token: use that of a progress or a report");
    }

    String asText() {
        StringBuilder counts = new StringBuilder();
        problems.forEach(
                (code, count) -> counts.append(code).append('=').append(count).append(','));
        return "1:" + totals.created() + "," + totals.updated() + "," + totals.unchanged() + "," + totals.skipped()
                + "," + totals.failed() + ":" + digest + ":" + counts;
    }
}
