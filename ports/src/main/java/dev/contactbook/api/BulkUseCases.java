package dev.contactbook.api;

import dev.contactbook.api.access.AccessControl;
import dev.contactbook.api.access.CallerAccess;
import dev.contactbook.api.write.BulkChunk;
import dev.contactbook.api.write.EarlierWrites;
import dev.contactbook.api.write.WriteCycle;
import dev.contactbook.api.write.WritePlan;
import dev.contactbook.api.write.WritePlan.NumberedItem;
import dev.contactbook.api.write.Written;
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
    private final WriteCycle writes;
    private final Consumer<? super BulkProgress> progress;
    private final BooleanSupplier cancelled;

    BulkUseCases(AccessControl control, WriteCycle writes) {
        this(control, writes, reached -> {}, () -> false);
    }

    private BulkUseCases(
            AccessControl control,
            WriteCycle writes,
            Consumer<? super BulkProgress> progress,
            BooleanSupplier cancelled) {
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
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(results, "results");
        CallerAccess access = control.of(caller);
        EarlierWrites earlier = new EarlierWrites();
        Spliterator<? extends BulkItem> source = items.spliterator();
        BulkProgress reached = BulkProgress.NONE;
        boolean more = true;
        while (more) {
            if (cancelled.getAsBoolean()) {
                return reached.stopped();
            }
            List<NumberedItem> next = next(source, reached.done());
            more = next.size() == CHUNK;
            if (!next.isEmpty()) {
                BulkChunk chunk = new BulkChunk(access, writes, next);
                chunk.each(earlier);
                List<BulkResult> done = results(chunk);
                done.forEach(results);
                reached = reached.plus(done);
                progress.accept(reached);
            }
        }
        return reached;
    }

    @Override
    public BulkReport allOrNothing(Caller caller, List<? extends BulkItem> items) {
        Objects.requireNonNull(caller, "caller");
        List<NumberedItem> numbered = numbered(items);
        CallerAccess access = control.of(caller);
        BulkChunk chunk = new BulkChunk(access, writes, numbered);
        boolean stopped = !allOrNothing(access, chunk);
        chunk.leaveOpenOnes();
        List<BulkResult> results = results(chunk);
        BulkProgress reached = BulkProgress.NONE.plus(results);
        reached = stopped ? reached.stopped() : reached;
        progress.accept(reached);
        return new BulkReport(reached, results);
    }

    /** Writes all items if none is refused, again if another caller was faster. False if cancelled. */
    private boolean allOrNothing(CallerAccess access, BulkChunk chunk) {
        for (int attempt = 0; attempt < WriteCycle.MAX_ATTEMPTS; attempt++) {
            WritePlan plan = chunk.plan();
            chunk.close(plan.refusals());
            if (!chunk.results().isEmpty()) {
                return true;
            } else if (cancelled.getAsBoolean()) {
                return false;
            }
            Optional<Written> written = writes.carryOut(access, plan);
            if (written.isPresent()) {
                chunk.close(written.get().report());
                return true;
            }
        }
        throw new Storage("Too many concurrent changes to these contacts", true, Storage.Outcome.NOT_APPLIED);
    }

    /** The next items of a stream, as many as a chunk takes. */
    private static List<NumberedItem> next(Spliterator<? extends BulkItem> source, long index) {
        List<NumberedItem> items = new ArrayList<>();
        boolean more = true;
        while (more && items.size() < CHUNK) {
            more = source.tryAdvance(item -> items.add(numbered(index + items.size(), item)));
        }
        return items;
    }

    private static List<NumberedItem> numbered(List<? extends BulkItem> items) {
        if (items.size() > MAX_ITEMS) {
            throw Invalid.contact(
                    List.of(new Violation("items", "too_many_items", "At most " + MAX_ITEMS + " items in one call")));
        }
        List<NumberedItem> numbered = new ArrayList<>();
        items.forEach(item -> numbered.add(numbered(numbered.size(), item)));
        return numbered;
    }

    private static NumberedItem numbered(long index, BulkItem item) {
        return new NumberedItem(index, Objects.requireNonNull(item, "item").command());
    }

    private static List<BulkResult> results(BulkChunk chunk) {
        return chunk.results().stream().map(BulkResult::new).toList();
    }
}
