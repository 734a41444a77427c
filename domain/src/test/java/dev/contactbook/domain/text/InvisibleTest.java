package dev.contactbook.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contract §2, what cannot be seen. */
class InvisibleTest {
    /**
     * The only ones that are neither format characters nor unassigned: fillers, selectors, joiners of marks, blanks.
     */
    private static final Set<Integer> OTHERS = IntStream.of(
                    0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFFA0)
            .boxed()
            .collect(Collectors.toSet());

    @Test
    @Tag("2.30")
    void every_format_character_cannot_be_seen_but_those_with_a_shape() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (Character.getType(c) == Character.FORMAT) {
                assertThat(Invisible.is(c)).as("%x", c).isEqualTo(!hasShape(c));
            }
        }
    }

    @Test
    @Tag("2.30")
    void nothing_else_cannot_be_seen_but_selectors_fillers_blanks_and_what_is_reserved_for_them() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            boolean isSelector = (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
            boolean isReserved = c == 0x2065 || (c >= 0xFFF0 && c <= 0xFFF8) || (c >= 0xE0000 && c <= 0xE0FFF);
            if (Character.getType(c) != Character.FORMAT) {
                assertThat(Invisible.is(c)).as("%x", c).isEqualTo(isSelector || isReserved || OTHERS.contains(c));
            }
        }
    }

    @Test
    @Tag("2.30")
    void what_cannot_be_seen_is_removed_wherever_it_is_and_the_rest_stays() {
        assertThat(Invisible.removedFrom("\u200Ba\uDB40\uDC41\uD83D\uDE00\u00ADb\u2800"))
                .isEqualTo("a\uD83D\uDE00b");
        assertThat(Invisible.removedFrom("\uFEFF\u2060")).isEmpty();
        assertThat(Invisible.removedFrom("\uDB40x\uDC41\u200E")).isEqualTo("\uDB40x\uDC41");
    }

    @Test
    @Tag("2.30")
    void the_halves_beside_them_are_not_joined() {
        assertThat(Invisible.removedFrom("a\uD83D\u200B\uDE00b")).isEqualTo("a\uD83D\u200B\uDE00b");
        assertThat(Invisible.removedFrom("\uD83D\u200B\uD83D\uDE00")).isEqualTo("\uD83D\uD83D\uDE00");
    }

    @Test
    @Tag("2.30")
    void a_text_without_them_is_not_copied() {
        for (String text : new String[] {"", "Ada", "Jos\u00E9", "\uD83D\uDE00 \u4E2D", "\uD800"}) {
            assertThat(Invisible.removedFrom(text)).isSameAs(text);
        }
    }

    /** Signs before numbers, notes between lines, and Egyptian quadrats. */
    private static boolean hasShape(int c) {
        return (c >= 0x0600 && c <= 0x0605)
                || (c >= 0x0890 && c <= 0x0891)
                || (c >= 0xFFF9 && c <= 0xFFFB)
                || (c >= 0x13430 && c <= 0x1343F)
                || Set.of(0x06DD, 0x070F, 0x08E2, 0x110BD, 0x110CD).contains(c);
    }
}
