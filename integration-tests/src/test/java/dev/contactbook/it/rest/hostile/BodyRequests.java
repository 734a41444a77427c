package dev.contactbook.it.rest.hostile;

import static dev.contactbook.it.rest.HostileRequest.create;
import static dev.contactbook.it.rest.HostileRequest.delete;
import static dev.contactbook.it.rest.HostileRequest.get;
import static dev.contactbook.it.rest.HostileRequest.patch;
import static dev.contactbook.it.rest.HostileRequest.row;
import static dev.contactbook.it.rest.HostileRequest.search;
import static dev.contactbook.it.rest.hostile.Samples.ADA;
import static dev.contactbook.it.rest.hostile.Samples.LIST;
import static dev.contactbook.it.rest.hostile.Samples.NO_HEADER;
import static dev.contactbook.it.rest.hostile.Samples.named;
import static dev.contactbook.it.rest.hostile.Samples.names;
import static dev.contactbook.it.rest.hostile.Samples.text;

import dev.contactbook.it.rest.HostileRequest;
import dev.contactbook.rest.ContactsEndpoint;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Bodies: where they are allowed, their encoding, form and size (contract §7). */
final class BodyRequests {
    private BodyRequests() {}

    static List<HostileRequest> table() {
        return Stream.of(bodiesOfGet(), contentTypes(), encodings(), malformedJson(), sizes())
                .flatMap(List::stream)
                .toList();
    }

    private static List<HostileRequest> bodiesOfGet() {
        return List.of(
                get("/contacts", "{}").invalidQuery("organization_id"),
                get("/contacts", "{'query':null}").invalidQuery("organization_id"),
                get("/contacts", "{'query':{}}").invalidQuery("organization_id"),
                get("/contacts", "{'organization_id':456}")
                        .invalidQuery("organization_id")
                        .saying("Must be inside \\\"query\\\""),
                get(LIST, "{'" + "x".repeat(101) + "':1}").invalidQuery("x".repeat(100)),
                get(LIST, "{'query':{},'x':1}").invalidQuery("x"),
                get(LIST, "{'query':[]}").invalidQuery("query"),
                get(LIST, "{'query':'organization_id=457'}").invalidQuery("query"),
                get(LIST, "{'query':1}").invalidQuery("query"),
                get(LIST, "[]").invalidJson(),
                get(LIST, "null").invalidJson(),
                get(LIST, "{'query':{}").invalidJson(),
                get(LIST, "{'query':{},'query':{}}").invalidJson(),
                get(LIST, " ").invalidJson(),
                get("/contacts", "{'query':{'organization_id':'456'}}").invalidQuery("organization_id"),
                get("/contacts", "{'query':{'organization_id':456.0}}").invalidQuery("organization_id"),
                get("/contacts", "{'query':{'organization_id':[456]}}").invalidQuery("organization_id"),
                get("/contacts", "{'query':{'organization_id':{'$in':[456]}}}").invalidQuery("organization_id"),
                get("/contacts", "{'query':{'organization_id':null}}").invalidQuery("organization_id"),
                get("/contacts", "{'query':{'organization_id':true}}").invalidQuery("organization_id"),
                get("/contacts", "{'query':{'organization_id':457}}").forbidden(),
                get(LIST, "{'query':{'$limit':'25'}}").invalidQuery("$limit"),
                get(LIST, "{'query':{'$limit':25.0}}").invalidQuery("$limit"),
                get(LIST, "{'query':{'$limit':1e1}}").invalidQuery("$limit"),
                get(LIST, "{'query':{'$limit':1e999999999}}").invalidQuery("$limit"),
                get(LIST, "{'query':{'$limit':-1}}").invalidQuery("$limit"),
                get(LIST, "{'query':{'$limit':true}}").invalidQuery("$limit"),
                get(LIST, "{'query':{'$limit':[5]}}").invalidQuery("$limit"),
                get(LIST, "{'query':{'$skip':2147483648}}").invalidQuery("$skip"),
                get(LIST, "{'query':{'$skip':''}}").invalidQuery("$skip"),
                get(LIST, "{'query':{'$sort':'created_at'}}").invalidQuery("$sort"),
                get(LIST, "{'query':{'$sort':['created_at']}}").invalidQuery("$sort"),
                get(LIST, "{'query':{'$sort':{'created_at':-1.0}}}").invalidQuery("$sort.created_at"),
                get(LIST, "{'query':{'$sort':{'created_at':null}}}").invalidQuery("$sort.created_at"),
                get(LIST, "{'query':{'$sort':{'created_at':[1]}}}").invalidQuery("$sort.created_at"),
                get(LIST, "{'query':{'$select':[1]}}").invalidQuery("$select"),
                get(LIST, "{'query':{'$select':[null]}}").invalidQuery("$select"),
                get(LIST, "{'query':{'$select':{'0':'id'}}}").invalidQuery("$select"),
                get(LIST, "{'query':{'$select':7}}").invalidQuery("$select"),
                get(LIST, "{'query':{'$select':['\\ud800']}}").invalidQuery("$select"),
                get(LIST, "{'query':{'$where':'1'}}").invalidQuery("$where"),
                get(LIST, "{'query':{'__proto__':{'x':1}}}").invalidQuery("__proto__"),
                get(LIST, "{'query':{'\\ud800':1}}").invalidJson(),
                get("/contacts/1", "{'query':{'$limit':1}}").invalidQuery("$limit"),
                get("/contacts/1", "{'query':{'organization_id':457}}").forbidden(),
                get("/contacts?organization_id=457", "{'query':{'organization_id':456}}")
                        .forbidden(),
                get("/contacts?organization_id=456", "{'query':{'organization_id':457}}")
                        .answered(200, "\"total\":2,"),
                get(LIST + "&$sort[id]=-1", "{'query':{'$sort':{'nope':1}}}").answered(200, "[{\"id\":4,"),
                get("/contacts", "{'query':{'organization_id':456,'$limit':-0}}")
                        .answered(200, "\"limit\":0,"),
                get("/contacts", "{'query':{'organization_id':456,'$limit':1" + "0".repeat(900) + "}}")
                        .answered(200, "\"limit\":1000,"),
                get("/contacts", "{'query':{'organization_id':456,'$sort':{'id':'-1'},'$select':'id'}}")
                        .answered(200, "\"data\":[{\"id\":4},{\"id\":1}]"),
                get("/contacts/1", "{'query':{'$select':['email']}}")
                        .answered(200, "{\"id\":1,\"email\":\"john.doe@example.com\"}"));
    }

    private static List<HostileRequest> contentTypes() {
        return List.of(
                create(ADA).header("Content-Type", NO_HEADER).contentType(),
                create(ADA).header("Content-Type", "").contentType(),
                create(ADA).header("Content-Type", "text/plain").contentType(),
                create(ADA).header("Content-Type", "text/json").contentType(),
                create(ADA)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .contentType(),
                create(ADA)
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .contentType(),
                create(ADA).header("Content-Type", "application/xml").contentType(),
                create(ADA).header("Content-Type", "application/jsonp").contentType(),
                create(ADA).header("Content-Type", "application/json5").contentType(),
                create(ADA).header("Content-Type", "application/ld+json").contentType(),
                create(ADA)
                        .header("Content-Type", "application/json-patch+json")
                        .contentType(),
                create(ADA).header("Content-Type", "application").contentType(),
                create(ADA).header("Content-Type", "*/*").contentType(),
                create(ADA).header("Content-Type", "json").contentType(),
                create(ADA)
                        .header("Content-Type", "application/json text/plain")
                        .contentType(),
                create(ADA)
                        .header("Content-Type", "application/json, text/plain")
                        .contentType(),
                create(ADA)
                        .header("Content-Type", "application/json", "application/json")
                        .contentType(),
                create(ADA)
                        .header("Content-Type", "application/json; charset=iso-8859-1")
                        .contentType(),
                create(ADA)
                        .header("Content-Type", "application/json; charset=utf-16")
                        .contentType(),
                create(ADA)
                        .header("Content-Type", "application/json; charset=\"utf-16\"")
                        .contentType(),
                create(ADA)
                        .header("Content-Type", "application/json; CHARSET=UTF-7")
                        .contentType(),
                create(ADA).header("Content-Type", "application/json; charset=").contentType(),
                create(ADA).header("Content-Type", "application/json; charset").contentType(),
                create(ADA)
                        .header("Content-Type", "application/json; charset=utf-8; charset=utf-16")
                        .contentType(),
                create(ADA)
                        .header("Content-Type", "application/json; x=1; charset=latin1")
                        .contentType(),
                patch("{}")
                        .header("Content-Type", "application/merge-patch+json")
                        .contentType(),
                search("{}").header("Content-Type", "text/plain").contentType(),
                get(LIST, "{}").header("Content-Type", "text/plain").contentType(),
                get("/contacts/1", "{}").header("Content-Type", NO_HEADER).contentType(),
                get("/contacts/1").header("Content-Type", "text/plain").answered(200, "\"id\":1,"),
                delete("/contacts/1")
                        .json("{")
                        .header("Content-Type", "text/plain")
                        .answered(200, "\"id\":1,"),
                create(ADA).header("Content-Type", "APPLICATION/JSON").answered(201, "\"id\":5,"),
                create(ADA)
                        .header("Content-Type", "application/json;charset=UTF-8")
                        .answered(201, "\"id\":5,"),
                create(ADA)
                        .header("Content-Type", "application/json; charset=\"utf-8\"")
                        .answered(201, "\"id\":5,"),
                create(ADA)
                        .header("Content-Type", "application/json; charset-x=1")
                        .answered(201, "\"id\":5,"),
                create(ADA)
                        .header("Content-Type", " application/json ; profile=x;")
                        .answered(201, "\"id\":5,"));
    }

    private static List<HostileRequest> encodings() {
        return List.of(
                create("").bytes(encoded(StandardCharsets.UTF_16LE)).invalidJson(),
                create("").bytes(encoded(StandardCharsets.UTF_16BE)).invalidJson(),
                create("").bytes(encoded(StandardCharsets.UTF_16)).invalidJson(), // with a byte order mark
                create("").bytes(encoded(Charset.forName("UTF-32LE"))).invalidJson(),
                create("").bytes(encoded(Charset.forName("UTF-32BE"))).invalidJson(),
                create("").bytes(named(0xE9)).invalidJson(), // Latin-1
                create("").bytes(named(0x80)).invalidJson(), // a continuation of nothing
                create("").bytes(named(0xFF)).invalidJson(),
                create("").bytes(named(0xC3)).invalidJson(), // cut short
                create("").bytes(named(0xC1, 0x81)).invalidJson(), // overlong A
                create("").bytes(named(0xE0, 0x81, 0x81)).invalidJson(),
                create("").bytes(named(0xC0, 0x80)).invalidJson(), // Java's modified NUL
                create("").bytes(named(0xED, 0xA0, 0x80)).invalidJson(), // a surrogate
                create("").bytes(named(0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80)).invalidJson(), // CESU-8
                create("").bytes(named(0xF4, 0x90, 0x80, 0x80)).invalidJson(), // beyond Unicode
                create("")
                        .bytes(bytes(0x1F, 0x8B, 0x08, 0x00))
                        .header("Content-Encoding", "gzip")
                        .invalidJson(),
                create("").rawJson("\ufeff" + ADA.replace('\'', '"')).answered(201, "\"id\":5,"),
                create("").rawJson("\ufeff\ufeff" + ADA.replace('\'', '"')).invalidJson(),
                create("").rawJson("\ufeff").invalidJson(),
                search("").bytes(encoded(StandardCharsets.UTF_16LE)).invalidJson(),
                patch("").bytes(encoded(StandardCharsets.UTF_16LE)).invalidJson(),
                get(LIST).bytes(encoded(StandardCharsets.UTF_16LE)).invalidJson(),
                create("").bytes(named(0xF0, 0x9F, 0x98, 0x80)).answered(201, "\"first_name\":\"\ud83d\ude00\""));
    }

    private static byte[] encoded(Charset charset) {
        return ADA.replace('\'', '"').getBytes(charset);
    }

    private static byte[] bytes(int... bytes) {
        return text(bytes).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<HostileRequest> malformedJson() {
        String a = "{'organization_id':456,'first_name':'Ada'";
        return List.of(
                create("").invalidJson(),
                create(" \n").invalidJson(),
                create("null").invalidJson(),
                create("true").invalidJson(),
                create("7").invalidJson(),
                create("'text'").invalidJson(),
                create("{").invalidJson(),
                create("}").invalidJson(),
                create(a).invalidJson(),
                create(a + ",}").invalidJson(),
                create(a + "}}").invalidJson(),
                create(a + "} {}").invalidJson(),
                create(a + "}x").invalidJson(),
                create(a + "}\u0000").invalidJson(),
                create(a + "}// done").invalidJson(),
                create("/* hello */" + a + "}").invalidJson(),
                create(")]}'\n" + a + "}").invalidJson(),
                create(a + ",'last_name':undefined}").invalidJson(),
                create(a + ",'company_id':NaN}").invalidJson(),
                create(a + ",'company_id':-Infinity}").invalidJson(),
                create(a + ",'company_id':0x65}").invalidJson(),
                create(a + ",'company_id':0101}").invalidJson(),
                create(a + ",'company_id':+101}").invalidJson(),
                create(a + ",'company_id':101.}").invalidJson(),
                create(a + ",'company_id':.5}").invalidJson(),
                create(a + ",'company_id':1e}").invalidJson(),
                create(a + ",'company_id':1e9999999999}").invalidContact("company_id"),
                create(a + ",'company_id':-}").invalidJson(),
                create(a + ",'company_id':--1}").invalidJson(),
                create(a + ",'company_id':1" + "0".repeat(1_000) + "}").invalidJson(),
                create(a + ",'last_name':'\n'}").invalidJson(),
                create(a + ",'last_name':'\u0000'}").invalidJson(),
                create(a + ",'last_name':'\\x41'}").invalidJson(),
                create(a + ",'last_name':'\\u12'}").invalidJson(),
                create(a + ",last_name:'B'}").invalidJson(),
                create("").rawJson("{'organization_id':456,'first_name':'Ada'}").invalidJson(),
                create(a + ",'first_name':'Eve'}").invalidJson(),
                create(a + ",'organization_id':457}").invalidJson(),
                create(a + ",'\\u0066irst_name':'Eve'}").invalidJson(),
                create(a + ",'custom_fields_by_name':{'x':1,'x':2}}").invalidJson(),
                create("organization_id=456&first_name=Ada").invalidJson(),
                create("<contact/>").invalidJson(),
                patch("").invalidJson(),
                patch("[]").invalidJson(),
                patch("[{'first_name':'Ada'}]").invalidJson(),
                patch("null").invalidJson(),
                patch("'first_name'").invalidJson(),
                patch("{'first_name':'A','first_name':'B'}").invalidJson(),
                search("").invalidJson(),
                search("[]").invalidJson(),
                search("null").invalidJson());
    }

    private static List<HostileRequest> sizes() {
        return List.of(
                create(ADA + " ".repeat(ContactsEndpoint.MAX_BODY - ADA.length()))
                        .answered(201, "\"id\":5,"),
                create(ADA + " ".repeat(ContactsEndpoint.MAX_BODY + 1 - ADA.length()))
                        .tooLarge(),
                create("").bytes(new byte[2 * ContactsEndpoint.MAX_BODY]).tooLarge(),
                search("").bytes(new byte[ContactsEndpoint.MAX_BODY + 1]).tooLarge(),
                patch("").bytes(new byte[ContactsEndpoint.MAX_BODY + 1]).tooLarge(),
                get(LIST).bytes(new byte[ContactsEndpoint.MAX_BODY + 1]).tooLarge(),
                get("/contacts/1")
                        .bytes(new byte[ContactsEndpoint.MAX_BODY + 1])
                        .tooLarge(),
                delete("/contacts/1")
                        .bytes(new byte[ContactsEndpoint.MAX_BODY + 1])
                        .tooLarge(),
                row("HEAD", "/contacts/1")
                        .bytes(new byte[ContactsEndpoint.MAX_BODY + 1])
                        .tooLarge(),
                create("{'organization_id':456,'first_name':'" + "x".repeat(1_000_000) + "'}")
                        .invalidContact("first_name"),
                create("{'" + "x".repeat(1_000_000) + "':1}")
                        .invalidContact("organization_id", "first_name", "x".repeat(100)),
                create("{'x':" + nested(31) + "}").invalidContact("organization_id", "first_name", "x"),
                create("{'x':" + nested(32) + "}").invalidJson(),
                create("{'x':" + "[".repeat(500_000)).invalidJson(),
                create("{'x':".repeat(100_000)).invalidJson(),
                get(LIST, "{'query':{'x':" + nested(30) + "}}").invalidQuery("x"),
                get(LIST, "{'query':{'x':" + nested(31) + "}}").invalidJson(),
                create("{'organization_id':456,'first_name':'Ada',"
                                + IntStream.range(0, 50_000)
                                        .mapToObj(i -> "'p" + i + "':0")
                                        .collect(Collectors.joining(","))
                                + "}")
                        .invalidContact(names("p", 100)));
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }
}
