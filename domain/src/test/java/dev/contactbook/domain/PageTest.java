package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Contract §3, list: limit, skip and total. */
class PageTest {
    private static final ContactQuery QUERY = ContactQuery.page().limit(5).skip(2);
    private static final Optional<Cursor> NEXT = Optional.of(Cursor.of("x"));

    @Test
    void a_page_repeats_the_numbers_of_its_query() {
        Page<String> page = Page.of(QUERY, OptionalLong.of(9), Optional.empty(), List.of("a", "b"));

        assertThat(page.limit()).isEqualTo(5);
        assertThat(page.skip()).isEqualTo(2);
        assertThat(page.total()).hasValue(9);
        assertThat(page.data()).containsExactly("a", "b");
        assertThat(page.next()).isEmpty();
        assertThat(Page.of(QUERY, OptionalLong.of(9), NEXT, List.of()).next()).isEqualTo(NEXT);
        assertThat(Page.of(QUERY.withoutTotal(), OptionalLong.empty(), Optional.empty(), List.of())
                        .total())
                .isEmpty();
    }

    @Test
    void the_rows_cannot_be_changed_from_either_side() {
        List<String> rows = new ArrayList<>(List.of("a"));
        Page<String> page = Page.of(QUERY, OptionalLong.of(1), Optional.empty(), rows);

        rows.add("b");

        assertThat(page.data()).containsExactly("a");
        assertThatThrownBy(() -> page.data().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> page.map(String::length).data().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void other_rows_leave_the_numbers_alone() {
        Page<String> page = Page.of(QUERY, OptionalLong.of(9), NEXT, List.of("a", "bcd"));

        assertThat(page.map(String::length)).isEqualTo(Page.of(QUERY, OptionalLong.of(9), NEXT, List.of(1, 3)));
    }

    @Test
    void pages_are_equal_if_numbers_and_rows_are() {
        Samples.assertAllDiffer(
                Page.of(QUERY, OptionalLong.of(1), Optional.empty(), List.of("a")),
                Page.of(QUERY, OptionalLong.of(1), Optional.empty(), List.of("b")),
                Page.of(QUERY, OptionalLong.of(2), Optional.empty(), List.of("a")),
                Page.of(QUERY, OptionalLong.empty(), Optional.empty(), List.of("a")),
                Page.of(QUERY.limit(6), OptionalLong.of(1), Optional.empty(), List.of("a")),
                Page.of(QUERY.skip(3), OptionalLong.of(1), Optional.empty(), List.of("a")),
                Page.of(QUERY, OptionalLong.of(1), NEXT, List.of("a")));
        assertThat(Page.of(QUERY, OptionalLong.of(1), Optional.empty(), List.of("a")))
                .isEqualTo(Page.of(QUERY, OptionalLong.of(1), Optional.empty(), List.of("a")))
                .hasSameHashCodeAs(Page.of(QUERY, OptionalLong.of(1), Optional.empty(), List.of("a")));
    }

    @Test
    void to_string_tells_the_numbers_without_the_rows() {
        assertThat(Page.of(QUERY, OptionalLong.of(9), Optional.empty(), List.of("Jane")))
                .hasToString("Page[total=9, limit=5, skip=2, rows=1]");
        assertThat(Page.of(QUERY, OptionalLong.empty(), Optional.empty(), List.of()))
                .hasToString("Page[total=unknown, limit=5, skip=2, rows=0]");
        assertThat(Page.of(QUERY, OptionalLong.of(9), NEXT, List.of("Jane")))
                .hasToString("Page[total=9, limit=5, skip=2, rows=1, more follow]");
    }
}
