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

    /** The statement of each length. */
    private final List<String> statements;

    /** Statements that begin and end so, around {@code from … }. */
    Ids(Dialect dialect, String start, String end) {
        this.statements = LENGTHS.stream()
                .map(length -> start + " " + (length == 1 ? FROM_ONE : dialect.contactsById(length)) + end)
                .toList();
    }

    /** The statements for these ids, as many as they need; a contact may come several times. */
    List<Fragment> of(long organizationId, List<Long> ids) {
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
        return new Fragment(statements.get(length), arguments);
    }
}
