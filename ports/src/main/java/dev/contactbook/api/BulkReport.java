package dev.contactbook.api;

import dev.contactbook.domain.Contact;
import java.util.List;
import java.util.concurrent.CancellationException;

/** The results of many items, one for each that was done, in their order. Immutable. */
public final class BulkReport {
    private final BulkProgress progress;
    private final List<BulkResult> results;

    BulkReport(BulkProgress progress, List<BulkResult> results) {
        this.progress = progress;
        this.results = List.copyOf(results);
    }

    /** {@return how many items were done, stored and failed, and whether the run was cancelled} */
    public BulkProgress progress() {
        return progress;
    }

    /** {@return the results in the order of the items, unmodifiable} A cancelled run has results up to its end. */
    public List<BulkResult> results() {
        return results;
    }

    /** {@return the results that have an error, unmodifiable} */
    public List<BulkResult> failures() {
        return results.stream().filter(result -> result.error().isPresent()).toList();
    }

    /**
     * The contacts of all items, if none failed.
     *
     * @return an unmodifiable list with a contact for each item, in order
     * @throws dev.contactbook.domain.ContactsException the error of the first failed item
     * @throws CancellationException if none failed, but the run was cancelled
     */
    public List<Contact> contactsOrThrow() {
        failures().stream().findFirst().ifPresent(BulkResult::contactOrThrow);
        if (progress.cancelled()) {
            throw new CancellationException("Cancelled after " + progress.stored() + " items");
        }
        return results.stream().map(BulkResult::contactOrThrow).toList();
    }

    /** The numbers, nothing personal. */
    @Override
    public String toString() {
        return "BulkReport[" + progress + "]";
    }
}
