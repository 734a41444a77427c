package dev.contactbook.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A data source on whose connections something happens that databases do rarely. */
final class Interposed {
    private Interposed() {}

    /** Something happens just before a statement is prepared whose text begins so. */
    static DataSource before(DataSource target, String beginning, Runnable event) {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = call(target, method, arguments);
            return result instanceof Connection connection ? before(connection, beginning, event) : result;
        });
    }

    private static Connection before(Connection target, String beginning, Runnable event) {
        return proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("prepareStatement") && ((String) arguments[0]).startsWith(beginning)) {
                event.run();
            }
            return call(target, method, arguments);
        });
    }

    /** The second query whose text begins so fails when it is executed, once. All are counted. */
    static DataSource refusingTheSecond(
            DataSource target, String beginning, SQLException refusal, AtomicInteger queries) {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = call(target, method, arguments);
            return result instanceof Connection connection
                    ? refusingTheSecond(connection, beginning, refusal, queries)
                    : result;
        });
    }

    private static Connection refusingTheSecond(
            Connection target, String beginning, SQLException refusal, AtomicInteger queries) {
        return proxy(Connection.class, (method, arguments) -> {
            Object result = call(target, method, arguments);
            boolean isOne = result instanceof PreparedStatement && ((String) arguments[0]).startsWith(beginning);
            return isOne ? refusingTheSecond((PreparedStatement) result, refusal, queries) : result;
        });
    }

    private static PreparedStatement refusingTheSecond(
            PreparedStatement target, SQLException refusal, AtomicInteger queries) {
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().equals("executeQuery") && queries.incrementAndGet() == 2) {
                throw refusal;
            }
            return call(target, method, arguments);
        });
    }

    /** It has one connection only, which is not closed. */
    static DataSource only(Connection target) {
        return only(target, () -> {});
    }

    /** The same, where something happens instead of a close. */
    static DataSource only(Connection target, Runnable close) {
        Connection connection = proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("close")) {
                close.run();
                return null;
            }
            return call(target, method, arguments);
        });
        return proxy(DataSource.class, (method, arguments) -> connection);
    }

    /** It has one connection only, which fails to roll back while auto-commit is off. */
    static DataSource withoutRollback(Connection target) {
        Connection connection = proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("rollback")) {
                throw new SQLException("It does not");
            }
            return method.getName().equals("close") ? null : call(target, method, arguments);
        });
        return proxy(DataSource.class, (method, arguments) -> connection);
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> call.of(method, arguments)));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private interface Call {
        Object of(Method method, Object[] arguments) throws Throwable;
    }
}
