package dev.contactbook.spi;

import dev.contactbook.domain.Caller;
import java.util.Objects;

/**
 * An operation that starts, as an {@link OperationObserver} receives it. It holds ids and numbers only. Immutable.
 *
 * @param caller who asks
 * @param kind which operation
 * @param items how many it is asked for: ids of {@code getAll}, keys to look for, items of a chunk, rows to
 *     {@code associate}, and the limit of a page. 1 for operations with one contact
 */
public record OperationCall(Caller caller, Kind kind, int items) {
    /**
     * An operation that starts.
     *
     * @param caller who asks
     * @param kind which operation
     * @param items how many it is asked for
     */
    public OperationCall {
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(kind, "kind");
    }

    /** The operations of {@link dev.contactbook.api.Contacts}. Later versions may add some. */
    public enum Kind {
        /** {@code create}. */
        CREATE,
        /** {@code get}. */
        GET,
        /** {@code getAll}. */
        GET_ALL,
        /** {@code find}. */
        FIND,
        /** {@code patch}. */
        PATCH,
        /** {@code upsert}. */
        UPSERT,
        /** {@code delete}. */
        DELETE,
        /** {@code list} without a search. */
        LIST,
        /** {@code search}, and {@code list} with a search. */
        SEARCH,
        /** One page of {@code stream}. */
        STREAM_PAGE,
        /** {@code trash().get}. */
        TRASH_GET,
        /** {@code trash().list} without a search. */
        TRASH_LIST,
        /** {@code trash().search}, and {@code trash().list} with a search. */
        TRASH_SEARCH,
        /** One page of {@code trash().stream}. */
        TRASH_STREAM_PAGE,
        /** {@code trash().restore}. */
        RESTORE,
        /** {@code associate}. */
        ASSOCIATE,
        /** One chunk of {@code bulk().each}. */
        BULK_CHUNK,
        /** {@code bulk().allOrNothing}. */
        ALL_OR_NOTHING
    }
}
