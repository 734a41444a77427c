package dev.contactbook.rest.tree;

import dev.contactbook.domain.Violation;
import dev.contactbook.domain.text.Texts;

/** Names from a request, cut to the length that errors repeat. */
public final class Echo {
    private Echo() {}

    /** Returns the first 100 characters of a name. */
    public static String of(String name) {
        return Texts.cut(name, Violation.MAX_NAME_LENGTH);
    }
}
