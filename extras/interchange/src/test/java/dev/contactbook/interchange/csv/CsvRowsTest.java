package dev.contactbook.interchange.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.interchange.core.Bounds;
import dev.contactbook.interchange.core.ByteLines;
import dev.contactbook.interchange.core.Code;
import dev.contactbook.interchange.core.LineDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How much of a file is held for one row. */
class CsvRowsTest {
    /** What a reader of lines reads ahead. */
    private static final int BUFFER = 1 << 14;

    private ByteArrayInputStream in = new ByteArrayInputStream(new byte[0]);

    private CsvRows rows(String text) {
        in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return new CsvRows(new ByteLines(in, Bounds.ROW, false), new LineDecoder(LineDecoder.WINDOWS_1252), ',');
    }

    @Test
    @Tag("8.40")
    void a_quote_that_is_never_closed_holds_no_more_lines_than_a_row_may_have() throws IOException {
        int blanks = 1_000_000;
        CsvRows rows = rows("\"open" + "\n".repeat(blanks) + "Bo,West\n");

        Row open = Objects.requireNonNull(rows.next());

        assertThat(open.problem()).isEqualTo(Code.CELL_QUOTES);
        assertThat(blanks - in.available()).isLessThan(Bounds.ROW_LINES + 2 * BUFFER);
        assertThat(Objects.requireNonNull(rows.next()).cells()).containsExactly("Bo", "West");
        assertThat(rows.next()).isNull();
    }

    @Test
    @Tag("8.40")
    void line_ends_count_as_characters_of_a_row() throws IOException {
        int lines = Bounds.ROW_LINES - 300;
        int length = Bounds.ROW / lines - 1;
        CsvRows rows = rows("\"" + ("x".repeat(length) + "\r\n").repeat(lines) + "\",y\n");

        assertThat(Objects.requireNonNull(rows.next()).problem()).isEqualTo(Code.CELL_QUOTES);
    }

    @Test
    @Tag("8.40")
    void a_row_has_twenty_thousand_lines_and_not_one_more() throws IOException {
        String most = "\"x" + "\n".repeat(Bounds.ROW_LINES) + "\",y\n";

        assertThat(Objects.requireNonNull(rows(most).next()).problem()).isNull();
        assertThat(Objects.requireNonNull(rows(most.replace("x", "x\n")).next()).problem())
                .isEqualTo(Code.CELL_QUOTES);
    }

    @Test
    @Tag("8.3")
    void a_byte_order_mark_before_a_row_is_of_a_file_that_was_joined() throws IOException {
        CsvRows rows = rows("a,b\n\uFEFF\"c\",d\n\"\uFEFFe\",\"f\n\uFEFFg\"\n");

        assertThat(Objects.requireNonNull(rows.next()).cells()).containsExactly("a", "b");
        assertThat(Objects.requireNonNull(rows.next()).cells()).containsExactly("c", "d");
        assertThat(Objects.requireNonNull(rows.next()).cells()).containsExactly("\uFEFFe", "f\n\uFEFFg");
    }
}
