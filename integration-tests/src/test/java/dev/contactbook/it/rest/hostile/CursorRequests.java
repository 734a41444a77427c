package dev.contactbook.it.rest.hostile;

import static dev.contactbook.it.rest.HostileRequest.delete;
import static dev.contactbook.it.rest.HostileRequest.get;
import static dev.contactbook.it.rest.HostileRequest.patch;
import static dev.contactbook.it.rest.HostileRequest.row;
import static dev.contactbook.it.rest.Tokens.SOREN;
import static dev.contactbook.it.rest.hostile.Samples.ADA;
import static dev.contactbook.it.rest.hostile.Samples.LIST;
import static dev.contactbook.it.rest.hostile.Samples.filtered;
import static dev.contactbook.it.rest.hostile.Samples.find;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.it.rest.HostileRequest;
import dev.contactbook.memory.InMemoryContactRepository;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Cursors: changed, cut, and of other queries (contract §4, §7). */
final class CursorRequests {
    /** As much of contact 1 as cursors hold. */
    private static final Contact JOHN = Contacts.builder(new InMemoryContactRepository())
            .build()
            .create(Caller.system(456), c -> c.firstName("John"));

    private CursorRequests() {}

    static List<HostileRequest> table() {
        return Stream.of(cursors(), cursorsInJson()).flatMap(List::stream).toList();
    }

    /** The cursor of a page of an organization's list that ends with John. */
    private static String cursor(ContactQuery query, long organizationId) {
        return query.cursor(organizationId, JOHN).text();
    }

    private static List<HostileRequest> cursors() {
        String after = LIST + "&$after=";
        String john = cursor(ContactQuery.page(), 456);
        String sorted = cursor(ContactQuery.page().sortBy(ContactFields.FIRST_NAME.desc()), 456);
        String filtered = cursor(ContactQuery.page().where(ContactFields.VERSION.atLeast(1L)), 456);
        String searched = cursor(ContactQuery.of(ContactSearch.byName("john")), 456);
        String elsewhere = cursor(ContactQuery.page(), 457);
        String jane = "\"total\":2,\"limit\":10,\"skip\":0,\"next\":null,\"data\":[{\"id\":4,";
        return List.of(
                get(after + "&$limit=1").answered(200, "\"next\":\"" + john + "\",\"data\":[{\"id\":1,"),
                get(after).answered(200, "\"next\":null,\"data\":[{\"id\":1,"),
                get(LIST + "&$after").answered(200, "\"next\":null,\"data\":[{\"id\":1,"),
                get(after + "&$limit=0").answered(200, "\"next\":null,\"data\":[]"),
                get(after + john).answered(200, jane),
                get(after + john + "&$skip=").answered(200, jane),
                get(after + john + "&$limit=0").answered(200, "\"total\":2,", "\"next\":null,\"data\":[]"),
                get(LIST + "&%24after=%41" + john.substring(1)).answered(200, jane),
                get(after + sorted + "&$sort[first_name]=-1").answered(200, jane),
                get(after + filtered + "&version[$gte]=1").answered(200, jane),
                foreign(after + sorted),
                foreign(after + filtered),
                foreign(after + searched),
                foreign(after + john + "&$sort[id]=1"),
                foreign(after + john + "&version[$gte]=1"),
                foreign(after + sorted + "&$sort[first_name]=1"),
                foreign(after + sorted + "&$sort[last_name]=-1"),
                foreign(after + filtered + "&version[$gt]=1"),
                foreign(after + filtered + "&version[$gte]=2"),
                foreign(after + elsewhere),
                foreign(after + elsewhere).as(SOREN),
                foreign("/contacts?organization_id=457&$after=" + john).as(SOREN),
                foreign("/contacts?organization_id=457&$after=" + john),
                get("/contacts?organization_id=457&$after=" + elsewhere).forbidden(),
                foreign(after + "AQ" + "A".repeat(26)),
                foreign(after + john.substring(0, 20)),
                foreign(after + john.substring(0, 27)),
                foreign(after + john + "AAAA"),
                foreign(after + john + john),
                foreign(after + john.substring(0, 26) + "I"),
                foreign(after + "AQ" + john.substring(2, 26).toLowerCase(Locale.ROOT) + "E"),
                foreign(after + "AQ" + "A".repeat(1 << 20)),
                noCursor(after + "A".repeat(1 << 20)),
                noCursor(after + "A"),
                noCursor(after + "AQ"),
                noCursor(after + "Ag" + john.substring(2)),
                noCursor(after + john.substring(0, 17)),
                noCursor(after + john.substring(1)),
                noCursor(after + john + "A"),
                noCursor(after + john + "=="),
                noCursor(after + john + "%00"),
                noCursor(after + "%20" + john),
                noCursor(after + "+/" + john),
                noCursor(after + "null"),
                noCursor(after + "undefined"),
                noCursor(after + "1"),
                noCursor(after + "-1"),
                noCursor(after + "%27"),
                noCursor(after + "%22" + john + "%22"),
                noCursor(after + "../../etc/passwd"),
                noCursor(after + "%F0%9F%98%80"),
                noCursor(after + "1%20or%201=1--"),
                get(LIST + "&$after[]=" + john).invalidQuery("$after").saying("Must be a text"),
                get(LIST + "&$after[0]=" + john).invalidQuery("$after").saying("Must be a text"),
                get(LIST + "&$after[$gt]=" + john).invalidQuery("$after").saying("Must be a text"),
                get(after + john + "&$after=" + john).invalidQuery("$after").saying("Given twice"),
                get(after + "&$after=" + john).invalidQuery("$after").saying("Given twice"),
                get(after + john + "&$skip=1").invalidQuery("$skip"),
                get(after + john + "&$skip=0").invalidQuery("$skip"),
                get(after + "&$skip=0").invalidQuery("$skip"),
                get(after + "x&$skip=1").invalidQuery("$skip"),
                get(after + "x&$limit=x").invalidQuery("$limit"),
                get(LIST + "&$After=" + john).invalidQuery("$After"),
                get(LIST + "&after=" + john).invalidQuery("after"),
                get(LIST + "&$or[0][$after]=" + john).invalidQuery("$or.0.$after"),
                get("/contacts/1?$after=" + john).invalidQuery("$after"),
                delete("/contacts/1?$after=").invalidQuery("$after"),
                patch("/contacts/1?$after=" + john, "{'first_name':'Ada'}").invalidQuery("$after"),
                row("POST", "/contacts?$after=").json(ADA).answered(201, "\"id\":5,"),
                find(",'searchTerm':'john','searchIn':'name','$after':'" + searched + "'")
                        .invalidSearch("$after"),
                find(",'searchTerm':'john','searchIn':'name','$after':null").invalidSearch("$after"),
                row("POST", "/contacts?$after=" + searched)
                        .json("{'organization_id':456,'searchTerm':'john','searchIn':'name'}")
                        .header("X-Service-Method", "search")
                        .answered(200, "\"total\":1,\"limit\":10,\"skip\":0,\"data\":[{\"id\":1,"));
    }

    private static HostileRequest foreign(String list) {
        return get(list).invalidQuery("$after").saying("Cursor belongs to another query");
    }

    private static HostileRequest noCursor(String list) {
        return get(list).invalidQuery("$after").saying("Not a valid cursor: use the page's next");
    }

    private static List<HostileRequest> cursorsInJson() {
        String john = cursor(ContactQuery.page(), 456);
        return List.of(
                filtered("{'$after':'" + john + "'}").answered(200, "\"next\":null,\"data\":[{\"id\":4,"),
                filtered("{'$after':''}").answered(200, "\"next\":null,\"data\":[{\"id\":1,"),
                filtered("{'$after':null,'$limit':1}").answered(200, "\"next\":\"" + john + "\","),
                filtered("{'$after':null,'$skip':null}").answered(200, "\"next\":null,\"data\":[{\"id\":1,"),
                filtered("{'$after':null,'$skip':0}").invalidQuery("$skip"),
                filtered("{'$after':0}").invalidQuery("$after"),
                filtered("{'$after':1e999999999}").invalidQuery("$after"),
                filtered("{'$after':true}").invalidQuery("$after"),
                filtered("{'$after':['" + john + "']}").invalidQuery("$after"),
                filtered("{'$after':[]}").invalidQuery("$after"),
                filtered("{'$after':{}}").invalidQuery("$after"),
                filtered("{'$after':{'id':1}}").invalidQuery("$after"),
                filtered("{'$after':'\\ud800'}").invalidQuery("$after"),
                filtered("{'$after':'\\u0000'}").invalidQuery("$after"),
                filtered("{'$after':'" + john + "\\n'}").invalidQuery("$after"),
                get(LIST + "&$after=" + john, "{'query':{'$after':'" + john + "'}}")
                        .answered(200, "\"data\":[{\"id\":4,"));
    }
}
