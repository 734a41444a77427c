package dev.contactbook.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.contactbook.spi.ContactRepository;
import dev.contactbook.tck.ContactRepositoryContract;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The test of the tests: a store that breaks a rule of the contract fails the test of that rule, and no other. */
class ContractCatchesBrokenStoresTest {
    private static final Pattern RULE = Pattern.compile("rule_(\\d+)_(\\d+)_\\w+");

    @ParameterizedTest
    @EnumSource
    void a_broken_store_fails_exactly_the_rules_it_breaks(BrokenStore store) {
        Subject.store = store;

        Set<String> failed =
                EngineTestKit.engine("junit-jupiter")
                        .selectors(selectClass(Subject.class))
                        .execute()
                        .testEvents()
                        .failed()
                        .stream()
                        .map(ContractCatchesBrokenStoresTest::rule)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(failed).isEqualTo(store.rules());
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
    }
}
