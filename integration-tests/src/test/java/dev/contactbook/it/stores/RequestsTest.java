package dev.contactbook.it.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.WorkBudget;
import dev.contactbook.spi.WriteRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private static final long ORGANIZATION = 456;
    private static final ContactQuery QUERY = ContactQuery.page().sortBy(ContactFields.FIRST_NAME.asc());
    private static final Contact ANN = Contact.builder(ORGANIZATION, 7).build();
    private static final WorkBudget BUDGET = WorkBudget.of(Duration.ofHours(1), 5);

    @Test
    void a_list_request_holds_the_place_of_a_cursor_and_not_the_cursor() {
        ListRequest request = ListRequest.of(ORGANIZATION, QUERY.after(QUERY.cursor(ORGANIZATION, ANN)));

        assertThat(request.query()).isEqualTo(QUERY);
        assertThat(request.query().after()).isEmpty();
        assertThat(request.start().orElseThrow().id()).isEqualTo(ANN.id());
        assertThat(request).hasToString("ListRequest[456, " + QUERY + ", from a place]");
        assertThat(ListRequest.of(ORGANIZATION, QUERY)).hasToString("ListRequest[456, " + QUERY + "]");
    }

    @Test
    void a_list_request_keeps_its_start_with_another_query_or_budget() {
        ContactQuery after = QUERY.after(QUERY.cursor(ORGANIZATION, ANN));
        ListRequest request = ListRequest.of(ORGANIZATION, after);

        ListRequest other = request.withQuery(after.limit(3)).withBudget(BUDGET);

        assertThat(other).isEqualTo(new ListRequest(ORGANIZATION, QUERY.limit(3), request.start(), BUDGET));
    }

    @Test
    void a_page_starts_at_a_place_or_skips_rows_but_not_both() {
        ListRequest request = ListRequest.of(ORGANIZATION, QUERY.after(QUERY.cursor(ORGANIZATION, ANN)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.withQuery(QUERY.skip(1)))
                .withMessage("A page starts at a place or skips rows, not both");
        assertThat(new ListRequest(ORGANIZATION, QUERY.skip(1), Optional.empty(), BUDGET).start())
                .isEmpty();
    }

    @Test
    void a_write_request_keeps_its_changes_whatever_becomes_of_the_list() {
        List<Change> changes = new ArrayList<>(List.of(new Change.Remove(ANN)));
        WriteRequest request = new WriteRequest(ORGANIZATION, 789L, Instant.EPOCH, changes, WorkBudget.UNBOUNDED);
        changes.clear();

        assertThat(request.changes()).hasSize(1);
        assertThat(request).hasToString("WriteRequest[456, 1 changes]");
        assertThat(request.withChanges(List.of()).withBudget(BUDGET))
                .isEqualTo(new WriteRequest(ORGANIZATION, 789L, Instant.EPOCH, List.of(), BUDGET));
    }

    @Test
    void a_write_request_of_a_job_names_no_user() {
        WriteRequest request = WriteRequest.of(ORGANIZATION, List.of());

        assertThat(request.userId()).isNull();
        assertThat(request.at().getNano() % 1_000_000).isZero();
    }
}
