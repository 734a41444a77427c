package dev.contactbook.jdbc;

import dev.contactbook.domain.Contact;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.argument.Argument;

/**
 * What changed since a position, by one statement where a database can: of each {@link Stripe} a range of the index by revision.
 *
 * <p>The changes that each stripe has waited with longest come first, so that a busy one keeps no other waiting.
 */
final class ChangesSql {
    private final Dialect dialect;
    private final List<String> ofStripes;
    private final String ofAll;

    ChangesSql(Dialect dialect) {
        this.dialect = dialect;
        this.ofStripes = IntStream.range(0, Stripe.COUNT)
                .mapToObj(stripe -> ofStripe(dialect, stripe))
                .toList();
        this.ofAll = ofStripes.stream()
                .map(sql -> "(" + sql + ")")
                .collect(Collectors.joining(
                        " union all ",
                        "select " + ContactTable.readColumns(dialect) + ", stripe, rev from (",
                        ") changes order by distance, stripe fetch first ? rows only"));
    }

    /** The changes of one stripe in their order; asks for the revision, the organization, the revision again and the limit. */
    static String ofStripe(Dialect dialect, int stripe) {
        return "select " + ContactTable.readColumns(dialect) + ", stripe, rev, rev - ? as distance"
                + " from contactbook_contact where organization_id = ? and stripe = " + stripe + " and rev > ?"
                + " order by organization_id, stripe, rev fetch first ? rows only";
    }

    /** By one statement. */
    Changes read(Connection connection, long organizationId, ChangePosition position, int limit) throws SQLException {
        List<Argument> arguments = new ArrayList<>();
        for (int stripe = 0; stripe < Stripe.COUNT; stripe++) {
            arguments.add(Bind.number(position.revision(stripe)));
            arguments.add(Bind.number(organizationId));
            arguments.add(Bind.number(position.revision(stripe)));
            arguments.add(Bind.number((long) limit));
        }
        arguments.add(Bind.number((long) limit));
        List<Changed> changed = Sql.query(connection, new Fragment(ofAll, arguments), this::changed);
        return changes(changed, position);
    }

    /** The same by a statement for each stripe, which are to see one instant. */
    Changes readOneByOne(Connection connection, long organizationId, ChangePosition position, int limit)
            throws SQLException {
        List<Changed> changed = new ArrayList<>();
        for (int stripe = 0; stripe < Stripe.COUNT; stripe++) {
            Fragment statement = Fragment.of(
                    ofStripes.get(stripe),
                    Bind.number(position.revision(stripe)),
                    Bind.number(organizationId),
                    Bind.number(position.revision(stripe)),
                    Bind.number((long) limit));
            changed.addAll(Sql.query(connection, statement, this::changed));
        }
        changed.sort(Comparator.<Changed>comparingLong(each -> each.rev() - position.revision(each.stripe()))
                .thenComparingInt(Changed::stripe));
        return changes(changed.subList(0, Math.min(limit, changed.size())), position);
    }

    private static Changes changes(List<Changed> changed, ChangePosition position) {
        ChangePosition next = position;
        for (Changed each : changed) {
            next = next.after(each.stripe(), each.rev());
        }
        return new Changes(changed.stream().map(Changed::contact).toList(), next);
    }

    private Changed changed(ResultSet row) throws SQLException {
        return new Changed(
                ContactTable.read(dialect, row),
                row.getInt(ContactTable.READ_COUNT + 1),
                row.getLong(ContactTable.READ_COUNT + 2));
    }

    private record Changed(Contact contact, int stripe, long rev) {}
}
