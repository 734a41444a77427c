package dev.contactbook.rest.tree;

/** Names from a request, as far as an error repeats them. */
public final class Echo {
    private static final int LONGEST = 100;

    private Echo() {}

    /** Returns the first 100 characters of a name. */
    public static String of(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST));
    }
}
