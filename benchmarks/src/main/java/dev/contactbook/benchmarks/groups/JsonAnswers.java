package dev.contactbook.benchmarks.groups;

import static dev.contactbook.benchmarks.databases.Databases.ORGANIZATION;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.contactbook.api.Contacts;
import dev.contactbook.benchmarks.data.People;
import dev.contactbook.benchmarks.databases.Databases;
import dev.contactbook.benchmarks.databases.SharedResources;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.rest.AuthenticatedUser;
import dev.contactbook.rest.ContactsEndpoint;
import dev.contactbook.rest.Request;
import dev.contactbook.rest.Response;
import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The JSON of one contact or of a page of 25. The endpoint does more than that: it reads the request, asks who sends
 * it, and looks for the contacts in memory.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonAnswers {
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** How many contacts. */
    @Param({"1", "25"})
    public int contacts = 1;

    private ObjectMapper mapper;
    private List<Contact> found;
    private ContactsEndpoint endpoint;
    private Request request;

    /** For JMH. */
    public JsonAnswers() {}

    /** Makes contacts, and the request for them. Contenders share it. */
    @Setup
    public void prepare() throws IOException {
        Prepared prepared = SharedResources.get(Prepared.class, List.of(contacts), () -> Prepared.with(contacts));
        mapper = prepared.mapper;
        found = prepared.found;
        endpoint = prepared.endpoint;
        request = prepared.request;
        JsonNode answer = mapper.readTree(endpoint.handle(request).body());
        if (!answer.equals(mapper.readTree(databind()))) {
            throw new IllegalStateException("Contenders do not write the same: " + answer);
        }
    }

    private record Prepared(ObjectMapper mapper, List<Contact> found, ContactsEndpoint endpoint, Request request) {
        static Prepared with(int contacts) {
            Contacts library = Contacts.over(new InMemoryContactRepository());
            People people = new People();
            List<Contact> created = new ArrayList<>();
            for (int i = 0; i < contacts; i++) {
                created.add(library.create(Databases.ME, ContactPatch.of(people::next)));
            }
            return new Prepared(
                    new ObjectMapper().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN),
                    created,
                    ContactsEndpoint.over(
                            library, headers -> Optional.of(new AuthenticatedUser(789, Set.of(ORGANIZATION)))),
                    new Request(
                            "GET",
                            contacts == 1 ? "/contacts/" + created.get(0).id() : "/contacts",
                            (contacts == 1 ? "" : "$limit=" + contacts + "&") + "organization_id=" + ORGANIZATION,
                            Map.of(),
                            new byte[0]));
        }
    }

    /** What the others are beside: Jackson's databind and a record. */
    @Benchmark
    public byte[] databind() throws JsonProcessingException {
        return contacts == 1
                ? mapper.writeValueAsBytes(JsonContact.of(found.get(0)))
                : mapper.writeValueAsBytes(new JsonPage(
                        contacts, contacts, 0, found.stream().map(JsonRow::of).toList()));
    }

    @Benchmark
    public Response endpoint() {
        return endpoint.handle(request);
    }

    private static Map<String, @Nullable Object> customFields(Contact contact) {
        Map<String, @Nullable Object> customFields = new LinkedHashMap<>();
        contact.customFields().asMap().forEach((name, value) -> customFields.put(name, value.raw()));
        return customFields;
    }

    /** A live contact as one writes it for databind. */
    record JsonContact(
            @JsonProperty("id") long id,
            @JsonProperty("first_name") String firstName,
            @JsonProperty("last_name") @Nullable String lastName,
            @JsonProperty("email") @Nullable String email,
            @JsonProperty("phone") @Nullable String phone,
            @JsonProperty("phone_country_code") @Nullable String phoneCountryCode,
            @JsonProperty("phone_country_iso") @Nullable String phoneCountryIso,
            @JsonProperty("organization_id") long organizationId,
            @JsonProperty("created_at") String createdAt,
            @JsonProperty("updated_at") String updatedAt,
            @JsonProperty("deleted_at") @Nullable String deletedAt,
            @JsonProperty("created_by_user_id") @Nullable Long createdByUserId,
            @JsonProperty("owned_by_user_id") @Nullable Long ownedByUserId,
            @JsonProperty("company_id") @Nullable Long companyId,

            @JsonProperty("channel_whatsapp_wa_id") @Nullable
            String channelWhatsappWaId,

            @JsonProperty("channel_instagram_user_id") @Nullable
            String channelInstagramUserId,

            @JsonProperty("system_type") String systemType,
            @JsonProperty("avatar_url") @Nullable String avatarUrl,
            @JsonProperty("custom_fields_by_name") Map<String, @Nullable Object> customFieldsByName) {
        static JsonContact of(Contact contact) {
            return new JsonContact(
                    contact.id(),
                    contact.firstName(),
                    contact.lastName(),
                    contact.email(),
                    contact.phone(),
                    contact.phoneCountryCode(),
                    contact.phoneCountryIso(),
                    contact.organizationId(),
                    TIME.format(contact.createdAt()),
                    TIME.format(contact.updatedAt()),
                    null,
                    contact.createdByUserId(),
                    contact.ownedByUserId(),
                    contact.companyId(),
                    contact.channelWhatsappWaId(),
                    contact.channelInstagramUserId(),
                    contact.systemType(),
                    contact.avatarUrl(),
                    customFields(contact));
        }
    }

    /** The same in a page. */
    record JsonRow(
            @JsonProperty("id") long id,
            @JsonProperty("first_name") String firstName,
            @JsonProperty("last_name") @Nullable String lastName,
            @JsonProperty("email") @Nullable String email,
            @JsonProperty("phone") @Nullable String phone,
            @JsonProperty("phone_country_code") @Nullable String phoneCountryCode,
            @JsonProperty("phone_country_iso") @Nullable String phoneCountryIso,
            @JsonProperty("organization_id") long organizationId,
            @JsonProperty("created_at") String createdAt,
            @JsonProperty("updated_at") String updatedAt,
            @JsonProperty("deleted_at") @Nullable String deletedAt,
            @JsonProperty("created_by_user_id") @Nullable Long createdByUserId,
            @JsonProperty("owned_by_user_id") @Nullable Long ownedByUserId,
            @JsonProperty("company_id") @Nullable Long companyId,
            @JsonProperty("custom_fields_by_name") Map<String, @Nullable Object> customFieldsByName) {
        static JsonRow of(Contact contact) {
            return new JsonRow(
                    contact.id(),
                    contact.firstName(),
                    contact.lastName(),
                    contact.email(),
                    contact.phone(),
                    contact.phoneCountryCode(),
                    contact.phoneCountryIso(),
                    contact.organizationId(),
                    TIME.format(contact.createdAt()),
                    TIME.format(contact.updatedAt()),
                    null,
                    contact.createdByUserId(),
                    contact.ownedByUserId(),
                    contact.companyId(),
                    customFields(contact));
        }
    }

    /** A page of them. */
    record JsonPage(
            @JsonProperty("total") long total,
            @JsonProperty("limit") int limit,
            @JsonProperty("skip") int skip,
            @JsonProperty("data") List<JsonRow> data) {}
}
