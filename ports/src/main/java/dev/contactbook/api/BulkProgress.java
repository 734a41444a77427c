package dev.contactbook.api;

import java.util.Collection;

/**
 * How far a run of many items has come, in numbers.
 *
 * @param done how many items have a result, from 0
 * @param stored how many of them have their contact; one that a patch did not change counts, as it is stored already
 * @param failed how many of them have an error
 * @param cancelled whether the run was told to stop before it saw the end of its items
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
