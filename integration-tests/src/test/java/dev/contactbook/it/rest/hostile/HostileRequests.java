package dev.contactbook.it.rest.hostile;

import dev.contactbook.it.rest.HostileRequest;
import java.util.List;
import java.util.stream.Stream;

/**
 * Requests that no client should send, and their answers (contract §5, §7). Beside them are requests that are nearly
 * the same and succeed: they show where the line is. {@link dev.contactbook.it.rest.HostileWorld} lists the contacts
 * and users.
 */
final class HostileRequests {
    private HostileRequests() {}

    static List<HostileRequest> table() {
        return Stream.of(
                        RouteRequests.table(),
                        CredentialRequests.table(),
                        PageRequests.table(),
                        CursorRequests.table(),
                        QueryRequests.table(),
                        FilterRequests.table(),
                        BodyRequests.table(),
                        ContactRequests.table(),
                        UniqueEmailRequests.table(),
                        SearchRequests.table(),
                        InjectionRequests.table(),
                        TwoMistakes.table())
                .flatMap(List::stream)
                .toList();
    }
}
