package dev.contactbook.api;

import java.util.Collection;

/**
 * The progress of a bulk run, in numbers.
 *
 * @param done how many items have a result, from 0
 * @param stored how many of them have a contact, including contacts that a patch did not change
 * @param failed how many of them have an error
 * @param cancelled whether the run was cancelled before the end of its items
 */
public record BulkProgress(long done, long stored, long failed, boolean cancelled) {
    static final BulkProgress NONE = new BulkProgress(0, 0, 0, false);

    /** This and some results more. */
    BulkProgress plus(Collection<BulkResult> results) {
        long more =
                results.stream().filter(result -> result.contact().isPresent()).count();
        long failures =
                results.stream().filter(result -> result.error().isPresent()).count();
        return new BulkProgress(done + results.size(), stored + more, failed + failures, cancelled);
    }

    /** This, and that it ends here. */
    BulkProgress stopped() {
        return new BulkProgress(done, stored, failed, true);
    }
}
