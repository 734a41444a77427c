package dev.contactbook.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A calling code, and what callers dial before the numbers behind it (contract §3, phones).
 *
 * <p>It is no numbering plan: it knows neither which numbers exist nor, but for trunk prefixes, how long they are.
 *
 * @param digits the code without its plus, empty if it is unknown
 * @param area the digits behind it that belong to the number: 684 of a country field +1684
 */
record CallingCode(String digits, String area) {
    static final CallingCode UNKNOWN = new CallingCode("", "");

    /** The codes of one and of two digits. All others have three (ITU-T E.164). */
    private static final Set<String> SHORT = Set.of(("1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52"
                    + " 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98")
            .split(" "));

    private static final int LONGEST = 3;

    /** The countries without a trunk prefix in which numbers may begin with a zero. */
    private static final Set<String> ZERO_IS_SIGNIFICANT =
            Set.of("39 47 225 226 227 229 241 242 247 267 268 378 379 501 676 679 687 853 992".split(" "));

    private static final String ZERO = "0";

    /** The trunk prefixes beside 0, a longer one before its start. */
    private static final List<Trunk> TRUNKS = List.of(
            new Trunk("1", "1", 10),
            new Trunk("7", "8", 10),
            new Trunk("36", "06", 8),
            new Trunk("370", "8", 8),
            new Trunk("375", "80", 9),
            new Trunk("375", "8", 9),
            new Trunk("692", "1", 7),
            new Trunk("993", "8", 8));

    /** Returns the code that some digits start with. The rest is its area. */
    static CallingCode startOf(String number) {
        int longest = Math.min(LONGEST, number.length());
        int length = 1;
        while (length < longest && !SHORT.contains(number.substring(0, length))) {
            length++;
        }
        int end = Math.min(length, longest);
        return new CallingCode(number.substring(0, end), number.substring(end));
    }

    boolean isKnown() {
        return !digits.isEmpty();
    }

    CallingCode withoutArea() {
        return new CallingCode(digits, "");
    }

    /** Returns a whole number without its trunk prefix: the same if it has none. */
    String withoutTrunk(String number) {
        for (Trunk trunk : TRUNKS) {
            if (trunk.code.equals(digits) && number.startsWith(trunk.prefix) && trunk.leavesWhole(number)) {
                return number.substring(trunk.prefix.length());
            }
        }
        return hasZero() && number.startsWith(ZERO) ? number.substring(ZERO.length()) : number;
    }

    /** Returns what a number is without each trunk prefix that it may start with, whole or not. */
    List<String> withoutTrunks(String number) {
        List<String> stripped = new ArrayList<>();
        for (String prefix : trunks()) {
            if (number.startsWith(prefix)) {
                stripped.add(number.substring(prefix.length()));
            }
        }
        return stripped;
    }

    /** Returns the trunk prefixes of the code. */
    List<String> trunks() {
        List<String> prefixes = new ArrayList<>();
        for (Trunk trunk : TRUNKS) {
            if (trunk.code.equals(digits)) {
                prefixes.add(trunk.prefix);
            }
        }
        if (hasZero()) {
            prefixes.add(ZERO);
        }
        return prefixes;
    }

    /** Returns a number of unknown country without each trunk prefix that leaves a whole number of some country. */
    static List<String> withoutTrunksAnywhere(String number) {
        List<String> stripped = new ArrayList<>();
        for (Trunk trunk : TRUNKS) {
            if (number.startsWith(trunk.prefix) && trunk.leavesWhole(number)) {
                stripped.add(number.substring(trunk.prefix.length()));
            }
        }
        if (number.startsWith(ZERO)) {
            stripped.add(number.substring(ZERO.length()));
        }
        return stripped;
    }

    private boolean hasZero() {
        return isKnown() && !ZERO_IS_SIGNIFICANT.contains(digits);
    }

    /**
     * What callers within a country dial before a number.
     *
     * @param code the country's calling code
     * @param prefix the prefix
     * @param fewest the fewest digits of a whole number behind it: a number may start with the same digits
     */
    private record Trunk(String code, String prefix, int fewest) {
        boolean leavesWhole(String number) {
            return number.length() - prefix.length() >= fewest;
        }
    }
}
