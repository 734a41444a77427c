package dev.contactbook.api;

import dev.contactbook.api.access.AccessControl;
import dev.contactbook.api.access.CallerAccess;
import dev.contactbook.api.observe.Observers;
import dev.contactbook.api.observe.Observers.Answer;
import dev.contactbook.api.write.BulkChunk;
import dev.contactbook.api.write.EarlierWrites;
import dev.contactbook.api.write.WriteAttempt;
import dev.contactbook.api.write.WriteCycle;
import dev.contactbook.api.write.WritePlan;
import dev.contactbook.api.write.WritePlan.NumberedItem;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.Violation;
import dev.contactbook.spi.OperationCall.Kind;
import dev.contactbook.spi.OperationResult.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Many items: read, done and handed over chunk by chunk, or all in one write. */
final class BulkUseCases implements BulkContacts {
    private final AccessControl control;
    private final WriteCycle writes;
    private final Observers observers;
    private final Consumer<? super BulkProgress> progress;
    private final BooleanSupplier cancelled;

    BulkUseCases(AccessControl control, WriteCycle writes, Observers observers) {
        this(control, writes, observers, reached -> {}, () -> false);
    }

    private BulkUseCases(
            AccessControl control,
            WriteCycle writes,
            Observers observers,
            Consumer<? super BulkProgress> progress,
            BooleanSupplier cancelled) {
        this.control = control;
        this.writes = writes;
        this.observers = observers;
        this.progress = Objects.requireNonNull(progress, "progress");
        this.cancelled = Objects.requireNonNull(cancelled, "cancelled");
    }

    @Override
    public BulkContacts onProgress(Consumer<? super BulkProgress> progress) {
        return new BulkUseCases(control, writes, observers, progress, cancelled);
    }

    @Override
    public BulkContacts cancelWhen(BooleanSupplier cancelled) {
        return new BulkUseCases(control, writes, observers, progress, cancelled);
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
                List<BulkResult> done = observers.observe(
                        access, Kind.BULK_CHUNK, next.size(), () -> each(access, next, earlier), BulkUseCases::answer);
                done.forEach(results);
                reached = reached.plus(done);
                progress.accept(reached);
            }
        }
        return reached;
    }

    private List<BulkResult> each(CallerAccess access, List<NumberedItem> items, EarlierWrites earlier) {
        BulkChunk chunk = new BulkChunk(access, writes, items);
        chunk.each(earlier);
        return results(chunk);
    }

    @Override
    public BulkReport allOrNothing(Caller caller, List<? extends BulkItem> items) {
        Objects.requireNonNull(caller, "caller");
        CallerAccess access = control.of(caller);
        BulkReport report = observers.observe(
                access,
                Kind.ALL_OR_NOTHING,
                items.size(),
                () -> allOrNothing(access, numbered(items)),
                done -> answer(done.results()));
        progress.accept(report.progress());
        return report;
    }

    private BulkReport allOrNothing(CallerAccess access, List<NumberedItem> items) {
        BulkChunk chunk = new BulkChunk(access, writes, items);
        boolean stopped = !allOrNothing(access, chunk);
        chunk.leaveOpenOnes();
        List<BulkResult> results = results(chunk);
        BulkProgress reached = BulkProgress.NONE.plus(results);
        return new BulkReport(stopped ? reached.stopped() : reached, results);
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
            WriteAttempt attempted = writes.carryOut(access, plan);
            chunk.close(attempted.clashes());
            attempted.written().ifPresent(written -> chunk.close(written.report()));
            if (attempted.written().isPresent() || !attempted.clashes().isEmpty()) {
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

    /** A chunk ends as the gravest of its items does. */
    private static Answer answer(List<BulkResult> results) {
        Outcome gravest = results.stream()
                .flatMap(result -> result.error().stream())
                .map(Outcome::of)
                .max(Comparator.naturalOrder())
                .orElse(Outcome.SUCCESS);
        return new Answer(gravest, (int)
                results.stream().filter(result -> result.contact().isPresent()).count());
    }

    private static List<BulkResult> results(BulkChunk chunk) {
        return chunk.results().stream().map(BulkResult::new).toList();
    }
}
