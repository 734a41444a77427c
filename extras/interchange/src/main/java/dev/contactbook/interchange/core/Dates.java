package dev.contactbook.interchange.core;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates of birth: ISO dates, or {@code --MM-DD} without a year. Times and zones are dropped and never shift a day. */
public final class Dates {
    private static final Pattern ISO = Pattern.compile("(\\d{4})-?(\\d{2})-?(\\d{2})(?:[T ].*)?");
    private static final Pattern NO_YEAR = Pattern.compile("--(\\d{2})-?(\\d{2})(?:T.*)?");
    private static final Pattern DOTS = Pattern.compile("(\\d{1,2})\\. ?(\\d{1,2})\\. ?(\\d{4})(?: .*)?");
    private static final Pattern SLASHES = Pattern.compile("(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4})(?: .*)?");
    private static final Pattern NONE = Pattern.compile("[0/.\\s-]*|0{4}-00-00.*");

    /** The year that Apple's address books write for none. */
    private static final int NO_YEAR_OF_APPLE = 1604;

    private Dates() {}

    /**
     * Returns a date in its normal form.
     *
     * @param dayFirst whether 1/2/2000 is in February, null if that is not known
     * @return the date, empty if the text means none, null if it is not clear
     */
    public static @Nullable String normal(String text, @Nullable Boolean dayFirst) {
        String trimmed = text.strip();
        if (NONE.matcher(trimmed).matches()) {
            return "";
        }
        Matcher iso = ISO.matcher(trimmed);
        if (iso.matches()) {
            return date(iso.group(1), iso.group(2), iso.group(3));
        }
        Matcher noYear = NO_YEAR.matcher(trimmed);
        if (noYear.matches()) {
            return date("", noYear.group(1), noYear.group(2));
        }
        Matcher dots = DOTS.matcher(trimmed);
        if (dots.matches()) {
            return date(dots.group(3), dots.group(2), dots.group(1));
        }
        Matcher slashes = SLASHES.matcher(trimmed);
        return slashes.matches() ? ofSlashes(slashes, dayFirst) : null;
    }

    private static @Nullable String ofSlashes(Matcher slashes, @Nullable Boolean dayFirst) {
        int first = Integer.parseInt(slashes.group(1));
        int second = Integer.parseInt(slashes.group(2));
        boolean isClear = first > 12 || second > 12 || first == second;
        if (!isClear && dayFirst == null) {
            return null;
        }
        boolean isDayFirst = isClear ? first > 12 : Boolean.TRUE.equals(dayFirst);
        return isDayFirst
                ? date(slashes.group(3), slashes.group(2), slashes.group(1))
                : date(slashes.group(3), slashes.group(1), slashes.group(2));
    }

    /** A date of its parts, of which the year may be blank. Null if there is no such day. */
    public static @Nullable String date(String year, String month, String day) {
        try {
            int monthOfYear = Integer.parseInt(month.strip());
            int dayOfMonth = Integer.parseInt(day.strip());
            int number = year.isBlank() ? NO_YEAR_OF_APPLE : Integer.parseInt(year.strip());
            if (number == NO_YEAR_OF_APPLE || number == 0) {
                return MonthDay.of(monthOfYear, dayOfMonth).toString();
            }
            return LocalDate.of(number, monthOfYear, dayOfMonth).toString();
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }
}
