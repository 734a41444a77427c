package dev.contactbook.benchmarks.groups;

import static dev.contactbook.benchmarks.databases.Databases.ME;

import dev.contactbook.api.Contacts;
import dev.contactbook.benchmarks.databases.Crowd;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One contact of an organization, alone and while another organization sends nine of the {@link WorstRequests} over and
 * over.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WorstNeighbours {
    private static final Caller OTHER = Caller.user(790).inOrganization(457);

    /** For JMH. */
    public WorstNeighbours() {}

    @Benchmark
    public Contact getAlone(Quiet quiet) {
        return quiet.library.get(OTHER, quiet.id);
    }

    @Benchmark
    public Contact getBesideNine(Busy busy) {
        return busy.library.get(OTHER, busy.id);
    }

    /** An embedded store with contacts of both organizations. */
    @State(Scope.Benchmark)
    public static class Quiet {
        Contacts library = Crowd.NOBODY;
        long id;

        /** For JMH. */
        public Quiet() {}

        /** Fills it. Contenders share it. */
        @Setup
        public void fill() {
            library = Crowd.of(Crowd.Where.H2_FILE, Crowd.Kind.ORDINARY).library();
            id = library.create(OTHER, contact -> contact.firstName("Ann")).id();
        }
    }

    /** The same with neighbours. */
    @State(Scope.Benchmark)
    public static class Busy extends Quiet {
        private final List<Thread> neighbours = new ArrayList<>();
        private volatile boolean goesOn;

        /** For JMH. */
        public Busy() {}

        /** Lets them begin. */
        @Setup(Level.Iteration)
        public void begin() {
            goesOn = true;
            for (int i = 0; i < 9; i++) {
                Thread neighbour = new Thread(this::askAgainAndAgain);
                neighbour.start();
                neighbours.add(neighbour);
            }
        }

        private void askAgainAndAgain() {
            while (goesOn) {
                try {
                    library.list(ME, WorstRequests.Request.ALL_IN_A_SEARCH.query());
                } catch (ContactsException.Storage e) {
                    // It waited beyond its deadline, and asks again.
                }
            }
        }

        /** Lets them end. */
        @TearDown(Level.Iteration)
        public void end() throws InterruptedException {
            goesOn = false;
            for (Thread neighbour : neighbours) {
                neighbour.join();
            }
            neighbours.clear();
        }
    }
}
