package dev.contactbook.it.faults;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Connections of which the next calls fail that a test names, without having done anything. */
final class Breaking {
    /** A call that sends a statement. */
    static final String EXECUTE = "execute";

    private static final Set<String> EXECUTING = Set.of("execute", "executeQuery", "executeUpdate", "executeBatch");

    private final Deque<String> breaking = new ArrayDeque<>();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private Throwable failure = new AssertionError("none yet");

    /** A method that is waited for, and works. */
    static String after(String method) {
        return "+" + method;
    }

    /** From now on the first of these methods fails when it is called, from then on the next one, and so on. */
    synchronized void at(Throwable thrown, List<String> methods) {
        failure = thrown;
        calls.clear();
        breaking.clear();
        breaking.addAll(methods);
    }

    /** Nothing fails any more. */
    synchronized void noMore() {
        breaking.clear();
    }

    /** Every method of a connection that was called since then. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    DataSource over(DataSource target) {
        return proxy(
                DataSource.class,
                target,
                (method, result) -> result instanceof Connection connection ? over(connection) : result);
    }

    Connection over(Connection target) {
        return proxy(
                Connection.class,
                target,
                (method, result) -> result instanceof PreparedStatement statement ? over(statement) : result);
    }

    private PreparedStatement over(PreparedStatement target) {
        return proxy(PreparedStatement.class, target, (method, result) -> result);
    }

    private synchronized void breakAt(Class<?> type, Method method) throws Throwable {
        String name =
                type == PreparedStatement.class && EXECUTING.contains(method.getName()) ? EXECUTE : method.getName();
        if (type == Connection.class) {
            calls.add(name);
        }
        if (after(name).equals(breaking.peek())) {
            breaking.remove();
        } else if (name.equals(breaking.peek())) {
            breaking.remove();
            throw failure;
        }
    }

    private <T> T proxy(Class<T> type, T target, Wrapping wrapping) {
        return type.cast(Proxy.newProxyInstance(
                Breaking.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    breakAt(type, method);
                    try {
                        return wrapping.wrap(method, method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private interface Wrapping {
        Object wrap(Method method, Object result);
    }
}
