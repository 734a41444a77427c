package dev.contactbook.jdbc.read;

import dev.contactbook.domain.Contact;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.ContactTable;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.argument.Argument;

/**
 * What changed since a position: of each stripe whose counter says that there is something new a range of the index by
 * revision.
 *
 * <p>The changes that each stripe has waited with longest come first, so that a busy one keeps no other waiting.
 *
 * <p>A change moves its contact to the stripe that it was counted in, with a revision that is larger than all that were
 * committed there. So for every position of a reader, the contact comes after it in the new stripe, and is no longer in
 * the old one.
 */
public final class ChangesSql {
    private static final String STRIPE_AND_REV = ", stripe, rev";

    private final Dialect dialect;
    private final String counters;
    private final String ofStripe;
    private final String ofAll;

    public ChangesSql(Dialect dialect) {
        this.dialect = dialect;
        this.counters = dialect.tables().sql("select stripe, rev from contactbook_counter where organization_id = ?");
        this.ofStripe = ofStripe(dialect);
        this.ofAll = dialect.tables()
                .sql("select c.* from contactbook_counter k"
                        + " left join unnest(?, ?) seen (stripe, rev) on seen.stripe = k.stripe"
                        + " cross join lateral (select " + ContactTable.readColumns(dialect) + ", c.stripe, c.rev"
                        + " from contactbook_contact c where c.organization_id = k.organization_id and c.stripe = k.stripe"
                        + " and c.rev > coalesce(seen.rev, 0)"
                        + " order by c.organization_id, c.stripe, c.rev fetch first ? rows only) c"
                        + " where k.organization_id = ? and k.rev > coalesce(seen.rev, 0)"
                        + " order by c.rev - coalesce(seen.rev, 0), c.stripe fetch first ? rows only");
    }

    /** The changes of one stripe in their order. Asks for the organization, the stripe, the revision and the limit. */
    public static String ofStripe(Dialect dialect) {
        return "select " + ContactTable.readColumns(dialect) + STRIPE_AND_REV + " from "
                + dialect.tables().contacts() + " where organization_id = ? and stripe = ?"
                + " and rev > ? order by organization_id, stripe, rev fetch first ? rows only";
    }

    /** By one statement. */
    public Changes read(Connection connection, long organizationId, ChangePosition position, int limit)
            throws SQLException {
        List<Integer> stripes = List.copyOf(position.stripes());
        SqlFragment statement = SqlFragment.of(
                ofAll,
                SqlValues.array("integer", stripes.toArray()),
                SqlValues.numbers(stripes.stream().map(position::revision).toList()),
                SqlValues.number((long) limit),
                SqlValues.number(organizationId),
                SqlValues.number((long) limit));
        return changes(SqlRunner.query(connection, statement, this::changed), position);
    }

    /** The same by a statement for the counters and one for each stripe, which are to see one instant. */
    public Changes readOneByOne(Connection connection, long organizationId, ChangePosition position, int limit)
            throws SQLException {
        Argument organization = SqlValues.number(organizationId);
        List<Integer> news = new ArrayList<>();
        SqlRunner.query(
                connection,
                SqlFragment.of(counters, organization),
                row -> row.getLong(2) > position.revision(row.getInt(1)) && news.add(row.getInt(1)));
        List<Changed> changed = new ArrayList<>();
        for (Integer stripe : news) {
            SqlFragment statement = SqlFragment.of(
                    ofStripe,
                    organization,
                    SqlValues.number((long) stripe),
                    SqlValues.number(position.revision(stripe)),
                    SqlValues.number((long) limit));
            changed.addAll(SqlRunner.query(connection, statement, this::changed));
        }
        changed.sort(Comparator.<Changed>comparingLong(each -> each.rev() - position.revision(each.stripe()))
                .thenComparingInt(Changed::stripe));
        return changes(changed.subList(0, Math.min(limit, changed.size())), position);
    }

    /**
     * In a transaction of the host's that sees several instants a contact can be met in the stripe that it leaves, and
     * then in the one that it comes to: it is told once, as it is there.
     */
    private static Changes changes(List<Changed> changed, ChangePosition position) {
        Map<Long, Contact> contacts = new LinkedHashMap<>();
        Map<Integer, Long> last = new TreeMap<>();
        for (Changed each : changed) {
            contacts.merge(each.contact().id(), each.contact(), ChangesSql::later);
            last.merge(each.stripe(), each.rev(), Math::max);
        }
        ChangePosition next = position;
        for (Map.Entry<Integer, Long> stripe : last.entrySet()) {
            next = next.after(stripe.getKey(), stripe.getValue());
        }
        Collection<Contact> told = contacts.values();
        return new Changes(List.copyOf(told), next);
    }

    private static Contact later(Contact one, Contact other) {
        return one.version() < other.version() ? other : one;
    }

    private Changed changed(ResultSet row) throws SQLException {
        return new Changed(
                ContactTable.read(dialect, row),
                row.getInt(ContactTable.READ_COUNT + 1),
                row.getLong(ContactTable.READ_COUNT + 2));
    }

    private record Changed(Contact contact, int stripe, long rev) {}
}
