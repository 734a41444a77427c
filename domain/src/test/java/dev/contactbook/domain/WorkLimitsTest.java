package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contract §4, work: what hosts set. */
class WorkLimitsTest {
    @Test
    void each_limit_is_set_for_itself() {
        WorkLimits limits = WorkLimits.DEFAULT
                .mostValues(1)
                .mostSearchedTexts(2)
                .mostSortedRows(3)
                .deadline(Duration.ofMillis(4));

        assertThat(limits)
                .hasToString("WorkLimits[mostValues=1, mostSearchedTexts=2, mostSortedRows=3, deadline=PT0.004S]");
        assertThat(limits.mostValues()).isEqualTo(1);
        assertThat(limits.mostSearchedTexts()).isEqualTo(2);
        assertThat(limits.mostSortedRows()).isEqualTo(3);
        assertThat(limits.deadline()).isEqualTo(Duration.ofMillis(4));
        assertThat(WorkLimits.DEFAULT)
                .hasToString(
                        "WorkLimits[mostValues=2000, mostSearchedTexts=20, mostSortedRows=200000, deadline=PT10S]");
    }

    @Test
    void they_are_equal_if_each_is() {
        WorkLimits same = WorkLimits.DEFAULT.mostValues(5).mostValues(2_000);

        assertThat(same).isEqualTo(WorkLimits.DEFAULT).hasSameHashCodeAs(WorkLimits.DEFAULT);
        Samples.assertAllDiffer(
                same,
                same.mostValues(5),
                same.mostSearchedTexts(5),
                same.mostSortedRows(5),
                same.deadline(Duration.ofSeconds(5)));
    }

    @Test
    void none_of_them_is_nothing() {
        for (int tooFew : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> WorkLimits.DEFAULT.mostValues(tooFew))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> WorkLimits.DEFAULT.mostSearchedTexts(tooFew))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> WorkLimits.DEFAULT.mostSortedRows(tooFew))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (Duration none : List.of(Duration.ZERO, Duration.ofNanos(-1))) {
            assertThatThrownBy(() -> WorkLimits.DEFAULT.deadline(none)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void values_are_counted_as_they_were_written() {
        WorkLimits two = WorkLimits.DEFAULT.mostValues(2);
        CustomField size = ContactFields.custom("size");
        Filter typed = size.in(List.of("5", 5)).and(size.lessThan("7").or(size.lessThan(7)));

        assertThat(two.violations(ContactQuery.page().where(typed))).isEmpty();
        assertThat(two.violations(ContactQuery.page().where(typed.not()))).isEmpty();
        assertThat(two.violations(ContactQuery.page().where(typed.and(ContactFields.ID.exists()))))
                .isEmpty();
        assertThat(two.violations(ContactQuery.page().where(typed.and(ContactFields.ID.is(1)))))
                .extracting(Violation::code)
                .containsExactly("filter_all_values");
    }
}
