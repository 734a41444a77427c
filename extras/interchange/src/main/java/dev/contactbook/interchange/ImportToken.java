package dev.contactbook.interchange;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an import ended, as a text.
 *
 * @param totals the outcomes until there
 * @param digest a digest of the records until there, which tells another file
 */
record ImportToken(ImportTotals totals, String digest) {
    private static final Pattern FORM =
            Pattern.compile("1:(\\d{1,15}),(\\d{1,15}),(\\d{1,15}),(\\d{1,15}),(\\d{1,15}):([0-9a-f]{64})");

    static ImportToken of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new InterchangeException("TOKEN", "Not a valid token: use that of a progress or a report");
        }
        long[] numbers = new long[5];
        long read = 0;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Long.parseLong(form.group(i + 1));
            read += numbers[i];
        }
        return new ImportToken(
                new ImportTotals(read, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]), form.group(6));
    }

    String asText() {
        return "1:" + totals.created() + "," + totals.updated() + "," + totals.unchanged() + "," + totals.skipped()
                + "," + totals.failed() + ":" + digest;
    }
}
