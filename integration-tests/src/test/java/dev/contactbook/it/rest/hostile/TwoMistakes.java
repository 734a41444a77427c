package dev.contactbook.it.rest.hostile;

import static dev.contactbook.it.rest.HostileRequest.create;
import static dev.contactbook.it.rest.HostileRequest.delete;
import static dev.contactbook.it.rest.HostileRequest.get;
import static dev.contactbook.it.rest.HostileRequest.patch;
import static dev.contactbook.it.rest.HostileRequest.row;
import static dev.contactbook.it.rest.HostileRequest.search;
import static dev.contactbook.it.rest.Tokens.SOREN;
import static dev.contactbook.it.rest.hostile.Samples.ADA;
import static dev.contactbook.it.rest.hostile.Samples.NO_HEADER;
import static dev.contactbook.it.rest.hostile.Samples.named;

import dev.contactbook.it.rest.HostileRequest;
import dev.contactbook.it.rest.Tokens;
import dev.contactbook.rest.ContactsEndpoint;
import java.util.List;

/** Requests with two mistakes: the answer shows the order of the checks (contract §7). */
final class TwoMistakes {
    private TwoMistakes() {}

    static List<HostileRequest> table() {
        byte[] tooLarge = new byte[ContactsEndpoint.MAX_BODY + 1];
        return List.of(
                // 404 of the route before 405, 401, 413
                row("PUT", "/nowhere").pathNotFound(),
                get("/nowhere").authorization(NO_HEADER).pathNotFound(),
                row("POST", "/nowhere").bytes(tooLarge).pathNotFound(),
                row("POST", "/nowhere")
                        .header("X-Service-Method", "nope")
                        .json("{")
                        .pathNotFound(),
                get("/contacts/%zz?x=%").authorization(NO_HEADER).pathNotFound(),
                // 405 before 401, 413, 400
                row("PUT", "/contacts/1").authorization(NO_HEADER).notSupported("update"),
                row("PATCH", "/contacts").authorization(NO_HEADER).notAllowed(),
                create(ADA)
                        .header("X-Service-Method", "nope")
                        .authorization(NO_HEADER)
                        .notSupported("nope"),
                row("PUT", "/contacts/1").bytes(tooLarge).notSupported("update"),
                row("PUT", "/contacts/1?x=%").json("{").notSupported("update"),
                row("PUT", "/contacts/abc").notSupported("update"),
                // 401 before 413, 400, 404
                create("").bytes(tooLarge).authorization(NO_HEADER).notAuthenticated(),
                create("{").authorization(NO_HEADER).notAuthenticated(),
                create("[]").bearer("an expired token", Tokens.expired()).notAuthenticated(),
                get("/contacts?x=%").authorization(NO_HEADER).notAuthenticated(),
                get("/contacts/99").authorization(NO_HEADER).notAuthenticated(),
                get("/contacts?organization_id=457").authorization(NO_HEADER).notAuthenticated(),
                // 413 before 400, 404
                create("").bytes(tooLarge).header("Content-Type", "text/plain").tooLarge(),
                row("POST", "/contacts?x=%").bytes(tooLarge).tooLarge(),
                row("PATCH", "/contacts/abc").bytes(tooLarge).tooLarge(),
                delete("/contacts/99?nope=1").bytes(tooLarge).tooLarge(),
                // 400 of the body before 405 of a list, and before what the query says
                create("[").invalidJson(),
                create("[]").header("Content-Type", "text/plain").contentType(),
                create("{").header("Content-Type", "text/plain").contentType(),
                create("")
                        .bytes(named(0xFF))
                        .header("Content-Type", "text/plain")
                        .contentType(),
                row("POST", "/contacts?x=%").json("{").invalidJson(),
                row("POST", "/contacts?$select=nope").json("{").invalidJson(),
                get("/contacts?x=%", "{").invalidJson(),
                get("/contacts?nope=1", "[]").invalidJson(),
                get("/contacts?organization_id=457", "{").invalidJson(),
                patch("/contacts/99?x=%", "{").invalidJson(),
                patch("/contacts/99", "[]").invalidJson(),
                patch("/contacts/1?organization_id=457", "null").invalidJson(),
                // 405 of a list before all of its contents
                create("[]").notAllowed(),
                create("[" + ADA + "]").notAllowed(),
                create("[" + ADA + "," + ADA + "]").notAllowed(),
                create("[{'organization_id':457}]").notAllowed(),
                create("[7]").notAllowed(),
                row("POST", "/contacts?x=%").json("[]").notAllowed(),
                row("POST", "/contacts?$select=nope").json("[]").notAllowed(),
                // 400 before 403, 404, 409
                get("/contacts?organization_id=457&$limit=x").invalidQuery("$limit"),
                get("/contacts?organization_id=457&nope=1").invalidQuery("nope"),
                get("/contacts/99?nope=1").invalidQuery("nope"),
                get("/contacts/abc?$select=nope").invalidQuery("$select"),
                get("/contacts/1?organization_id=457&$select=nope").invalidQuery("$select"),
                delete("/contacts/99?organization_id=x").invalidQuery("organization_id"),
                create("{'organization_id':457}").invalidContact("first_name"),
                create("{'organization_id':457,'first_name':'A','email':'nope'}")
                        .invalidContact("email"),
                create("{'organization_id':457,'first_name':'A','zip':1}").invalidContact("zip"),
                search("{'organization_id':457,'searchTerm':'j','searchIn':'name'}")
                        .invalidSearch("searchTerm"),
                search("{'organization_id':457,'searchTerm':'jo','searchIn':'name','zip':1}")
                        .invalidSearch("zip"),
                patch("/contacts/99", "{'zip':1}").invalidContact("zip"),
                patch("/contacts/99", "{'first_name':7}").invalidContact("first_name"),
                patch("/contacts/abc", "{'ifVersion':'x'}").invalidContact("ifVersion"),
                patch("{'ifVersion':1,'first_name':7}").invalidContact("first_name"),
                patch("{'organization_id':457,'zip':1}").invalidContact("zip"),
                patch("/contacts/1?organization_id=457", "{'zip':1}").invalidContact("zip"),
                // 400 of the query before 400 of the body's contents: their messages differ
                patch("/contacts/1?nope=1", "{'zip':1}").invalidQuery("nope"),
                row("POST", "/contacts?$select=nope").json("{}").invalidQuery("$select"),
                get("/contacts?nope=1", "{'zip':1}").invalidQuery("zip"),
                // 403 of an organization before 400 of a directory, 404, 409
                create("{'organization_id':457,'first_name':'A','company_id':99}")
                        .forbidden(),
                get("/contacts/99?organization_id=457").forbidden(),
                get("/contacts/abc?organization_id=457").forbidden(),
                delete("/contacts/99?organization_id=458").forbidden(),
                patch("/contacts/99", "{'organization_id':457}").forbidden(),
                patch("/contacts/abc", "{'organization_id':457}").forbidden(),
                patch("{'organization_id':457,'ifVersion':1}").forbidden(),
                patch("{'organization_id':457,'email':'nope'}").forbidden(),
                // 404 before 409 and 400 of the result
                patch("/contacts/99", "{'ifVersion':1}").notFound("99"),
                patch("/contacts/2", "{'ifVersion':1,'email':'nope'}").notFound("2"),
                patch("/contacts/3", "{'email':'nope'}").notFound("3"),
                patch("/contacts/3", "{'organization_id':456,'email':'nope'}").notFound("3"),
                // 409 before 400 of the result
                patch("{'ifVersion':1,'email':'nope'}").conflict(2),
                patch("{'ifVersion':1,'company_id':99}").conflict(2),
                patch("{'ifVersion':1,'first_name':null}").conflict(2),
                patch("{'ifVersion':1,'organization_id':457}").as(SOREN).conflict(2));
    }
}
