package dev.contactbook.interchange.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The memory of a file's keys. */
class SeenKeysTest {
    /** Replays a run: -Dcontactbook.seed=… */
    private static final long SEED = Long.getLong("contactbook.seed", System.nanoTime());

    @Test
    @Tag("8.46")
    void a_key_has_the_line_that_had_it_first_in_less_than_two_places() {
        int count = 200_000;
        SeenKeys keys = new SeenKeys(SEED);
        for (int i = 1; i <= count; i++) {
            keys.add("key" + i, i);
            keys.add("key" + (i / 2 + 1), count + 1);
        }

        int wrong = 0;
        for (int i = 1; i <= count; i++) {
            wrong += keys.line("key" + i) == i && keys.line("other" + i) == 0 ? 0 : 1;
        }
        assertThat(wrong).as("seed %d", SEED).isZero();
        assertThat(keys.places()).isBetween(count, 2 * count);
    }
}
