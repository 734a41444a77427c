package dev.contactbook.it.ids;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.jdbc.NumberedIds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A process that numbers texts in an order of its own, and prints what it got: {@code url texts seed}. */
final class NumberingProcess {
    private NumberingProcess() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setMaximumPoolSize(2);
        try (HikariDataSource dataSource = new HikariDataSource(config)) {
            NumberedIds users = JdbcContactRepository.over(dataSource).numberedIds("user");
            List<Integer> order = new ArrayList<>(
                    IntStream.range(0, Integer.parseInt(arguments[1])).boxed().toList());
            Collections.shuffle(order, new Random(Long.parseLong(arguments[2])));
            order.forEach(text -> System.out.println("user" + text + "=" + users.numberOf("user" + text)));
        }
    }
}
