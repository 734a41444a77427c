package dev.contactbook.api;

import dev.contactbook.domain.Contact;
import java.util.List;
import java.util.concurrent.CancellationException;

/** What became of many items: a result for each that was done, in their order. Immutable. */
public final class BulkReport {
    private final BulkProgress progress;
    private final List<BulkResult> results;

    BulkReport(BulkProgress progress, List<BulkResult> results) {
        this.progress = progress;
        this.results = List.copyOf(results);
    }

    /**
     * The report in numbers.
     *
     * @return how many items were done, stored and failed, and whether the run was cancelled
     */
    public BulkProgress progress() {
        return progress;
    }

    /**
     * The results in the order of the items; after a run that was cancelled those of the items before.
     *
     * @return an unmodifiable list
     */
    public List<BulkResult> results() {
        return results;
    }

    /**
     * The results that have an error.
     *
     * @return an unmodifiable list, empty if nothing failed
     */
    public List<BulkResult> failures() {
        return results.stream().filter(result -> result.error().isPresent()).toList();
    }

    /**
     * The contacts of all items, for whoever expects no failure.
     *
     * @return an unmodifiable list with a contact for each item, in order
     * @throws dev.contactbook.domain.ContactsException the first item's that failed
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
