package dev.contactbook.it.rest;

import static dev.contactbook.it.rest.HostileRequest.create;
import static dev.contactbook.it.rest.HostileRequest.delete;
import static dev.contactbook.it.rest.HostileRequest.get;
import static dev.contactbook.it.rest.HostileRequest.patch;
import static dev.contactbook.it.rest.HostileRequest.row;
import static dev.contactbook.it.rest.HostileRequest.search;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.api.ContactsBuilder;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactRule;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.User;
import dev.contactbook.domain.WorkLimits;
import dev.contactbook.it.support.Store;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.rest.Authenticator;
import dev.contactbook.rest.ContactsEndpoint;
import dev.contactbook.rest.Response;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Directory;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every error of the wire is the one in {@code rest-errors.txt}, byte for byte: clients may compare texts. A change on
 * purpose: {@code mvn verify -Dcontactbook.golden.update=true}, and the diff goes into the commit.
 */
class RestErrorsTest {
    private static final Path GOLDEN = Path.of(
            System.getProperty("contactbook.root", ".."), "integration-tests/src/test/resources/rest-errors.txt");

    /** What a message of a driver or of a host's own part may hold. */
    private static final String PRIVATE = HostileWorld.SECRET + " at jdbc:h2:/home/" + HostileWorld.SECRET;

    private static final String LIST = "/contacts?organization_id=456";
    private static final String ADA = "{'organization_id':456,'first_name':'Ada'}";
    private static final String[] NO_HEADER = {};

    @ParameterizedTest
    @EnumSource(Store.class)
    void every_error_is_the_one_that_was_written_down(Store store) throws IOException {
        String errors = errors(store);
        if (Boolean.getBoolean("contactbook.golden.update")) {
            Files.writeString(GOLDEN, errors);
        }

        assertThat(errors)
                .as("the errors; if the change is on purpose: mvn verify -Dcontactbook.golden.update=true")
                .isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void every_rule_of_a_contact_is_among_them() throws IOException {
        // Pictures are not written by the wire.
        Set<ContactRule> rules = EnumSet.complementOf(EnumSet.of(ContactRule.AVATAR_URL_FORMAT));

        assertThat(Files.readString(GOLDEN))
                .contains(rules.stream().map(rule -> '"' + rule.message() + '"').toList());
    }

    @Test
    void a_failure_is_logged_without_what_the_host_said() {
        List<String> logged;
        try (Log log = new Log()) {
            ofHosts(new Written());
            logged = log.lines();
        }

        assertThat(logged).isNotEmpty().noneMatch(line -> line.contains(HostileWorld.SECRET));
        assertThat(logged).anyMatch(line -> line.contains("IllegalStateException"));
        assertThat(logged).anyMatch(line -> line.contains("The connection was lost, UNKNOWN"));
    }

    private static String errors(Store store) {
        Written errors = new Written();
        ContactsEndpoint endpoint = new HostileWorld(store.choosing()).endpoint();
        ofRequests(errors, endpoint);
        ofContacts(errors, endpoint);
        ofQueries(errors, endpoint);
        ofSearches(errors, endpoint);
        ofHosts(errors);
        return errors.text.toString();
    }

    private static void ofRequests(Written errors, ContactsEndpoint endpoint) {
        errors.title("Before anything is looked at");
        errors.add(endpoint, get("/nowhere"));
        errors.add(endpoint, get("/contacts/%zz"));
        errors.add(endpoint, row("PUT", "/contacts"));
        errors.add(endpoint, row("PUT", "/contacts/1"));
        errors.add(endpoint, row("PATCH", "/contacts"));
        errors.add(endpoint, row("DELETE", "/contacts"));
        errors.add(endpoint, row("POST", "/contacts/1"));
        errors.add(endpoint, row("OPTIONS", "/contacts"));
        errors.add(endpoint, create(ADA).header("X-Service-Method", "create"));
        errors.add(endpoint, create("[" + ADA + "]"));
        errors.add(endpoint, get(LIST).authorization(NO_HEADER));
        errors.add(endpoint, get(LIST).bearer("an expired token", Tokens.expired()));
        errors.add(endpoint, create(ADA + " ".repeat(ContactsEndpoint.MAX_BODY)));
        errors.add(endpoint, create("{"));
        errors.add(endpoint, create("7"));
        errors.add(endpoint, create(ADA).header("Content-Type", "text/plain"));
        errors.add(endpoint, get("/contacts?organization_id=457"));
        errors.add(endpoint, create("{'organization_id':457,'first_name':'Ada'}"));
        errors.add(endpoint, patch("{'organization_id':457}"));
    }

    private static void ofContacts(Written errors, ContactsEndpoint endpoint) {
        String long256 = "x".repeat(256);
        errors.title("Contacts");
        errors.add(endpoint, get("/contacts/99"));
        errors.add(endpoint, get("/contacts/2"));
        errors.add(endpoint, get("/contacts/3"));
        errors.add(endpoint, get("/contacts/01"));
        errors.add(endpoint, patch("/contacts/99", "{}"));
        errors.add(endpoint, delete("/contacts/99"));
        errors.add(endpoint, patch("{'ifVersion':1,'last_name':'X'}"));
        errors.add(endpoint, create("{}"));
        errors.add(
                endpoint,
                create("{'organization_id':456,'first_name':'Ada','last_name':'\\u0007','email':'nope','phone':'12',"
                        + "'phone_country_code':'+','phone_country_iso':'USA','owned_by_user_id':0,'company_id':-1,"
                        + "'no_such_field':'x'}"));
        errors.add(
                endpoint,
                create("{'organization_id':'456','first_name':7,'last_name':[],'email':true,'phone':1,"
                        + "'phone_country_code':1,'phone_country_iso':{},'owned_by_user_id':'789','company_id':1.0,"
                        + "'custom_fields_by_name':'x'}"));
        errors.add(
                endpoint,
                create("{'organization_id':456,'first_name':'" + long256 + "','last_name':'" + long256 + "','email':'"
                        + "x@y." + "z".repeat(251) + "','phone':'" + "1".repeat(33) + "'}"));
        errors.add(endpoint, create("{'organization_id':456,'first_name':'A','owned_by_user_id':99,'company_id':99}"));
        errors.add(endpoint, create("{'organization_id':456,'first_name':'A','ifVersion':1}"));
        errors.add(
                endpoint,
                create("{'organization_id':456,'first_name':'A','custom_fields_by_name':{'':1,'$where':1,'__proto__':1,"
                        + "'Size':1,'SIZE':2,'Text':'\\u0000','Number':1e101,'Object':{},'Long':'" + "x".repeat(4_001)
                        + "','Texts':[" + "'x',".repeat(50) + "'x']}}"));
        errors.add(
                endpoint,
                create("{'organization_id':456,'first_name':'A','custom_fields_by_name':{" + "'f':1"
                        + many(100, ",'f%d':1") + "}}"));
        errors.add(
                endpoint,
                create("{'organization_id':456,'first_name':'A','custom_fields_by_name':{" + "'f':1"
                        + many(6, ",'f%d':'" + "x".repeat(4_000) + "'") + "}}"));
        errors.add(
                endpoint,
                create("{'organization_id':456,'first_name':'A','other_emails':[{'email':'a@x.org'}"
                        + many(20, ",{'email':'a%d@x.org'}") + "],'other_phones':[{'phone':'12'},{'phone':'123'},"
                        + "{'phone':'123'}]}"));
        errors.add(
                endpoint,
                create("{'organization_id':456,'first_name':'A','external_ids':[{'source':'crm'},{'id':'7'},"
                        + "{'source':'crm','id':'7'},{'source':'crm','id':'7'}]}"));
        errors.add(endpoint, patch("{'first_name':null,'email':'nope'}"));
        errors.add(endpoint, patch("{'ifVersion':'2'}"));
        errors.add(endpoint, patch("{'organization_id':457}").as(Tokens.SOREN));
    }

    private static String many(int count, String format) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(String.format(format, i));
        }
        return all.toString();
    }

    private static void ofQueries(Written errors, ContactsEndpoint endpoint) {
        errors.title("Queries");
        errors.add(endpoint, get("/contacts"));
        errors.add(endpoint, get("/contacts?organization_id=0456"));
        errors.add(
                endpoint,
                get(
                        LIST
                                + "&$limit=-1&$skip=x&$sort[nope]=1&$sort[created_at]=2&$select=nope&$where=1&no_such_field=x"));
        errors.add(endpoint, get(LIST + "&$skip=2147483648&$sort=created_at&$select[x]=id"));
        errors.add(endpoint, get(LIST + "&$select=owner"));
        errors.add(endpoint, get(LIST + "&x=%"));
        errors.add(endpoint, get(LIST + "&x=1&x=2"));
        errors.add(endpoint, get(LIST + "&x" + "[a]".repeat(25) + "=1"));
        errors.add(endpoint, get(LIST + "&$select[]=id".repeat(2_000)));
        errors.add(endpoint, get(LIST, "{'query':[]}"));
        errors.add(endpoint, get("/contacts", "{'organization_id':456}"));
        errors.add(endpoint, get(LIST, "{'query':{'$limit':'25'}}"));
        errors.add(endpoint, get("/contacts/1?$limit=5&$select=nope"));
        errors.add(
                endpoint,
                get(LIST + "&nope=1&email[$foo]=1&company_id=x&id[$contains]=1&created_at=x&phone[$lt]=&last_name=%00"
                        + "&first_name[$contains]=%CC%81&version[$in][a]=1&custom_fields_by_name[$x]=1"
                        + "&avatar_url[$exists]=x&$or=5&$not=5"));
        errors.add(
                endpoint,
                get(
                        LIST,
                        "{'query':{'email':5,'company_id':{},'custom_fields_by_name':{'A':[],'B':{'$gt':true},"
                                + "'C':{'$contains':5},'D':1e9999},'$and':[5,{'custom_fields_by_name':5}]}}"));
        errors.add(endpoint, get(LIST + "&id[$in][]=1".repeat(1_001)));
        errors.add(endpoint, get(LIST + "&$or[][id]=1".repeat(201)));
        errors.add(endpoint, get(LIST + "&$not" + "[$not]".repeat(7) + "[id]=1"));
        errors.add(endpoint, row("POST", "/contacts?$select=nope").json(ADA));
    }

    private static void ofSearches(Written errors, ContactsEndpoint endpoint) {
        String phone = "{'organization_id':456,'searchIn':'phone',";
        errors.title("Searches");
        errors.add(endpoint, search("{}"));
        errors.add(endpoint, search(phone + "'searchTerm':'no'}"));
        errors.add(endpoint, search(phone + "'searchTerm':'12','phone_country_iso':'USA','phone_country_code':'+'}"));
        errors.add(
                endpoint,
                search("{'organization_id':456,'searchIn':'name','searchTerm':'jo\\u0000','$limit':'5','$skip':-1,"
                        + "'$select':['nope'],'$sort':{}}"));
        errors.add(endpoint, search("{'organization_id':456,'searchIn':1,'searchTerm':1}"));
        errors.add(
                endpoint,
                search("{'organization_id':456,'searchIn':'name','searchTerm':'jo','filter':{'$or':[{'nope':1},"
                        + "{'email':{'$foo':1}}],'company_id':'101'}}"));
        errors.add(
                endpoint,
                search("{'organization_id':456,'searchIn':'name','searchTerm':'jo','filter':" + "{'$not':".repeat(8)
                        + "{}" + "}".repeat(8) + "}"));
    }

    /** Failures of the host, and decisions of its policy. */
    private static void ofHosts(Written errors) {
        errors.title("A host whose policy says no");
        ContactsEndpoint forbidding = over(Contacts.builder(new FailingStore()).accessPolicy((caller, what) -> false));
        operations().forEach(row -> errors.add(forbidding, row));

        errors.title("A host whose policy fails");
        errors.add(
                over(Contacts.builder(new FailingStore()).accessPolicy((caller, operation) -> {
                    throw new IllegalStateException(PRIVATE);
                })),
                get(LIST));

        errors.title("A host whose store fails");
        ContactsEndpoint failing = over(Contacts.builder(new FailingStore()));
        operations().forEach(row -> errors.add(failing, row));

        errors.title("A host with limits of work");
        ContactsEndpoint limited = over(Contacts.builder(new HostileWorld(Store.MEMORY.choosing()).repository())
                .workLimits(
                        WorkLimits.DEFAULT.mostSearchedTexts(1).mostValues(3).mostSortedRows(1)));
        errors.add(limited, get(LIST + "&email[$contains]=a&phone[$contains]=1"));
        errors.add(limited, get(LIST + "&company_id[$in][]=1".repeat(4)));
        errors.add(limited, get(LIST + "&$sort[phone]=1"));
        errors.add(
                limited,
                search("{'organization_id':456,'searchIn':'name','searchTerm':'jo','filter':"
                        + "{'email':{'$contains':'a','$endsWith':'b'}}}"));
        ContactsEndpoint hasty = over(Contacts.builder(new InMemoryContactRepository())
                .workLimits(WorkLimits.DEFAULT.deadline(Duration.ofNanos(1))));
        errors.add(hasty, get(LIST));
        errors.add(hasty, create(ADA));

        errors.title("A host whose directory fails");
        ContactsEndpoint lost = over(Contacts.builder(new FailingStore()).directory(new FailingDirectory()));
        errors.add(lost, create("{'organization_id':456,'first_name':'Ada','owned_by_user_id':789}"));
        errors.add(lost, create("{'organization_id':456,'first_name':'Ada','company_id':101}"));

        errors.title("A host whose authenticator fails");
        errors.add(
                ContactsEndpoint.over(Contacts.over(new FailingStore()), headers -> {
                    throw new IllegalStateException(PRIVATE);
                }),
                get(LIST));
        errors.add(
                ContactsEndpoint.over(Contacts.over(new FailingStore()), headers -> {
                    throw new StackOverflowError(PRIVATE);
                }),
                create(ADA));
    }

    private static Stream<HostileRequest> operations() {
        return Stream.of(
                get(LIST),
                get("/contacts/1"),
                create(ADA),
                patch("{'first_name':'Ada'}"),
                delete("/contacts/1"),
                search("{'organization_id':456,'searchTerm':'john','searchIn':'name'}"));
    }

    private static ContactsEndpoint over(ContactsBuilder contacts) {
        Authenticator authenticator = Tokens.AUTHENTICATOR;
        return ContactsEndpoint.over(contacts.build(), authenticator);
    }

    /** The errors so far, as they stand in the file. */
    private static final class Written {
        private final StringBuilder text = new StringBuilder();

        void title(String title) {
            text.append(text.length() == 0 ? "" : "\n")
                    .append("# ")
                    .append(title)
                    .append('\n');
        }

        void add(ContactsEndpoint endpoint, HostileRequest row) {
            Response response = endpoint.handle(row.request());
            Answer answer = Answer.of(response, false);
            assertThat(response.status()).isGreaterThanOrEqualTo(400);
            assertThat(answer.text()).doesNotContain(HostileWorld.SECRET);
            text.append('\n').append(row.sent()).append('\n').append(response.status());
            // The other header fields are those of every answer.
            Stream.of("Allow", "WWW-Authenticate", "Retry-After")
                    .filter(response.headers()::containsKey)
                    .forEach(name -> text.append(' ')
                            .append(name)
                            .append(": ")
                            .append(response.headers().get(name)));
            text.append('\n').append(answer.text()).append('\n');
        }
    }

    private static final class FailingStore implements ContactRepository {
        @Override
        public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
            throw new Storage("The database is down", true, Storage.Outcome.NOT_APPLIED);
        }

        @Override
        public List<Contact> findByKeys(long organizationId, Collection<ContactKey> keys, int limit) {
            throw new Storage("The database is down", true, Storage.Outcome.NOT_APPLIED);
        }

        @Override
        public Rows list(ListRequest request) {
            throw new IllegalStateException(PRIVATE);
        }

        @Override
        public WriteResult write(WriteRequest request) {
            throw new Storage("The connection was lost", false, Storage.Outcome.UNKNOWN);
        }
    }

    private static final class FailingDirectory implements Directory {
        @Override
        public Map<Long, User> users(long organizationId, Set<Long> ids) {
            throw new IllegalStateException(PRIVATE);
        }

        @Override
        public Map<Long, Company> companies(long organizationId, Set<Long> ids) {
            throw new IllegalStateException(PRIVATE);
        }
    }
}
