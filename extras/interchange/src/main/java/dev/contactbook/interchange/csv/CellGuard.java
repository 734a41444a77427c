package dev.contactbook.interchange.csv;

import java.util.regex.Pattern;

/**
 * Guards cells that a spreadsheet would take for a formula with an apostrophe, and removes exactly the apostrophes that
 * it sets. A text that has such an apostrophe already gets one more, so both are the inverse of each other.
 */
public enum CellGuard {
    /** No apostrophe. */
    NONE("", Pattern.compile("(?!)")),

    /** Guards all that may be a formula but plain phones. */
    PLAIN_PHONES("+-\uFF0B\uFF0D", Pattern.compile("[+-][0-9 ()./#*x+-]*")),

    /** Guards plain phones too. */
    EVERY_SIGN("+-\uFF0B\uFF0D", Pattern.compile("(?!)"));

    private static final char GUARD = '\'';
    private static final String TRIGGERS = "=@\uFF1D\uFF20";
    private static final String TRIGGERS_AT_START = "\t\r\n";
    private static final String SEPARATORS = ";,\t\r\n";

    private final String signs;
    private final Pattern harmless;

    CellGuard(String signs, Pattern harmless) {
        this.signs = signs;
        this.harmless = harmless;
    }

    /** The cell with an apostrophe before each part that may be a formula. */
    public String guarded(String cell) {
        if (this == NONE || isHarmless(cell)) {
            return cell;
        }
        StringBuilder guarded = new StringBuilder(cell.length() + 1);
        int end;
        for (int start = 0; start < cell.length(); start = end) {
            end = endOfPart(cell, start);
            if (needsGuard(cell, start, end)) {
                guarded.append(GUARD);
            }
            guarded.append(cell, start, end);
        }
        return guarded.toString();
    }

    /** The cell without the apostrophes that {@link #guarded} sets, and that other programs set before signs. */
    static String unguarded(String cell) {
        if (cell.indexOf(GUARD) < 0) {
            return cell;
        }
        StringBuilder plain = new StringBuilder(cell.length());
        int end;
        for (int start = 0; start < cell.length(); start = end) {
            end = endOfPart(cell, start);
            boolean isGuarded = cell.charAt(start) == GUARD && EVERY_SIGN.needsGuard(cell, start + 1, end);
            plain.append(cell, isGuarded ? start + 1 : start, end);
        }
        return plain.toString();
    }

    private static boolean isHarmless(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char letter = cell.charAt(i);
            if (!Character.isLetterOrDigit(letter) && letter != ' ' && letter != '.') {
                return false;
            }
        }
        return true;
    }

    /** A part ends with its separator. */
    private static int endOfPart(String cell, int start) {
        int end = start;
        while (end < cell.length() && SEPARATORS.indexOf(cell.charAt(end)) < 0) {
            end++;
        }
        return Math.min(end + 1, cell.length());
    }

    /** What has an apostrophe already needs one more if reading would remove it. */
    private boolean needsGuard(String cell, int start, int end) {
        int first = start;
        while (first < end && cell.charAt(first) == GUARD) {
            first++;
        }
        if (first == end) {
            return false;
        }
        char letter = cell.charAt(first);
        boolean isAtStart = isGuards(cell, first);
        CellGuard guard = first > start ? EVERY_SIGN : this;
        return TRIGGERS.indexOf(letter) >= 0
                || (isAtStart && TRIGGERS_AT_START.indexOf(letter) >= 0)
                || (guard.signs.indexOf(letter) >= 0
                        && !guard.harmless
                                .matcher(withoutSeparator(cell, first, end))
                                .matches());
    }

    /** Whether nothing but apostrophes is before an index. */
    private static boolean isGuards(String cell, int index) {
        for (int i = 0; i < index; i++) {
            if (cell.charAt(i) != GUARD) {
                return false;
            }
        }
        return true;
    }

    private static String withoutSeparator(String cell, int start, int end) {
        boolean hasSeparator = SEPARATORS.indexOf(cell.charAt(end - 1)) >= 0;
        return cell.substring(start, hasSeparator ? end - 1 : end);
    }
}
