package dev.contactbook.it.support;

import dev.contactbook.api.BulkReport;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException;

/** Reads single results of a {@link BulkReport}. */
public final class BulkReports {
    private BulkReports() {}

    /** The contact of an item that succeeded. */
    public static Contact contact(BulkReport report, int index) {
        return report.results().get(index).contact().orElseThrow();
    }

    /** The error of an item that failed. */
    public static ContactsException error(BulkReport report, int index) {
        return report.results().get(index).error().orElseThrow();
    }
}
