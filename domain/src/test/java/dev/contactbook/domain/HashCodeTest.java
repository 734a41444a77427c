package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A set of values is as fast as their hash codes are different. */
class HashCodeTest {
    static Stream<Arguments> kinds() {
        return Stream.of(
                kind("Caller", i -> Caller.user(i).inOrganization(1)),
                kind("Contact", i -> Contact.builder(1, i).build()),
                kind("ContactDetails", i -> Samples.details(c -> c.firstName("n" + i))),
                kind("ContactPatch", i -> ContactPatch.of(c -> c.email("n" + i))),
                kind("ContactQuery", i -> ContactQuery.page().skip(i)),
                kind("ContactSearch", i -> ContactSearch.byEmail("n" + i)),
                kind("Cursor", i -> Cursor.of("c" + i)),
                kind("CustomField", i -> ContactFields.custom("n" + i)),
                kind("CustomFields", i -> CustomFields.of(Map.of("n" + i, true))),
                kind("CustomValue", i -> CustomValue.of("n" + i)),
                kind(
                        "Filter",
                        i -> ContactFields.ID
                                .is(i)
                                .and(ContactFields.custom("n" + i).is(i))
                                .not()),
                kind("Page", i -> Page.of(ContactQuery.page(), OptionalLong.of(i), Optional.empty(), List.of())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void equal_values_share_a_hash_code_and_few_others_do(String kind, IntFunction<Object> value) {
        List<Integer> codes = codes(value);

        assertThat(codes(value)).isEqualTo(codes);
        assertThat(codes.stream().distinct().count()).isGreaterThan(900);
    }

    private static List<Integer> codes(IntFunction<Object> value) {
        return IntStream.rangeClosed(1, 1_000)
                .mapToObj(i -> value.apply(i).hashCode())
                .toList();
    }

    private static Arguments kind(String name, IntFunction<Object> value) {
        return Arguments.of(name, value);
    }
}
