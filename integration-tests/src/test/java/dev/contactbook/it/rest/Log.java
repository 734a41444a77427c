package dev.contactbook.it.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What goes to the library's log until this is closed. */
public final class Log implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger("dev.contactbook");

    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(new SimpleFormatter().format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public Log() {
        LOGGER.addHandler(handler);
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        LOGGER.removeHandler(handler);
    }
}
