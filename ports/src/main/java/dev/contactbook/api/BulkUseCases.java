package dev.contactbook.api;

import dev.contactbook.api.Plan.Entry;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Many items: read, done and handed over chunk by chunk, or all in one write. */
final class BulkUseCases implements BulkContacts {
    private final AccessControl control;
    private final Writes writes;
    private final Consumer<? super BulkProgress> progress;
    private final BooleanSupplier cancelled;

    BulkUseCases(AccessControl control, Writes writes) {
        this(control, writes, reached -> {}, () -> false);
    }

    private BulkUseCases(
            AccessControl control, Writes writes, Consumer<? super BulkProgress> progress, BooleanSupplier cancelled) {
        this.control = control;
        this.writes = writes;
        this.progress = Objects.requireNonNull(progress, "progress");
        this.cancelled = Objects.requireNonNull(cancelled, "cancelled");
    }

    @Override
    public BulkContacts onProgress(Consumer<? super BulkProgress> progress) {
        return new BulkUseCases(control, writes, progress, cancelled);
    }

    @Override
    public BulkContacts cancelWhen(BooleanSupplier cancelled) {
        return new BulkUseCases(control, writes, progress, cancelled);
    }

    @Override
    public BulkReport each(Caller caller, Stream<? extends BulkItem> items) {
        List<BulkResult> results = new ArrayList<>();
        BulkProgress reached = each(caller, items, results::add);
        return new BulkReport(reached, results);
    }

    @Override
    public BulkProgress each(Caller caller, Stream<? extends BulkItem> items, Consumer<? super BulkResult> results) {
        Objects.requireNonNull(results, "results");
        Access access = control.of(caller);
        Spliterator<? extends BulkItem> source = items.spliterator();
        BulkProgress reached = BulkProgress.NONE;
        boolean more = true;
        while (more) {
            if (cancelled.getAsBoolean()) {
                return reached.stopped();
            }
            List<Entry> entries = next(source, reached.done());
            more = entries.size() == CHUNK;
            if (!entries.isEmpty()) {
                Chunk chunk = new Chunk(access, writes, entries);
                chunk.each();
                chunk.results().forEach(results);
                reached = reached.plus(chunk.results());
                progress.accept(reached);
            }
        }
        return reached;
    }

    @Override
    public BulkReport allOrNothing(Caller caller, List<? extends BulkItem> items) {
        List<Entry> entries = numbered(items);
        Access access = control.of(caller);
        Chunk chunk = new Chunk(access, writes, entries);
        boolean stopped = !allOrNothing(access, chunk);
        chunk.leaveOpenOnes();
        BulkProgress reached = BulkProgress.NONE.plus(chunk.results());
        reached = stopped ? reached.stopped() : reached;
        progress.accept(reached);
        return new BulkReport(reached, chunk.results());
    }

    /**
     * Writes all items if there is nothing against one of them, until no other caller gets in between; false if
     * cancelled.
     */
    private boolean allOrNothing(Access access, Chunk chunk) {
        for (int attempt = 0; attempt < Writes.MAX_ATTEMPTS; attempt++) {
            Plan plan = chunk.plan();
            chunk.close(plan.refusals());
            if (!chunk.results().isEmpty()) {
                return true;
            } else if (cancelled.getAsBoolean()) {
                return false;
            }
            Optional<Written> written = writes.carryOut(access, plan);
            if (written.isPresent()) {
                chunk.close(written.get().tell());
                return true;
            }
        }
        throw new Storage("Too many concurrent changes to these contacts", true, Storage.Outcome.NOT_APPLIED);
    }

    /** The next items of a stream, as many as a chunk takes. */
    private static List<Entry> next(Spliterator<? extends BulkItem> source, long index) {
        List<Entry> entries = new ArrayList<>();
        boolean more = true;
        while (more && entries.size() < CHUNK) {
            more = source.tryAdvance(item -> entries.add(entry(index + entries.size(), item)));
        }
        return entries;
    }

    private static List<Entry> numbered(List<? extends BulkItem> items) {
        if (items.size() > MOST_AT_ONCE) {
            throw Invalid.contact(
                    List.of(new Violation("items", "too_many_items", "At most " + MOST_AT_ONCE + " at once")));
        }
        List<Entry> entries = new ArrayList<>();
        items.forEach(item -> entries.add(entry(entries.size(), item)));
        return entries;
    }

    private static Entry entry(long index, BulkItem item) {
        return new Entry(index, Objects.requireNonNull(item, "item"));
    }
}
