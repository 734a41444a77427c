package dev.contactbook.it.postgres;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source as it is behind PgBouncer in transaction mode: every transaction, and every statement outside of one,
 * is on another connection to the server, the one that was idle for longest. State that would stay on a connection
 * beyond a transaction is refused.
 */
final class TransactionPooler implements AutoCloseable {
    /** What sets something for the transactions that follow. */
    private static final Set<String> SETS_SESSION = Set.of(
            "setTransactionIsolation", "setSchema", "setCatalog", "setReadOnly", "setClientInfo", "setHoldability");

    private final BlockingQueue<Connection> idle = new LinkedBlockingQueue<>();

    /** Opens so many connections to the server. */
    TransactionPooler(DataSource server, int connections) throws SQLException {
        for (int i = 0; i < connections; i++) {
            idle.add(server.getConnection());
        }
    }

    /** What a host would give to the library. */
    DataSource dataSource() {
        return proxy(DataSource.class, (proxy, method, args) -> {
            if (method.getName().equals("getConnection")) {
                return proxy(Connection.class, new Client());
            }
            throw new UnsupportedOperationException(method.getName());
        });
    }

    @Override
    public void close() {
        for (Connection connection : idle) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** A client's connection, which has one to the server only while a transaction or a statement goes on. */
    private final class Client implements InvocationHandler {
        private boolean autoCommit = true;
        private @Nullable Connection server;

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] args) throws Throwable {
            String name = method.getName();
            if (SETS_SESSION.contains(name)) {
                throw new SQLException("This would stay on a connection that others get next: " + name, "0A000");
            }
            return switch (name) {
                case "getAutoCommit" -> autoCommit;
                case "setAutoCommit" -> {
                    release();
                    autoCommit = Boolean.TRUE.equals(args[0]);
                    yield null;
                }
                case "commit", "rollback" -> {
                    Object result = server == null ? null : call(server, method, args);
                    if (args == null) {
                        release();
                    }
                    yield result;
                }
                case "close" -> {
                    if (server != null && !autoCommit) {
                        server.rollback();
                    }
                    release();
                    yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == args[0];
                default -> {
                    Object result = call(server(), method, args);
                    yield result instanceof Statement statement && autoCommit ? releasing(statement, method) : result;
                }
            };
        }

        /** A statement outside of a transaction, with which its connection goes back. */
        private Object releasing(Statement statement, Method maker) {
            return proxy(maker.getReturnType(), (proxy, method, args) -> {
                Object result = call(statement, method, args);
                if (method.getName().equals("close")) {
                    release();
                }
                return result;
            });
        }

        private Connection server() throws SQLException, InterruptedException {
            if (server == null) {
                server = idle.take();
                server.setAutoCommit(autoCommit);
            }
            return server;
        }

        private void release() throws SQLException {
            if (server != null) {
                server.setAutoCommit(true);
                idle.add(server);
                server = null;
            }
        }
    }
}
