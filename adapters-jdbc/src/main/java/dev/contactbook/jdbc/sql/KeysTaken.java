package dev.contactbook.jdbc.sql;

import dev.contactbook.spi.TakenKey;
import java.util.List;

/** Changes need keys that other contacts have. */
public final class KeysTaken extends NotWritten {
    private static final long serialVersionUID = 1;
    private final transient List<TakenKey> keys;

    public KeysTaken(List<TakenKey> keys) {
        super("taken");
        this.keys = List.copyOf(keys);
    }

    public List<TakenKey> keys() {
        return keys;
    }
}
