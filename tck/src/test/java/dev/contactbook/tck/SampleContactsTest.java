package dev.contactbook.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.contactbook.domain.ColumnField;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The samples are what the contract takes them for: a field that they forget is one that no store is tested for. */
class SampleContactsTest {
    private final Contact one = SampleContacts.fullAndDeleted(456, 1, 1);
    private final Contact two = SampleContacts.fullAndDeleted(457, 2, 2);

    @Test
    void every_field_has_a_value_of_its_own() {
        assertAll(ContactFields.all().stream()
                .filter(field -> field != ContactFields.SYSTEM_TYPE && field != ContactFields.VERSION)
                .map(field -> () -> {
                    assertNotNull(field.of(one), field::name);
                    assertNotEquals(field.of(one), field.of(two), field::name);
                }));
    }

    @Test
    void every_accessor_of_a_contact_has_a_value() {
        assertAll(Stream.of(Contact.class, ContactDetails.class)
                .flatMap(type -> Stream.of(type.getMethods())
                        .filter(method -> method.getDeclaringClass() == type && method.getParameterCount() == 0)
                        .map(method -> () -> assertNotNull(value(method), method::toString))));
    }

    @Test
    void every_sample_is_valid() {
        assertAll(IntStream.range(0, 10)
                .mapToObj(number -> () ->
                        assertEquals(List.of(), SampleContacts.full(number).violations())));
    }

    @Test
    void details_of_a_larger_number_sort_later_by_every_text_and_id() {
        assertAll(ContactFields.writable().stream()
                .filter(ColumnField.class::isInstance)
                .map(field -> () -> assertSortsLater(field)));
    }

    private void assertSortsLater(ContactField<?> field) {
        var column = (ColumnField<?>) field;
        List<Contact> sorted = Stream.of(two, one)
                .sorted(ContactQuery.page().sortBy(column.asc()).order())
                .toList();
        assertEquals(List.of(one, two), sorted, field::name);
    }

    private Object value(Method accessor) throws ReflectiveOperationException {
        return accessor.invoke(accessor.getDeclaringClass() == Contact.class ? one : one.details());
    }
}
