package dev.contactbook.jdbc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.argument.Argument;

/**
 * Contacts by their ids in SQL, in statements of few lengths: each number of ids is another text for the database to parse, so
 * they are filled up with the last one.
 */
final class Ids {
    private static final List<Integer> LENGTHS = List.of(1, 10, 100, 500);
    private static final int LONGEST = LENGTHS.get(LENGTHS.size() - 1);

    private static final String FROM_ONE = "from contactbook_contact where organization_id = ? and id = ?";

    /** What the dialect says for each length. */
    private final List<String> from;

    Ids(Dialect dialect) {
        this.from = LENGTHS.stream()
                .map(length -> length == 1 ? FROM_ONE : dialect.contactsById(length))
                .toList();
    }

    /** {@code from … } the contacts of these ids, in as many pieces as they need; one may come several times. */
    List<Fragment> from(long organizationId, List<Long> ids) {
        List<Fragment> pieces = new ArrayList<>();
        for (int start = 0; start < ids.size(); start += LONGEST) {
            pieces.add(piece(organizationId, ids.subList(start, Math.min(start + LONGEST, ids.size()))));
        }
        return pieces;
    }

    private Fragment piece(long organizationId, List<Long> ids) {
        int length = 0;
        while (LENGTHS.get(length) < ids.size()) {
            length++;
        }
        List<Argument> arguments = new ArrayList<>(LENGTHS.get(length) + 1);
        arguments.add(Bind.number(organizationId));
        ids.forEach(id -> arguments.add(Bind.number(id.longValue())));
        Argument last = arguments.get(arguments.size() - 1);
        arguments.addAll(Collections.nCopies(LENGTHS.get(length) - ids.size(), last));
        return new Fragment(from.get(length), arguments);
    }
}
