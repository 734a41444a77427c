package dev.contactbook.it.faults;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A pool of one connection, which it looks at only for whether it is closed, and resets nothing. */
final class OneAtATime {
    private final DataSource target;
    private Connection pooled;

    private OneAtATime(DataSource target) {
        this.target = target;
    }

    static DataSource over(DataSource target) {
        OneAtATime pool = new OneAtATime(target);
        return (DataSource) Proxy.newProxyInstance(
                OneAtATime.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getConnection" -> pool.connection();
                    case "hashCode" -> System.identityHashCode(pool);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private Connection connection() throws SQLException {
        if (pooled == null || pooled.isClosed()) {
            pooled = target.getConnection();
        }
        Connection lent = pooled;
        return (Connection) Proxy.newProxyInstance(
                OneAtATime.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    try {
                        return method.getName().equals("close") ? null : method.invoke(lent, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
