package dev.contactbook.it.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.contactbook.domain.Contact;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangePositionTest {
    @Test
    void the_start_has_seen_nothing_and_is_the_empty_text() {
        assertThat(ChangePosition.START).hasToString("").isEqualTo(ChangePosition.parse(""));
        assertThat(ChangePosition.START.revision(0)).isZero();
        assertThat(ChangePosition.START.revision(Integer.MAX_VALUE)).isZero();
    }

    @Test
    void a_position_has_the_last_revision_of_each_stripe() {
        ChangePosition position =
                ChangePosition.START.after(7, 3).after(0, 12).after(7, 4).after(10, 1);

        assertThat(position).hasToString("0:12 7:4 10:1");
        assertThat(position.revision(0)).isEqualTo(12);
        assertThat(position.revision(7)).isEqualTo(4);
        assertThat(position.revision(8)).isZero();
    }

    @Test
    void the_last_stripe_and_the_last_revision_have_a_position() {
        ChangePosition last = ChangePosition.START.after(Integer.MAX_VALUE, 999_999_999_999_999_999L);

        assertThat(last).hasToString("2147483647:999999999999999999").isEqualTo(ChangePosition.parse(last.toString()));
    }

    @Test
    void a_position_says_which_stripes_it_has_seen() {
        ChangePosition position = ChangePosition.START.after(7, 3).after(0, 12);

        assertThat(position.stripes()).containsExactly(0, 7);
        assertThat(ChangePosition.START.stripes()).isEmpty();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> position.stripes().clear());
    }

    @Test
    void a_position_of_more_stripes_than_a_database_has_connections_is_read() {
        ChangePosition position = ChangePosition.START;
        for (int i = 0; i < 2_000; i++) {
            position = position.after(Integer.MAX_VALUE - i, 999_999_999_999_999_999L - i);
        }

        assertThat(ChangePosition.parse(position.toString())).isEqualTo(position);
    }

    @Test
    void a_position_does_not_change_with_those_made_from_it() {
        ChangePosition position = ChangePosition.START.after(0, 12);

        assertThat(position.after(0, 13)).hasToString("0:13");
        assertThat(position).hasToString("0:12");
        assertThat(ChangePosition.START).hasToString("");
    }

    @Test
    void positions_are_equal_if_the_same_was_seen() {
        ChangePosition position = ChangePosition.START.after(0, 12).after(7, 3);

        assertThat(position)
                .isEqualTo(ChangePosition.START.after(7, 3).after(0, 12))
                .hasSameHashCodeAs(ChangePosition.START.after(7, 3).after(0, 12))
                .isNotEqualTo(position.after(0, 13))
                .isNotEqualTo(position.after(8, 1))
                .isNotEqualTo(ChangePosition.START)
                .isNotEqualTo("0:12 7:3")
                .isNotEqualTo(null);
        assertThat(ChangePosition.START).doesNotHaveSameHashCodeAs(position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0:1", "0:12 7:3", "9:8 10:7", "2147483647:999999999999999999"})
    void what_it_writes_it_reads(String text) {
        assertThat(ChangePosition.parse(text)).hasToString(text);
        assertThat(ChangePosition.parse(ChangePosition.parse(text).toString())).isEqualTo(ChangePosition.parse(text));
    }

    @Test
    void a_position_of_hundreds_of_stripes_is_read_in_a_small_stack() throws InterruptedException {
        String text = stripes(1_000);
        ChangePosition[] read = new ChangePosition[1];

        Thread reader = new Thread(null, () -> read[0] = ChangePosition.parse(text), "reader", 64 * 1024);
        reader.start();
        reader.join();

        assertThat(read[0]).hasToString(text);
    }

    static List<String> hostileTexts() {
        return List.of(
                " ",
                "0",
                ":",
                "0:",
                ":1",
                "0:0",
                "0:-1",
                "-1:1",
                "+0:1",
                "0:+1",
                "00:1",
                "0:01",
                "2147483648:1",
                "9999999999:1",
                "10000000000:1",
                "0:1000000000000000000",
                "0:9223372036854775808",
                "0:1 ",
                " 0:1",
                "0:1  1:1",
                "0:1\n",
                "0:1\t1:1",
                "0:1,1:1",
                "0:1\u00a01:1",
                "0:1:2",
                "0:1 0:2",
                "0:1 0:1",
                "1:1 0:1",
                "0:1 x",
                "x 0:1",
                "0:1.0",
                "0:1e3",
                "0x1:1",
                "0:\u0661",
                "\uff10:1",
                "0:1\u0000",
                "null",
                "0:1; drop table contact",
                stripes(140_000),
                "0:1" + " 0:1".repeat(2_499),
                "1".repeat(10_000),
                " ".repeat(10_000),
                "0:1" + " ".repeat(1_000_000));
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void any_other_text_is_refused_without_being_repeated(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangePosition.parse(text))
                .withMessage("Not a position in the changes");
    }

    @ParameterizedTest
    @CsvSource({"-1,1", "0,0", "0,-1", "0,1000000000000000000", "-2147483648,1", "0,9223372036854775807"})
    void what_has_no_text_is_no_position(int stripe, long revision) {
        assertThatIllegalArgumentException().isThrownBy(() -> ChangePosition.START.after(stripe, revision));
    }

    @Test
    void an_answer_says_how_many_and_up_to_where_without_the_contacts() {
        assertThat(new Changes(List.of(Contact.builder(456, 1).build()), ChangePosition.START.after(0, 12)))
                .hasToString("1 up to 0:12");
    }

    private static String stripes(int number) {
        return IntStream.range(0, number).mapToObj(stripe -> stripe + ":1").collect(Collectors.joining(" "));
    }
}
