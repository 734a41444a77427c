package dev.contactbook.jdbc.read;

import dev.contactbook.domain.ColumnField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.Position;
import dev.contactbook.domain.Sort;
import dev.contactbook.domain.TextField;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.ContactTable;
import dev.contactbook.jdbc.table.SortKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/**
 * A place in an order in SQL: the condition for what comes after it, as {@link Position#precedes} means it.
 *
 * <p>Keys that are never null and have one direction are compared as one row, for which databases go straight to the
 * place in an index. Other orders say of their first key where to look, before they say the rest.
 */
final class PositionSql {
    private final Dialect dialect;
    private final List<Key> keys;
    private final Position position;

    private PositionSql(Dialect dialect, List<Key> keys, Position position) {
        this.dialect = dialect;
        this.keys = keys;
        this.position = position;
    }

    /** After a place in an order by these keys. */
    static SqlFragment after(Dialect dialect, List<Key> keys, Position position) {
        PositionSql sql = new PositionSql(dialect, keys, position);
        boolean asRow = keys.stream().noneMatch(key -> key.canBeNull() || key.isConstant())
                && keys.stream().map(key -> key.sort().direction()).distinct().count() == 1;
        return asRow ? sql.row() : sql.from(0);
    }

    /** After a place among the matches of a search. */
    static SqlFragment after(SqlFragment rank, String id, Position position) {
        return SqlFragment.of("(")
                .then(rank)
                .then(SqlFragment.of(
                        ", " + id + ") > (?, ?)",
                        SqlValues.number(
                                (Long) Objects.requireNonNull(position.values().get(0))),
                        SqlValues.number(position.id())));
    }

    private SqlFragment row() {
        String columns = String.join(", ", keys.stream().map(Key::column).toList());
        String places = String.join(", ", keys.stream().map(key -> "?").toList());
        Argument[] values = new Argument[keys.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = argument(i);
        }
        return SqlFragment.of("(" + columns + ")" + keys.get(0).beyond() + "(" + places + ")", values);
    }

    /** After the place by a key and those that follow it. */
    private SqlFragment from(int index) {
        Key key = keys.get(index);
        if (key.isConstant()) {
            return fromConstant(index);
        }
        String column = key.column();
        boolean ascending = key.sort().direction() == Sort.Direction.ASC;
        boolean isMissing = key.canBeNull() && value(index) == null;
        String missing = key.canBeNull() && !ascending ? " or " + column + " is null" : "";
        if (index == keys.size() - 1) { // the id, or a key behind it, which counts where its contact has changed
            return isMissing
                    ? SqlFragment.of(ascending ? column + " is not null" : "1 = 0")
                    : SqlFragment.of(column + key.beyond() + "?" + missing, argument(index));
        }
        SqlFragment rest = SqlFragment.of("(").then(from(index + 1)).then(SqlFragment.of(")"));
        if (isMissing) {
            return SqlFragment.of(column + (ascending ? " is not null or" : " is null and"))
                    .then(rest);
        }
        return SqlFragment.of("(" + column + key.notBefore() + "?" + missing + ")", argument(index))
                .then(SqlFragment.of("and (" + column + key.beyond() + "?" + missing + " or", argument(index)))
                .then(rest)
                .then(SqlFragment.of(")"));
    }

    /** All contacts have the same organization, and so has every place. */
    private SqlFragment fromConstant(int index) {
        return index < keys.size() - 1 ? from(index + 1) : SqlFragment.of("1 = 0");
    }

    /** What a key was at the place. The key that is added to an order is the id. */
    private @Nullable Object value(int index) {
        return index < position.values().size() ? position.values().get(index) : (Long) position.id();
    }

    private Argument argument(int index) {
        ColumnField<?> field = keys.get(index).sort().field();
        Object value = value(index);
        if (field instanceof TextField text && ContactTable.hasKey(text)) {
            String written = (String) value;
            return SqlValues.bytes(SortKey.of(written == null ? null : text.folded(written), written));
        } else if (value instanceof Instant time) {
            return dialect.time(storable(time));
        }
        return value instanceof Long number ? SqlValues.number(number) : SqlValues.text((String) value);
    }

    /** A time that the database can compare with: what is outside of its times is so only in a made-up place. */
    private Instant storable(Instant time) {
        if (time.isBefore(dialect.firstTime())) {
            return dialect.firstTime();
        }
        return (time.isAfter(dialect.lastTime()) ? dialect.lastTime() : time).truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * A key of an order in SQL.
     *
     * @param sort which field, and in which direction
     * @param canBeNull whether its column has nulls
     */
    record Key(Sort sort, boolean canBeNull) {
        /** Whether there is a column in its order. Else the domain sorts. */
        boolean hasColumn() {
            return ContactTable.sortKey(sort.field()).isPresent();
        }

        String column() {
            return ContactTable.sortKey(sort.field()).orElseThrow();
        }

        /**
         * Whether all contacts of an organization have the same: that is known without the database, and no statement
         * compares it.
         */
        private boolean isConstant() {
            return sort.field() == ContactFields.ORGANIZATION_ID;
        }

        private String beyond() {
            return sort.direction() == Sort.Direction.ASC ? " > " : " < ";
        }

        private String notBefore() {
            return sort.direction() == Sort.Direction.ASC ? " >= " : " <= ";
        }

        /** The key in an order by, as a column has it. Null is smaller than all else. */
        String orderBy(String column) {
            boolean ascending = sort.direction() == Sort.Direction.ASC;
            String nulls = canBeNull ? (ascending ? " nulls first" : " nulls last") : "";
            return column + (ascending ? " asc" : " desc") + nulls;
        }
    }
}
