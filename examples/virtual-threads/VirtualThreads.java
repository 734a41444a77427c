import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** A thousand virtual threads over a pool of ten connections. Java 21 or newer: java -cp … VirtualThreads.java */
final class VirtualThreads {
    public static void main(String[] args) throws Exception {
        try (HikariDataSource dataSource = new HikariDataSource()) {
            dataSource.setJdbcUrl(args.length > 0 ? args[0] : "jdbc:h2:mem:threads");
            dataSource.setMaximumPoolSize(10);
            ContactSchema.migrate(dataSource);
            Contacts contacts = Contacts.over(JdbcContactRepository.over(dataSource));
            Caller me = Caller.user(789).inOrganization(456);

            Semaphore connections = new Semaphore(10); // as many as the pool has
            List<Future<?>> calls = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 1_000; i++) {
                    calls.add(threads.submit(() -> {
                        connections.acquire();
                        try {
                            return contacts.create(me, c -> c.firstName("Ada"));
                        } finally {
                            connections.release();
                        }
                    }));
                }
            }
            for (Future<?> call : calls) {
                call.get();
            }
            System.out.println(contacts.list(me, ContactQuery.page()).total().getAsLong() + " contacts");
        }
    }
}
