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
import java.util.SortedMap;
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
    private final String allCounters;
    private final String ofStripe;
    private final String ofAll;

    public ChangesSql(Dialect dialect) {
        this.dialect = dialect;
        this.counters = dialect.tables().sql("select stripe, rev from contactbook_counter where organization_id = ?");
        this.allCounters =
                dialect.tables().sql("select organization_id, stripe, rev from contactbook_counter where rev > 0");
        this.ofStripe = ofStripe(dialect);
        this.ofAll = dialect.tables()
                .sql("with k as (select k.organization_id, k.stripe, k.rev, coalesce(seen.rev, 0) seen"
                        + " from contactbook_counter k"
                        + " left join unnest(?, ?) seen (stripe, rev) on seen.stripe = k.stripe"
                        + " where k.organization_id = ? and k.rev > coalesce(seen.rev, 0)),"
                        + " c as (select c.* from k"
                        + " cross join lateral (select " + ContactTable.readColumns(dialect) + ", c.stripe, c.rev"
                        + " from contactbook_contact c where c.organization_id = k.organization_id"
                        + " and c.stripe = k.stripe and c.rev > k.seen"
                        + " order by c.organization_id, c.stripe, c.rev fetch first ? rows only) c"
                        + " order by c.rev - k.seen, c.stripe fetch first ? rows only)"
                        + " select c.*, k.stripe, k.rev from k left join c on c.stripe = k.stripe"
                        + " order by c.rev - k.seen, k.stripe");
    }

    /** The changes of one stripe in their order. Asks for the organization, the stripe, the revision and the limit. */
    public static String ofStripe(Dialect dialect) {
        return "select " + ContactTable.readColumns(dialect) + STRIPE_AND_REV + " from "
                + dialect.tables().contacts() + " where organization_id = ? and stripe = ?"
                + " and rev > ? order by organization_id, stripe, rev " + dialect.first("?");
    }

    /** By one statement. */
    public Changes read(Connection connection, long organizationId, ChangePosition position, int limit)
            throws SQLException {
        List<Integer> stripes = List.copyOf(position.stripes());
        SqlFragment statement = SqlFragment.of(
                ofAll,
                SqlValues.array("integer", stripes.toArray()),
                SqlValues.numbers(stripes.stream().map(position::revision).toList()),
                SqlValues.number(organizationId),
                SqlValues.number((long) limit),
                SqlValues.number((long) limit));
        Map<Integer, Long> news = new TreeMap<>();
        List<Changed> changed = new ArrayList<>();
        SqlRunner.each(connection, statement, row -> {
            news.put(row.getInt(ContactTable.READ_COUNT + 3), row.getLong(ContactTable.READ_COUNT + 4));
            if (row.getLong(ContactTable.READ_COUNT + 2) > 0) { // else a stripe that its last contacts have left
                changed.add(changed(row));
            }
            return true;
        });
        return changes(changed, position, limit, news);
    }

    /** The last revision of each stripe of all organizations, by one statement. */
    public SortedMap<Long, ChangePosition> ends(Connection connection) throws SQLException {
        SortedMap<Long, Map<Integer, Long>> revisions = new TreeMap<>();
        SqlRunner.each(connection, SqlFragment.of(allCounters), row -> {
            revisions
                    .computeIfAbsent(row.getLong(1), organization -> new TreeMap<>())
                    .put(row.getInt(2), row.getLong(3));
            return true;
        });
        SortedMap<Long, ChangePosition> ends = new TreeMap<>();
        revisions.forEach((organization, ofStripes) -> ends.put(organization, ChangePosition.of(ofStripes)));
        return ends;
    }

    /** The same by a statement for the counters and one for each stripe, which are to see one instant. */
    public Changes readOneByOne(Connection connection, long organizationId, ChangePosition position, int limit)
            throws SQLException {
        Argument organization = SqlValues.number(organizationId);
        Map<Integer, Long> news = new TreeMap<>();
        SqlRunner.each(connection, SqlFragment.of(counters, organization), row -> {
            if (row.getLong(2) > position.revision(row.getInt(1))) {
                news.put(row.getInt(1), row.getLong(2));
            }
            return true;
        });
        List<Changed> changed = new ArrayList<>();
        for (Integer stripe : news.keySet()) {
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
        return changes(changed.subList(0, Math.min(limit, changed.size())), position, limit, news);
    }

    /**
     * In a transaction of the host's that sees several instants a contact can be met in the stripe that it leaves, and
     * then in the one that it comes to: it is told once, as it is there.
     *
     * <p>Where all is told, the position is at the last revisions of the counters, which were read first. Else a stripe
     * whose last contact has moved to another one would look as if it had something new, until it is counted in again.
     *
     * @param news the last revision of each stripe that has a later one than the position
     */
    private static Changes changes(List<Changed> changed, ChangePosition position, int limit, Map<Integer, Long> news) {
        Map<Long, Contact> contacts = new LinkedHashMap<>();
        Map<Integer, Long> last = new TreeMap<>();
        position.stripes().forEach(stripe -> last.put(stripe, position.revision(stripe)));
        for (Changed each : changed) {
            contacts.merge(each.contact().id(), each.contact(), ChangesSql::later);
            last.merge(each.stripe(), each.rev(), Math::max);
        }
        if (changed.size() < limit) {
            news.forEach((stripe, rev) -> last.merge(stripe, rev, Math::max));
        }
        Collection<Contact> told = contacts.values();
        return new Changes(List.copyOf(told), ChangePosition.of(last));
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
