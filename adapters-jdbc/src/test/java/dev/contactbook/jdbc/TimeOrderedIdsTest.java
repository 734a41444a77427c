package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.contactbook.jdbc.counters.Stripe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("2.29")
class TimeOrderedIdsTest {
    private static final Instant EPOCH = Instant.parse("2025-01-01T00:00:00Z");
    private static final long MAX = (1L << 53) - 1;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-26T10:00:00.123Z"));
    private final TimeOrderedIds ids = TimeOrderedIds.ofNode(7, now::get);

    @Test
    void an_id_is_the_time_the_node_and_a_counter() {
        long id = ids.next();

        assertThat(EPOCH.plusMillis(id >> 12)).isEqualTo(now.get());
        assertThat((id >> 7) & 31).isEqualTo(7);
    }

    @Test
    void ids_are_from_1_to_2_to_the_53rd_minus_1_whatever_time_it_is() {
        Instant last = EPOCH.plusMillis((1L << 41) - 1);

        for (Instant time : List.of(Instant.EPOCH, EPOCH.minusMillis(1), EPOCH, last)) {
            for (int node : List.of(0, 31)) {
                TimeOrderedIds each = TimeOrderedIds.ofNode(node, InstantSource.fixed(time));

                assertThat(LongStream.generate(each::next).limit(100)).allMatch(id -> id >= 1 && id <= MAX);
            }
        }
        assertThat(last).isBetween("2094-09-01T00:00:00Z", "2094-10-01T00:00:00Z");
    }

    @Test
    void by_the_systems_clock_ids_are_of_now() {
        Instant before = Instant.now();
        long id = TimeOrderedIds.ofNode(0).next();

        assertThat(EPOCH.plusMillis(id >> 12)).isBetween(before.minusMillis(1), Instant.now());
    }

    @Test
    void ids_go_on_where_the_clock_stands_or_steps_back_and_follow_it_again_when_it_has_caught_up() {
        Instant start = now.get();
        long first = ids.next();
        long second = ids.next();
        now.set(start.minusSeconds(3_600));
        long third = ids.next();
        now.set(start.plusMillis(1));
        long fourth = ids.next();

        assertThat(List.of(first, second, third, fourth)).isSorted().doesNotHaveDuplicates();
        assertThat(EPOCH.plusMillis(third >> 12)).isEqualTo(start);
        assertThat(EPOCH.plusMillis(fourth >> 12)).isEqualTo(now.get());
    }

    @Test
    void more_ids_than_a_millisecond_has_are_borrowed_from_the_next_ones() {
        List<Long> many = LongStream.generate(ids::next).limit(1_000).boxed().toList();

        assertThat(many).isSorted().doesNotHaveDuplicates().allMatch(id -> ((id >> 7) & 31) == 7);
        assertThat(Duration.between(now.get(), EPOCH.plusMillis(many.get(999) >> 12)))
                .isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void ids_that_are_seldom_asked_for_meet_all_stripes_evenly() {
        Random random = random();
        int[] met = new int[Stripe.COUNT];
        for (int i = 0; i < 100 * Stripe.COUNT; i++) {
            now.updateAndGet(time -> time.plusMillis(1 + random.nextInt(1_000)));
            met[Stripe.of(ids.next())]++;
        }

        assertThat(met).containsOnly(100);
    }

    @Test
    void ids_meet_all_stripes_evenly_and_ascend_whatever_the_clock_does() {
        Random random = random();
        int[] met = new int[Stripe.COUNT];
        long last = 0;
        for (int i = 0; i < 10_000 * Stripe.COUNT; i++) {
            if (random.nextInt(50) == 0) {
                now.updateAndGet(time -> time.plusMillis(random.nextInt(20) - 9));
            }
            long id = ids.next();
            assertThat(id).isGreaterThan(last);
            met[Stripe.of(id)]++;
            last = id;
        }

        assertThat(met).containsOnly(10_000);
    }

    @Test
    void all_nodes_at_once_never_give_the_same_id() {
        Set<Long> all = new HashSet<>();
        for (int node = 0; node < 32; node++) {
            TimeOrderedIds each = TimeOrderedIds.ofNode(node, InstantSource.fixed(now.get()));
            IntStream.range(0, 1_000).forEach(i -> all.add(each.next()));
        }

        assertThat(all).hasSize(32_000);
    }

    @Test
    void threads_at_once_never_get_the_same_id_and_each_gets_ascending_ones() throws Exception {
        TimeOrderedIds shared = TimeOrderedIds.ofNode(0);
        Callable<List<Long>> taker =
                () -> LongStream.generate(shared::next).limit(20_000).boxed().toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Set<Long> all = new HashSet<>();
            for (Future<List<Long>> taken : threads.invokeAll(Collections.nCopies(4, taker))) {
                assertThat(taken.get()).isSorted();
                all.addAll(taken.get());
            }

            assertThat(all).hasSize(80_000);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void after_the_last_id_there_are_none_and_a_clock_that_was_there_by_mistake_has_done_no_harm() {
        Instant start = now.get();
        for (Instant beyond : List.of(EPOCH.plusMillis(1L << 41), Instant.parse("+1000000-01-01T00:00:00Z"))) {
            now.set(beyond);
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(ids::next)
                    .withMessageContaining("2094");
        }
        now.set(start);
        assertThat(EPOCH.plusMillis(ids.next() >> 12)).isEqualTo(start);

        TimeOrderedIds last = TimeOrderedIds.ofNode(31, InstantSource.fixed(EPOCH.plusMillis((1L << 41) - 1)));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> IntStream.range(0, 1_000)
                        .forEach(i -> assertThat(last.next()).isLessThanOrEqualTo(MAX)))
                .withMessageContaining("2094");
    }

    @Test
    void a_node_is_a_number_from_0_to_31() {
        for (int node : List.of(-1, 32, Integer.MIN_VALUE, Integer.MAX_VALUE)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TimeOrderedIds.ofNode(node))
                    .withMessageContaining(String.valueOf(node));
        }
    }

    private static Random random() {
        long seed = new Random().nextInt(Integer.MAX_VALUE);
        System.out.println("seed=" + seed);
        return new Random(seed);
    }
}
