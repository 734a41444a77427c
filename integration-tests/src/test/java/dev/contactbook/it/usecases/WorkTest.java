package dev.contactbook.it.usecases;

import static dev.contactbook.domain.ContactFields.COMPANY_ID;
import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.ID;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.PHONE;
import static dev.contactbook.domain.ContactFields.custom;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.NOW;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static dev.contactbook.it.support.Fixtures.errorsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkResult;
import dev.contactbook.api.Contacts;
import dev.contactbook.api.ContactsBuilder;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.NewContact;
import dev.contactbook.domain.WorkLimits;
import dev.contactbook.it.stores.NaiveStore;
import dev.contactbook.it.support.AllocatedBytes;
import dev.contactbook.it.support.FilterPolicy;
import dev.contactbook.it.support.RecordingRepository;
import dev.contactbook.it.support.Store;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WorkBudget;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much work one call may be (contract §4, work). */
class WorkTest {
    private static final ContactQuery ALL = ContactQuery.page();
    private static final String TOO_MANY_VALUES = "Must have at most 2000 values in all conditions";
    private static final String TOO_MANY_TEXTS = "Must have at most 20 conditions that search for a text";

    @Test
    @Tag("4.22")
    void a_filter_has_at_most_2000_values_and_20_texts_to_look_for() {
        RecordingRepository store = new RecordingRepository(new InMemoryContactRepository());
        Contacts contacts = Contacts.over(store);
        Filter values =
                COMPANY_ID.in(thousand()).or(COMPANY_ID.notIn(thousand()).not());
        Filter texts = Filter.anyOf(texts(20));

        contacts.list(CALLER, ALL.where(values));
        contacts.list(CALLER, ALL.where(texts));
        contacts.list(CALLER, ContactQuery.of(ContactSearch.byName("ann")).where(texts));
        store.calls.clear();

        assertThat(errorsOf(() -> contacts.list(CALLER, ALL.where(values.and(ID.is(1))))))
                .containsExactly(entry("filter", TOO_MANY_VALUES));
        assertThat(errorsOf(() -> contacts.list(
                        CALLER, ALL.where(values).where(custom("n").in(1)))))
                .containsExactly(entry("filter", TOO_MANY_VALUES));
        for (Filter oneMore : List.of(
                EMAIL.startsWith("a"),
                PHONE.endsWith("1"),
                custom("n").contains("a"),
                custom("n").endsWith("a"))) {
            assertThat(errorsOf(() -> contacts.list(CALLER, ALL.where(texts.and(oneMore)))))
                    .containsExactly(entry("filter", TOO_MANY_TEXTS));
            assertThat(errorsOf(() -> contacts.list(
                            CALLER, ContactQuery.of(ContactSearch.byName("ann")).where(texts.and(oneMore.not())))))
                    .containsExactly(entry("filter", TOO_MANY_TEXTS));
        }
        assertThat(errorsOf(() -> contacts.stream(CALLER, ALL.where(texts.and(PHONE.contains("1"))))
                        .count()))
                .containsExactly(entry("filter", TOO_MANY_TEXTS));
        assertThat(store.calls).isEmpty();
    }

    @Test
    @Tag("4.22")
    void a_host_may_set_other_limits() {
        Filter filter = Filter.anyOf(texts(21)).or(COMPANY_ID.in(1, 2, 3));

        assertThat(errorsOf(() -> with(limits -> limits.mostSearchedTexts(20)).list(CALLER, ALL.where(filter))))
                .containsOnlyKeys("filter");
        with(limits -> limits.mostSearchedTexts(21)).list(CALLER, ALL.where(filter));
        assertThat(errorsOf(() -> with(limits -> limits.mostSearchedTexts(21).mostValues(23))
                        .list(CALLER, ALL.where(filter))))
                .containsExactly(entry("filter", "Must have at most 23 values in all conditions"));
        with(limits -> limits.mostSearchedTexts(21).mostValues(24)).list(CALLER, ALL.where(filter));
    }

    @Test
    @Tag("3.75")
    @Tag("4.22")
    void what_a_policy_and_a_view_say_takes_nothing_of_the_limits() {
        Filter large = Filter.anyOf(texts(21)).and(COMPANY_ID.in(thousand()));
        Contacts contacts = Contacts.builder(new InMemoryContactRepository())
                .accessPolicy(FilterPolicy.toSee(large))
                .build();

        assertThat(contacts.where(large)
                        .list(CALLER, ALL.within(large).where(Filter.anyOf(texts(20))))
                        .total())
                .hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("4.23")
    void a_text_longer_than_its_field_is_found_nowhere(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        contacts.create(CALLER, c -> c.firstName("é".repeat(255)).customField("n", "é".repeat(4_000)));
        contacts.create(CALLER, c -> c.firstName("ﷺ".repeat(20)).customField("n", List.of("ﷺ".repeat(300), "x")));
        contacts.create(CALLER, c -> c.firstName("Ann").lastName("Lee").customField("n", 1));

        for (Filter found : List.of(
                FIRST_NAME.contains("E".repeat(255)),
                FIRST_NAME.startsWith("É".repeat(255)),
                custom("N").contains("E".repeat(4_000)),
                custom("n").endsWith("É".repeat(4_000)))) {
            assertThat(contacts.list(CALLER, ALL.where(found)).total()).hasValue(1);
            assertThat(contacts.list(CALLER, ALL.where(found.not())).total()).hasValue(2);
        }
        for (Filter never : List.of(
                FIRST_NAME.contains("E".repeat(256)),
                FIRST_NAME.startsWith("E".repeat(256)),
                FIRST_NAME.endsWith("E".repeat(256)),
                FIRST_NAME.contains("ﷺ".repeat(20)),
                LAST_NAME.contains("L".repeat(100_000)),
                custom("n").contains("E".repeat(4_001)),
                custom("n").startsWith("E".repeat(4_001)),
                custom("n").endsWith("ﷺ".repeat(300)))) {
            assertThat(contacts.list(CALLER, ALL.where(never)).total()).hasValue(0);
            assertThat(contacts.list(CALLER, ALL.where(never.not())).total()).hasValue(3);
            assertThat(contacts.list(CALLER, ALL.where(never.or(FIRST_NAME.is("Ann"))))
                            .total())
                    .hasValue(1);
        }
    }

    @Test
    @Tag("4.23")
    void a_text_longer_than_its_field_is_folded_no_further_than_the_field_reaches() {
        String huge = "ﷺ".repeat(300_000);

        assertThat(AllocatedBytes.of(() -> FIRST_NAME.contains(huge).violations()))
                .isLessThan(huge.length() * 10L);
        assertThat(AllocatedBytes.of(() -> FIRST_NAME.lessThan(huge).violations()))
                .isLessThan(huge.length() * 10L);
        assertThat(AllocatedBytes.of(() -> custom("n").contains(huge).violations()))
                .isLessThan(huge.length() * 10L);
    }

    @Test
    @Tag("4.24")
    void an_order_without_an_index_sorts_at_most_so_many_contacts() {
        InMemoryContactRepository store = new InMemoryContactRepository();
        insert(store, 5, i -> details(c -> c.firstName("Ann " + i).company((long) i)));
        Contacts three = Contacts.builder(store)
                .workLimits(WorkLimits.DEFAULT.mostSortedRows(3))
                .build();
        Contacts five = Contacts.builder(store)
                .workLimits(WorkLimits.DEFAULT.mostSortedRows(5))
                .build();
        ContactQuery sorted = ALL.sortBy(LAST_NAME.desc(), PHONE.asc());

        assertThat(errorsOf(() -> three.list(CALLER, sorted)))
                .containsExactly(entry("sort", "Must order at most 3 contacts: filter them, or sort by id"));
        assertThat(errorsOf(() -> three.list(CALLER, sorted.limit(1).withoutTotal())))
                .containsOnlyKeys("sort");
        assertThat(errorsOf(() -> three.stream(CALLER, sorted).count())).containsOnlyKeys("sort");
        assertThat(five.list(CALLER, sorted).data()).hasSize(5);
        assertThat(three.list(CALLER, sorted.where(COMPANY_ID.lessThan(3))).data())
                .hasSize(3);
        for (ContactQuery unbounded :
                List.of(ALL, ALL.sortBy(ID.desc()), sorted.limit(0), ContactQuery.of(ContactSearch.byName("ann")))) {
            assertThat(three.list(CALLER, unbounded).total()).hasValue(5);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("4.25")
    void a_call_that_has_run_out_of_time_fails_and_leaves_nothing_behind(Store store) {
        ContactRepository repository = store.fresh();
        Contacts patient = Contacts.over(repository);
        Contacts hasty = Contacts.builder(repository)
                .workLimits(WorkLimits.DEFAULT.deadline(Duration.ofNanos(1)))
                .build();
        Contact ann = patient.create(CALLER, c -> c.firstName("Ann"));
        List<BulkItem> items = List.of(BulkItem.delete(ann.id()));

        assertOutOfTime(() -> hasty.list(CALLER, ALL));
        assertOutOfTime(() -> hasty.list(CALLER, ContactQuery.of(ContactSearch.byName("ann"))));
        assertOutOfTime(() -> hasty.stream(CALLER, ALL).count());
        assertOutOfTime(() -> hasty.create(CALLER, c -> c.firstName("Bob")));
        assertOutOfTime(() -> hasty.patch(CALLER, ann.id(), c -> c.firstName("Anna")));
        assertOutOfTime(() -> hasty.delete(CALLER, ann.id()));
        assertOutOfTime(() -> hasty.bulk().allOrNothing(CALLER, items));
        List<BulkResult> failed = hasty.bulk().each(CALLER, items.stream()).results();
        assertThat(failed.get(0).error().orElseThrow())
                .hasMessage(WorkBudget.outOfTime().getMessage());

        assertThat(patient.list(CALLER, ALL).data()).containsExactly(ann);
        assertThat(hasty.get(CALLER, ann.id())).as("one contact is no work").isEqualTo(ann);
    }

    @Test
    @Tag("4.25")
    void each_page_of_a_stream_and_each_chunk_of_many_items_has_a_deadline_of_its_own() {
        Budgets store = new Budgets();
        Contacts contacts = Contacts.over(store);
        contacts.bulk().each(CALLER, IntStream.range(0, 1_001).mapToObj(WorkTest::creation), result -> {});

        assertThat(store.given).hasSize(2).doesNotHaveDuplicates();
        store.given.clear();
        assertThat(contacts.stream(CALLER, ALL).count()).isEqualTo(1_001);

        assertThat(store.given).hasSize(2).doesNotHaveDuplicates();
        assertThat(store.given)
                .allSatisfy(budget ->
                        assertThat(budget.remaining()).isPositive().isLessThan(WorkLimits.DEFAULT.deadline()));
    }

    @Test
    @Tag("4.25")
    void a_change_that_starts_again_gets_no_more_time() {
        Budgets store = new Budgets();
        Contacts contacts = Contacts.over(store);
        Contact ann = contacts.create(CALLER, c -> c.firstName("Ann"));
        store.given.clear();
        store.stale = 3;

        contacts.patch(CALLER, ann.id(), c -> c.firstName("Anna"));

        assertThat(store.given).hasSize(4);
        assertThat(store.given.stream().distinct()).hasSize(1);
    }

    @Test
    @Tag("4.25")
    void the_store_in_memory_looks_at_the_time_while_it_filters_and_while_it_sorts() {
        InMemoryContactRepository store = new InMemoryContactRepository();
        insert(store, 5_000, i -> details(c -> c.firstName("Ann " + i % 97)));
        ContactQuery filtered = ALL.where(FIRST_NAME.contains("ann 9"));
        ContactQuery sorted = ALL.sortBy(FIRST_NAME.asc());

        long toFilter = looks(
                budget -> store.list(ListRequest.of(ORGANIZATION, filtered).withBudget(budget)));
        long toSort =
                looks(budget -> store.list(ListRequest.of(ORGANIZATION, sorted).withBudget(budget)));

        assertThat(toFilter).isGreaterThan(20);
        assertThat(toSort).isGreaterThan(3 * toFilter);
        for (ContactQuery query : List.of(filtered, sorted)) {
            for (long ticks = 1;
                    ticks
                            < looks(budget -> store.list(
                                    ListRequest.of(ORGANIZATION, query).withBudget(budget)));
                    ticks += 7) {
                WorkBudget budget = ticking(ticks, new AtomicLong());
                assertOutOfTime(
                        () -> store.list(ListRequest.of(ORGANIZATION, query).withBudget(budget)));
            }
        }
    }

    @Test
    @Tag("4.25")
    void the_store_in_memory_looks_at_the_time_before_each_contact_whose_custom_fields_it_filters() {
        InMemoryContactRepository store = new InMemoryContactRepository();
        insert(store, 50, i -> details(c -> c.firstName("Ann").customField("Text", "a".repeat(4_000))));
        ContactQuery filtered = ALL.where(custom("Text").contains("b"));

        assertThat(looks(budget ->
                        store.list(ListRequest.of(ORGANIZATION, filtered).withBudget(budget))))
                .isGreaterThanOrEqualTo(50);
    }

    @Test
    @Tag("4.26")
    void a_field_is_folded_once_however_many_conditions_look_at_it() {
        InMemoryContactRepository store = new InMemoryContactRepository();
        insert(
                store,
                100,
                i -> details(c -> c.firstName("ế".repeat(254))
                        .lastName("ế".repeat(254))
                        .customField("Text", "ế".repeat(4_000))
                        .customField("Texts", List.of("ế".repeat(2_000), "ế".repeat(2_000)))));

        for (IntFunction<Filter> condition : List.<IntFunction<Filter>>of(
                i -> FIRST_NAME.contains("x" + i),
                i -> LAST_NAME.lessThan("a" + i),
                i -> custom("text").endsWith("x" + i),
                i -> custom(i % 2 == 0 ? "TEXT" : "text").lessThan("a" + i),
                i -> custom("Texts").contains("x" + i),
                i -> custom(i % 2 == 0 ? "text" : "Texts").startsWith("x" + i))) {
            long two = listed(store, ALL.where(Filter.anyOf(conditions(2, condition))));
            long many = listed(store, ALL.where(Filter.anyOf(conditions(200, condition))));
            assertThat(many).as(condition.apply(0).toString()).isLessThan(2 * two);
        }
        long search = listed(store, ContactQuery.of(ContactSearch.byName("ee")).limit(0));
        assertThat(listed(store, ContactQuery.of(ContactSearch.byName("ee"))))
                .as("a search that ranks")
                .isLessThan(2 * search);
        assertThat(listed(
                        store,
                        ContactQuery.of(ContactSearch.byName("ee"))
                                .where(FIRST_NAME.exists().and(LAST_NAME.contains("e")))
                                .within(FIRST_NAME.contains("e"))))
                .as("a search with filters")
                .isLessThan(2 * search);
        assertThat(listed(store, ALL.sortBy(FIRST_NAME.asc(), LAST_NAME.desc())))
                .as("a sort")
                .isLessThan(2 * search);
    }

    private static Contacts with(UnaryOperator<WorkLimits> change) {
        ContactsBuilder builder = Contacts.builder(new InMemoryContactRepository());
        return builder.workLimits(change.apply(WorkLimits.DEFAULT)).build();
    }

    private static List<Long> thousand() {
        return LongStream.range(0, 1_000).boxed().toList();
    }

    private static List<Filter> texts(int number) {
        return conditions(
                number,
                i -> i % 2 == 0 ? FIRST_NAME.contains("x" + i) : custom("n").startsWith("x" + i));
    }

    private static List<Filter> conditions(int number, IntFunction<Filter> condition) {
        return IntStream.range(0, number).mapToObj(condition).toList();
    }

    private static BulkItem creation(int number) {
        return BulkItem.create(c -> c.firstName("Ann " + number));
    }

    private static ContactDetails details(Consumer<ContactDetails.Builder> writes) {
        ContactDetails.Builder builder = ContactDetails.builder();
        writes.accept(builder);
        return builder.build();
    }

    private static void insert(ContactRepository store, int number, IntFunction<ContactDetails> details) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            changes.add(new Change.Insert(new NewContact(details.apply(i), null, NOW)));
        }
        store.write(ORGANIZATION, changes);
    }

    /** How many bytes a list takes that finds what it finds. */
    private static long listed(ContactRepository store, ContactQuery query) {
        return AllocatedBytes.of(() -> store.list(ORGANIZATION, query));
    }

    /** How often a call looks at its clock. */
    private static long looks(Consumer<WorkBudget> call) {
        AtomicLong clock = new AtomicLong();
        call.accept(ticking(Long.MAX_VALUE, clock));
        return clock.get();
    }

    /** A budget whose deadline comes after so many looks at it. */
    private static WorkBudget ticking(long looks, AtomicLong clock) {
        return WorkBudget.of(Duration.ofNanos(looks), Integer.MAX_VALUE, clock::getAndIncrement);
    }

    private static void assertOutOfTime(ThrowingCallable call) {
        Storage failure = catchThrowableOfType(Storage.class, call);
        assertThat(failure).hasMessage("The deadline of the call has passed");
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.outcome()).isEqualTo(Storage.Outcome.NOT_APPLIED);
    }

    /** Notes which budgets it is given, and finds some writes too late. */
    private static final class Budgets extends NaiveStore {
        private final List<WorkBudget> given = Collections.synchronizedList(new ArrayList<>());
        private int stale;

        @Override
        public Rows list(ListRequest request) {
            given.add(request.budget());
            return super.list(request);
        }

        @Override
        public WriteResult write(WriteRequest request) {
            given.add(request.budget());
            return stale-- > 0 ? WriteResult.stale(0) : super.write(request);
        }
    }
}
