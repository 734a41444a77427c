package dev.contactbook.interchange.vcard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.interchange.core.Bounds;
import dev.contactbook.interchange.core.ByteLines;
import dev.contactbook.interchange.core.Code;
import dev.contactbook.interchange.vcard.CardLines.RawCard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is held of a file of cards. */
class CardLinesTest {
    @Test
    @Tag("8.10")
    void of_lines_between_cards_as_much_is_held_as_of_a_property() throws IOException {
        String file = ("x".repeat(60_000) + "\n").repeat(100) + "BEGIN:VCARD\nFN:Ada\nEND:VCARD\n";
        CardLines cards = new CardLines(new ByteLines(
                new ByteArrayInputStream(file.getBytes(StandardCharsets.US_ASCII)), Bounds.CONTENT_LINE, true));

        RawCard between = cards.next();

        assertThat(between.problem()).isEqualTo(Code.NOT_A_CARD);
        assertThat(between.raw().stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(Bounds.CONTENT_LINE);
        assertThat(cards.next().problem()).isNull();
        assertThat(cards.next()).isNull();
    }
}
