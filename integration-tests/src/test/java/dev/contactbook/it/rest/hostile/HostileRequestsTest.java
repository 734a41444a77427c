package dev.contactbook.it.rest.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.it.rest.Answer;
import dev.contactbook.it.rest.HostileRequest;
import dev.contactbook.it.rest.HostileWorld;
import dev.contactbook.it.rest.Log;
import dev.contactbook.it.support.Store;
import dev.contactbook.rest.Response;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of {@link HostileRequests} is answered as it says, and gives nothing away. */
class HostileRequestsTest {
    /** A world for each store, as long as nothing has changed in it. */
    private static final Map<Store, Untouched> UNTOUCHED = new EnumMap<>(Store.class);

    private record Untouched(HostileWorld world, Map<String, Object> state) {
        static Untouched over(Store store) {
            HostileWorld world = new HostileWorld(store.choosing());
            return new Untouched(world, world.state());
        }
    }

    @AfterAll
    static void closeStores() {
        UNTOUCHED.clear();
        Stream.of(Store.values()).forEach(Store::close);
    }

    static Stream<Arguments> requests() {
        return Stream.of(Store.values())
                .flatMap(store -> HostileRequests.table().stream().map(row -> Arguments.of(store, row)));
    }

    @ParameterizedTest(name = "{0}: {1}", autoCloseArguments = false)
    @MethodSource("requests")
    void a_request_is_answered_as_the_table_says(Store store, HostileRequest row) {
        Untouched untouched = UNTOUCHED.computeIfAbsent(store, Untouched::over);
        HostileWorld world = untouched.world();
        Map<String, Object> before = untouched.state();

        Response response;
        List<String> logged;
        try (Log log = new Log()) {
            response = world.endpoint().handle(row.request());
            logged = log.lines();
        }

        Map<String, Object> after = world.state();
        if (!after.equals(before)) {
            UNTOUCHED.remove(store);
        }
        Answer answer = Answer.of(response, row.isHead());
        assertThat(response.status()).as(answer.text()).isEqualTo(row.status());
        assertThat(logged).isEmpty();
        if (row.isRefused()) {
            assertThat(after).isEqualTo(before);
        }
        if (!row.mayShowTheSecret()) {
            assertThat(answer.text()).doesNotContainIgnoringCase(HostileWorld.SECRET);
            assertThat(after.get("organization 457")).isEqualTo(before.get("organization 457"));
        }
        if (row.status() == 405) {
            assertThat(response.headers()).containsEntry("Allow", row.allow());
        }
        if (!row.isHead()) {
            assertThat(answer.message()).isEqualTo(row.message());
            assertThat(answer.errors()).containsExactlyElementsOf(row.errors());
            row.fragments().forEach(fragment -> assertThat(answer.text()).contains(fragment));
        }
    }

    @Test
    void no_request_stands_in_the_table_twice() {
        List<String> names =
                HostileRequests.table().stream().map(HostileRequest::toString).toList();

        assertThat(names).hasSizeGreaterThan(150).doesNotHaveDuplicates();
    }
}
