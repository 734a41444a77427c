package dev.contactbook.it.rest.fuzz;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.it.rest.fuzz.Model.Forecast;
import dev.contactbook.it.support.Store.Choosing;
import dev.contactbook.rest.AuthenticatedUser;
import dev.contactbook.rest.ContactsEndpoint;
import dev.contactbook.rest.Response;
import dev.contactbook.spi.ContactRepository;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One sequence of requests to an endpoint over one store that was empty before, compared with the model step by step.
 */
final class Fuzz {
    /** After so many requests, and at the end, all that is stored is compared. */
    private static final int INTERVAL = 100;

    private final ContactRepository repository;
    private final ContactsEndpoint endpoint;
    private final Model model = new Model();
    private Instant now = Instant.EPOCH;
    private int status;

    private Fuzz(Choosing store, UnaryOperator<Contacts> wrapper) {
        this.repository = store.repository();
        store.choice().use(Model.WITH_UNIQUE_EMAILS, true);
        Contacts contacts = Contacts.builder(repository)
                .clock(() -> now)
                .directory(new People())
                .build();
        this.endpoint = ContactsEndpoint.over(wrapper.apply(contacts), Fuzz::authenticate);
    }

    private static Optional<AuthenticatedUser> authenticate(Map<String, List<String>> headers) {
        List<String> credentials = headers.getOrDefault("Authorization", List.of());
        Set<Long> organizations = credentials.size() == 1 ? Model.USERS.get(credentials.get(0)) : null;
        return Optional.ofNullable(organizations)
                .map(some ->
                        new AuthenticatedUser(Long.parseLong(credentials.get(0).substring("Bearer ".length())), some));
    }

    /**
     * A request whose answer, or what it left in the store, is not as it has to be.
     *
     * @param seed what draws the sequence again
     * @param index which request of the sequence it is
     * @param shrunk the requests that are enough, it the last
     * @param difference what is wrong
     */
    record Finding(long seed, int index, List<FuzzRequest> shrunk, String difference) {
        @Override
        public String toString() {
            return "Request #" + index + " of the sequence " + seed + ": " + difference
                    + "\nThese " + shrunk.size() + " requests are enough:\n\n"
                    + shrunk.stream().map(FuzzRequest::toString).collect(Collectors.joining("\n"))
                    + "\n\nAgain: -Dcontactbook.fuzz.seed=" + seed;
        }
    }

    /**
     * Draws a sequence and sends it.
     *
     * @param seed what to draw from
     * @param requests how many
     * @param store makes a store without contacts
     * @param wrapper what the contacts are wrapped in
     * @param statuses notes how often each status is answered
     * @return what is wrong, empty if all is well
     */
    static Optional<Finding> run(
            long seed,
            int requests,
            Supplier<Choosing> store,
            UnaryOperator<Contacts> wrapper,
            Map<Integer, Integer> statuses) {
        Fuzz fuzz = new Fuzz(store.get(), wrapper);
        RequestGenerator generator = new RequestGenerator(seed, fuzz.model);
        List<FuzzRequest> sent = new ArrayList<>();
        for (int index = 0; index < requests; index++) {
            FuzzRequest request = generator.next(index);
            sent.add(request);
            String difference = fuzz.difference(request, (index + 1) % INTERVAL == 0 || index == requests - 1);
            statuses.merge(fuzz.status, 1, Integer::sum);
            if (difference != null) {
                return Optional.of(shrunk(seed, sent, difference, store, wrapper));
            }
        }
        return Optional.empty();
    }

    private static Finding shrunk(
            long seed,
            List<FuzzRequest> sent,
            String difference,
            Supplier<Choosing> store,
            UnaryOperator<Contacts> wrapper) {
        List<FuzzRequest> smallest = sent;
        String smallestDifference = difference;
        for (int piece = sent.size() / 2; piece > 0; piece /= 2) {
            for (int from = 0; from < smallest.size(); ) {
                List<FuzzRequest> without = new ArrayList<>(smallest.subList(0, from));
                without.addAll(smallest.subList(Math.min(smallest.size(), from + piece), smallest.size()));
                Fuzz fuzz = new Fuzz(store.get(), wrapper);
                int steps = 0;
                String found = null;
                while (found == null && steps < without.size()) {
                    found = fuzz.difference(without.get(steps++), true);
                }
                if (found == null) {
                    from += piece;
                } else {
                    smallest = without.subList(0, steps);
                    smallestDifference = found;
                }
            }
        }
        return new Finding(seed, sent.get(sent.size() - 1).index(), smallest, smallestDifference);
    }

    /** Sends a request. Returns what is wrong with the answer, or null. */
    private @Nullable String difference(FuzzRequest drawn, boolean everything) {
        FuzzRequest request = drawn.after(model.walks().next(drawn.page()));
        now = request.now();
        try {
            Forecast forecast = model.forecast(request);
            Response response = endpoint.handle(request.at(model.id(request.contact())));
            status = response.status();
            long id = Answers.check(request, model, forecast, response);
            if (status < 300) {
                model.apply(request, forecast, id);
                model.listed(request, forecast, response.body());
            }
            if (forecast.before() != null) {
                stored(List.of(Objects.requireNonNull(forecast.before())));
            }
            if (everything) {
                stored(List.copyOf(model.all()));
                counted();
            }
            return null;
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The store has these contacts as the model has them, deleted ones too. */
    private void stored(List<Map<String, @Nullable Object>> contacts) {
        for (long organization : Model.ORGANIZATIONS) {
            Map<Long, Map<String, @Nullable Object>> expected = new LinkedHashMap<>();
            for (Map<String, @Nullable Object> contact : contacts) {
                if (BigDecimal.valueOf(organization).equals(contact.get("organization_id"))) {
                    long id = ((BigDecimal) Objects.requireNonNull(contact.get("id"))).longValueExact();
                    expected.put(id, Objects.requireNonNull(model.contact(id)));
                }
            }
            if (!expected.isEmpty()) {
                Map<Long, Contact> actual = repository.find(organization, expected.keySet());
                expected.forEach((id, contact) -> compare(contact, actual.get(id)));
            }
        }
    }

    private static void compare(Map<String, @Nullable Object> expected, @Nullable Contact stored) {
        Map<String, @Nullable Object> actual = stored == null ? Map.of() : Model.of(stored);
        expected.forEach((key, value) -> {
            if (!Objects.equals(value, actual.get(key))) {
                throw new AssertionError("Expected to be stored of contact " + expected.get("id") + ": " + key + " = "
                        + value + ", but was " + actual.get(key));
            }
        });
    }

    /** The store has no contacts that the model has not. */
    private void counted() {
        for (long organization : Model.ORGANIZATIONS) {
            List<Long> live = repository.list(organization, ContactQuery.page().limit(1_000)).contacts().stream()
                    .map(Contact::id)
                    .toList();
            List<Long> expected = model.live(organization).stream()
                    .map(contact -> ((BigDecimal) Objects.requireNonNull(contact.get("id"))).longValueExact())
                    .toList();
            if (!live.equals(expected)) {
                throw new AssertionError(
                        "Expected to be live in " + organization + ": " + expected + ", but was " + live);
            }
        }
    }
}
