package dev.contactbook.api.write;

import java.util.List;
import java.util.Optional;

/**
 * How one attempt to write a plan ended. Without a write and without clashes, another caller changed a contact first.
 *
 * @param written what was written, empty if nothing was
 * @param clashes the results of commands whose keys other contacts have
 * @param areStored whether all those contacts are stored and stay as they are. Else commands of the same plan would
 *     make or change some
 */
public record WriteAttempt(Optional<Written> written, List<ItemResult> clashes, boolean areStored) {
    /** Another caller was faster. */
    static final WriteAttempt LATE = new WriteAttempt(Optional.empty(), List.of(), true);

    static WriteAttempt succeeded(Written written) {
        return new WriteAttempt(Optional.of(written), List.of(), true);
    }

    static WriteAttempt failed(List<ItemResult> clashes, boolean areStored) {
        return new WriteAttempt(Optional.empty(), clashes, areStored);
    }
}
