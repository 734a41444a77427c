package dev.contactbook.benchmarks.databases;

import dev.contactbook.domain.Company;
import dev.contactbook.domain.User;
import dev.contactbook.spi.Directory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** A host's users and companies, in its tables beside the contacts. */
public record SqlDirectory(DataSource pool) implements Directory {
    @Override
    public Map<Long, User> users(long organizationId, Set<Long> ids) {
        return find(
                "select id, first_name, last_name from host_user where id = any(?)",
                ids,
                row -> new User(row.getLong(1), row.getString(2), row.getString(3)));
    }

    @Override
    public Map<Long, Company> companies(long organizationId, Set<Long> ids) {
        return find(
                "select id, name from host_company where id = any(?)",
                ids,
                row -> new Company(row.getLong(1), row.getString(2)));
    }

    private <T> Map<Long, T> find(String sql, Set<Long> ids, Reader<T> reader) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            Map<Long, T> found = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getLong(1), reader.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
