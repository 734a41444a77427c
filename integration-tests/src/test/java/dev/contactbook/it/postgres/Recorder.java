package dev.contactbook.it.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Notes what a driver is asked to do that makes it send something: statements, and what controls a transaction. */
public final class Recorder {
    /** What PostgreSQL's driver sends for, beside statements. Not auto-commit: BEGIN goes with the next statement. */
    private static final Set<String> SENT = Set.of(
            "commit",
            "rollback",
            "getTransactionIsolation",
            "setTransactionIsolation",
            "setReadOnly",
            "getSchema",
            "setSchema",
            "setSavepoint",
            "releaseSavepoint",
            "isValid");

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final DataSource dataSource;

    /** Notes what is sent over the connections of a data source. */
    public Recorder(DataSource target) {
        this.dataSource = proxy(
                DataSource.class,
                target,
                (method, args, result) -> result instanceof Connection connection ? recorded(connection) : result);
    }

    /** The data source whose connections are watched. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** What some work sends, in order. */
    public List<Sent> during(Runnable work) {
        sent.clear();
        work.run();
        return List.copyOf(sent);
    }

    /** All that was sent since the last work that was watched began, or from the start. */
    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    private Connection recorded(Connection target) {
        return proxy(Connection.class, target, (method, args, result) -> {
            if (SENT.contains(method.getName())) {
                sent.add(new Sent(method.getName(), List.of()));
            }
            if (result instanceof PreparedStatement statement) {
                return recorded(PreparedStatement.class, statement, (String) args[0]);
            }
            return result instanceof Statement statement ? recorded(Statement.class, statement, "") : result;
        });
    }

    private <T extends Statement> T recorded(Class<T> type, T target, String prepared) {
        List<Binding> bindings = new ArrayList<>();
        return proxy(type, target, (method, args, result) -> {
            if (method.getName().startsWith("execute")) {
                sent.add(new Sent(args == null ? prepared : (String) args[0], List.copyOf(bindings)));
            } else if (method.getName().equals("setFetchSize")) {
                sent.add(new Sent("setFetchSize", List.of()));
            } else if (method.getName().startsWith("set") && method.getDeclaringClass() == PreparedStatement.class) {
                bindings.add(new Binding(method, args));
            }
            return result;
        });
    }

    private static <T> T proxy(Class<T> type, T target, Watcher watcher) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (method.getDeclaringClass() == Object.class && method.getName().equals("equals")) {
                return proxy == args[0];
            }
            try {
                return watcher.called(method, args, method.invoke(target, args));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    @FunctionalInterface
    private interface Watcher {
        @Nullable
        Object called(Method method, @Nullable Object[] args, @Nullable Object result);
    }

    /** A call that bound a value. */
    public record Binding(Method setter, @Nullable Object[] args) {}

    /**
     * One thing that was sent, or how much of an answer is fetched at a time.
     *
     * @param what a statement's SQL, or the method that sent something else
     * @param bindings the values of its placeholders
     */
    public record Sent(String what, List<Binding> bindings) {
        /** A statement's first word, and of one with others in it the word after these. */
        String kind() {
            return what.startsWith("with ") ? "with … " + firstWord(afterTables()) : firstWord(what);
        }

        /**
         * What comes after the tables of a statement that begins with some: each is within parentheses, and a comma
         * follows all but the last.
         */
        private String afterTables() {
            int depth = 0;
            for (int i = 0; i < what.length(); i++) {
                depth += what.charAt(i) == '(' ? 1 : what.charAt(i) == ')' ? -1 : 0;
                if (what.charAt(i) == ')' && depth == 0 && what.charAt(i + 1) == ' ') {
                    String rest = what.substring(i + 2);
                    if (!rest.startsWith("as (")) {
                        return rest;
                    }
                }
            }
            throw new IllegalStateException(what);
        }

        private static String firstWord(String text) {
            return text.split(" ", 2)[0];
        }

        /** How the database ran it: its plan, line by line, with how many rows each step gave. */
        List<String> plan(Connection connection) throws SQLException, ReflectiveOperationException {
            String explain = "explain (analyze, costs off, timing off, summary off, buffers off) " + what;
            try (PreparedStatement statement = connection.prepareStatement(explain)) {
                for (Binding binding : bindings) {
                    binding.setter.invoke(statement, binding.args);
                }
                List<String> plan = new ArrayList<>();
                try (ResultSet lines = statement.executeQuery()) {
                    while (lines.next()) {
                        plan.add(lines.getString(1).strip());
                    }
                }
                return plan;
            }
        }
    }
}
