package dev.contactbook.it.stores;

import static java.util.Collections.disjoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.TagFilter.excludeTags;

import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ChangeFeedContract;
import dev.contactbook.tck.ContactRepositoryContract;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.Filter;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/**
 * The test of the tests: a store or a feed that breaks a rule of its contract fails the tests of that rule, and no
 * other.
 */
class ContractCatchesBrokenStoresTest {
    /** What loses a race does so sooner or later, not each time. */
    private static final int MOST_RUNS = 20;

    /** The rules of stores that the contract tests by races. They find nothing in a store that breaks other rules. */
    private static final Set<String> BY_RACES = Set.of("3.15", "4.6", "4.13");

    private static final Pattern RULE = Pattern.compile("rule_(\\d+)_(\\d+)_\\w+");

    @ParameterizedTest
    @EnumSource
    void a_broken_store_fails_exactly_the_rules_it_breaks(BrokenStore store) {
        Subject.store = store;

        boolean races = store == BrokenStore.NOTHING_WRONG || !disjoint(store.rules(), BY_RACES);
        Filter<?>[] filters = races ? new Filter<?>[0] : new Filter<?>[] {excludeTags("race")};
        assertThat(failed(Subject.class, store.rules(), filters)).isEqualTo(store.rules());
    }

    @ParameterizedTest
    @EnumSource
    void a_broken_feed_fails_exactly_the_rules_it_breaks(BrokenFeed feed) {
        FeedSubject.feed = feed;

        assertThat(failed(FeedSubject.class, feed.rules())).isEqualTo(feed.rules());
    }

    /** The rules that fail in some runs, until they are the expected ones. */
    private static Set<String> failed(Class<?> subject, Set<String> expected, Filter<?>... filters) {
        Set<String> failed = new TreeSet<>();
        int runs = 0;
        do {
            EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(subject))
                    .filters(filters)
                    .execute()
                    .testEvents()
                    .failed()
                    .stream()
                    .map(ContractCatchesBrokenStoresTest::rule)
                    .forEach(failed::add);
            runs++;
        } while (!failed.equals(expected) && runs < MOST_RUNS);
        return failed;
    }

    private static String rule(Event failed) {
        Matcher rule = RULE.matcher(failed.getTestDescriptor().getDisplayName());
        return rule.find() ? rule.group(1) + "." + rule.group(2) : failed.toString();
    }

    /** The contract, run on whichever store is being looked at. */
    static class Subject extends ContactRepositoryContract {
        static BrokenStore store = BrokenStore.NOTHING_WRONG;

        @Override
        protected ContactRepository emptyRepository() {
            return store.make();
        }

        @Override
        protected boolean useUniqueEmails(ContactRepository repository, long organizationId, boolean on) {
            ((NaiveStore) repository).useUniqueEmails(organizationId, on);
            return true;
        }
    }

    /** The contract of feeds, run on whichever is being looked at. */
    static class FeedSubject extends ChangeFeedContract<NaiveFeed> {
        static BrokenFeed feed = BrokenFeed.NOTHING_WRONG;

        @Override
        protected NaiveFeed emptyStore() {
            return feed.make();
        }
    }
}
