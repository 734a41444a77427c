package dev.contactbook.benchmarks.groups;

import static dev.contactbook.benchmarks.databases.Databases.ME;

import dev.contactbook.api.Contacts;
import dev.contactbook.benchmarks.databases.Crowd;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.Sort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The most work that one request may be under the default limits, beside a search for one word in the same contacts.
 * None of them finds many contacts, so that what counts is the looking.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WorstRequests {
    /** Where the contacts are. */
    @Param
    public Crowd.Where store = Crowd.Where.MEMORY;

    /** What they are like. */
    @Param
    public Crowd.Kind contacts = Crowd.Kind.ORDINARY;

    /** What is asked. */
    @Param
    public Request request = Request.IN_EMAILS;

    private Contacts library = Crowd.NOBODY;
    private ContactQuery query = ContactQuery.page();

    /** For JMH. */
    public WorstRequests() {}

    /** Fills the store. Contenders share it. */
    @Setup
    public void fill() {
        library = Crowd.of(store, contacts).library();
        query = request.query();
    }

    /** What all are beside: a word that some have. */
    @Benchmark
    public Page<Contact> nameSearch() {
        return library.search(ME, ContactSearch.byName("maria").limit(10));
    }

    @Benchmark
    public Page<Contact> request() {
        return library.list(ME, query);
    }

    /** Requests with all that may be in one, each of one kind; and then of all kinds. */
    public enum Request {
        IN_EMAILS(where(Request.inEmails())),
        IN_IDS(where(Request.many(2, i -> ContactFields.ID.in(numbers(i))))),
        IN_TIMES(where(Request.many(
                2,
                i -> ContactFields.UPDATED_AT.in(
                        numbers(i).stream().map(Instant::ofEpochMilli).toList())))),
        IN_CUSTOM(where(Request.inCustom())),
        CONTAINS(where(Request.contains())),
        CONTAINS_LONG(where(Request.many(20, i -> ContactFields.EMAIL.contains("a".repeat(250) + i)))),
        CUSTOM_CONTAINS(where(Request.customContains(i -> "Text"))),
        CUSTOM_CONTAINS_EACH(where(Request.customContains(i -> "Field " + i))),
        COMPARISONS(where(Request.comparisons(200))),
        CUSTOM_COMPARISONS(
                where(Request.many(200, i -> ContactFields.custom("Text").lessThan(" " + i)))),
        UNKNOWN_CUSTOM(where(Request.many(
                200, i -> ContactFields.custom("x".repeat(96) + i).exists()))),
        SORT(ContactQuery.page().sortBy(Request.sorts())),
        SORT_TO_THE_END(ContactQuery.page().sortBy(Request.sorts()).skip(Crowd.CONTACTS - 10)),
        WORDS(ContactQuery.of(Request.words())),
        WORDS_AND_CUSTOM(ContactQuery.of(Request.words()).where(Request.customContains(i -> "Text"))),
        TWO_LETTERS(ContactQuery.of(ContactSearch.byName("an"))),
        EMAIL(ContactQuery.of(ContactSearch.byEmail("example"))),
        ALL(where(Request.all())),
        ALL_SORTED(where(Request.all().or(ContactFields.ID.exists())).sortBy(Request.sorts())),
        ALL_IN_A_SEARCH(ContactQuery.of(Request.words()).where(Request.all()));

        @SuppressWarnings("ImmutableEnumChecker") // no query ever changes
        private final ContactQuery query;

        Request(ContactQuery query) {
            this.query = query.limit(10);
        }

        ContactQuery query() {
            return query;
        }

        private static ContactQuery where(Filter filter) {
            return ContactQuery.page().where(filter);
        }

        private static Filter many(int conditions, IntFunction<Filter> condition) {
            return Filter.anyOf(
                    IntStream.range(0, conditions).mapToObj(condition).toList());
        }

        /** Numbers that no id is, and times before all. */
        private static List<Long> numbers(int start) {
            return IntStream.range(0, 1_000)
                    .mapToObj(i -> 1_000_000_000L + start * 1_000L + i)
                    .toList();
        }

        private static List<String> texts(int start) {
            return IntStream.range(0, 1_000)
                    .mapToObj(i -> "nobody" + start + "x" + i + "@example.com")
                    .toList();
        }

        private static Filter inEmails() {
            return many(2, i -> ContactFields.EMAIL.in(texts(i)));
        }

        private static Filter inCustom() {
            return many(2, i -> ContactFields.custom("Text").in(texts(i)));
        }

        private static Filter contains() {
            return many(20, i -> ContactFields.LAST_NAME.contains("q" + i));
        }

        private static Filter customContains(IntFunction<String> name) {
            return many(20, i -> ContactFields.custom(name.apply(i)).contains("q" + i));
        }

        private static Filter comparisons(int number) {
            return many(number, i -> ContactFields.FIRST_NAME.lessThan(" " + i));
        }

        /** 2,000 values, 20 texts to look for, and other conditions up to 200. */
        private static Filter all() {
            List<Filter> parts = new ArrayList<>();
            parts.add(ContactFields.EMAIL.in(texts(0)));
            parts.add(ContactFields.custom("Text").in(texts(1).subList(0, 820)));
            parts.add(many(10, i -> ContactFields.LAST_NAME.contains("q" + i)));
            parts.add(many(10, i -> ContactFields.custom("Text").contains("q" + i)));
            parts.add(comparisons(80));
            parts.add(many(80, i -> ContactFields.custom("Text").lessThan(" " + i)));
            return Filter.anyOf(parts);
        }

        /** Eight keys, most of them equal. */
        private static Sort[] sorts() {
            return Stream.of(
                            ContactFields.PHONE_COUNTRY_ISO,
                            ContactFields.PHONE_COUNTRY_CODE,
                            ContactFields.AVATAR_URL,
                            ContactFields.CHANNEL_WHATSAPP_WA_ID,
                            ContactFields.FIRST_NAME,
                            ContactFields.LAST_NAME,
                            ContactFields.PHONE,
                            ContactFields.EMAIL)
                    .map(field -> field.desc())
                    .toArray(Sort[]::new);
        }

        /** As many words as a term can have, all of which are in many names. */
        private static ContactSearch words() {
            return ContactSearch.byName(IntStream.range(0, 127)
                    .mapToObj(i -> "aeinor".substring(i % 6, i % 6 + 1))
                    .collect(Collectors.joining(" ")));
        }
    }
}
