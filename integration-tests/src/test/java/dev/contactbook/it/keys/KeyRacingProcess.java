package dev.contactbook.it.keys;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.time.Duration;
import java.util.List;

/** A process of {@link KeyRacers}, which prints what failed: {@code url seed millis}. */
final class KeyRacingProcess {
    private KeyRacingProcess() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws InterruptedException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setMaximumPoolSize(8);
        try (HikariDataSource dataSource = new HikariDataSource(config)) {
            List<String> failures = new KeyRacers(JdbcContactRepository.over(dataSource), Long.parseLong(arguments[1]))
                    .run(Duration.ofMillis(Long.parseLong(arguments[2])));
            failures.forEach(System.err::println);
            System.exit(failures.isEmpty() ? 0 : 1);
        }
    }
}
