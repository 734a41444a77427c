package dev.contactbook.it.transactions;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A connection as a host lends it, with a note of everything that changes its state or ends its transaction. */
final class Settings {
    private static final Set<String> HARMLESS = Set.of("setSavepoint", "releaseSavepoint");

    private final List<String> changes = new ArrayList<>();
    private final Connection connection;

    Settings(Connection target) {
        this.connection = (Connection) Proxy.newProxyInstance(
                Settings.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    String name = method.getName();
                    boolean changing = name.startsWith("set")
                            || Set.of("commit", "rollback", "close", "abort").contains(name);
                    if (changing && !HARMLESS.contains(name)) {
                        changes.add(name);
                    }
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    Connection connection() {
        return connection;
    }

    List<String> changes() {
        return changes;
    }
}
