package dev.contactbook.it.rest.hostile;

import static dev.contactbook.it.rest.HostileRequest.search;
import static dev.contactbook.it.rest.Tokens.NOBODY;
import static dev.contactbook.it.rest.hostile.Samples.find;

import dev.contactbook.it.rest.HostileRequest;
import dev.contactbook.it.rest.HostileWorld;
import java.util.List;

/** Bodies of searches (contract §7). */
final class SearchRequests {
    private SearchRequests() {}

    static List<HostileRequest> table() {
        String john = ",'searchTerm':'john','searchIn':'name'";
        String phone = ",'searchTerm':'4567','searchIn':'phone'";
        return List.of(
                search("{}").invalidSearch("organization_id", "searchIn", "searchTerm"),
                find("").invalidSearch("searchIn", "searchTerm"),
                find(",'searchTerm':'john'").invalidSearch("searchIn"),
                find(",'searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':null,'searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':'','searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':' j ','searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':'\\ud83d\\ude00','searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':'\\u0301\\u0301\\u0301','searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':'jo\\u0000hn','searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':'jo\\ud800','searchIn':'email'").invalidSearch("searchTerm"),
                find(",'searchTerm':'" + "x".repeat(256) + "','searchIn':'name'")
                        .invalidSearch("searchTerm"),
                find(",'searchTerm':'" + "\ufdfa".repeat(255) + "','searchIn':'name'")
                        .answered(200, "\"total\":0,"),
                find(",'searchTerm':'" + "x".repeat(1_000_000) + "','searchIn':'name'")
                        .invalidSearch("searchTerm"),
                find(",'searchTerm':1234,'searchIn':'phone','phone_country_iso':'US','phone_country_code':'+1'")
                        .invalidSearch("searchTerm"),
                find(",'searchTerm':['john'],'searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':{'$ne':''},'searchIn':'name'").invalidSearch("searchTerm"),
                find(",'searchTerm':'john','searchIn':null").invalidSearch("searchIn"),
                find(",'searchTerm':'john','searchIn':'Name'").invalidSearch("searchIn"),
                find(",'searchTerm':'john','searchIn':'name '").invalidSearch("searchIn"),
                find(",'searchTerm':'john','searchIn':'custom_fields_by_name'").invalidSearch("searchIn"),
                find(",'searchTerm':'john','searchIn':['name']").invalidSearch("searchIn"),
                find(",'searchTerm':'john','searchIn':1").invalidSearch("searchIn"),
                find(phone).invalidSearch("phone_country_code", "phone_country_iso"),
                find(phone + ",'phone_country_iso':'US'").invalidSearch("phone_country_code"),
                find(phone + ",'phone_country_code':'+1'").invalidSearch("phone_country_iso"),
                find(phone + ",'phone_country_code':'','phone_country_iso':' '")
                        .invalidSearch("phone_country_code", "phone_country_iso"),
                find(phone + ",'phone_country_code':1,'phone_country_iso':'US'").invalidSearch("phone_country_code"),
                find(phone + ",'phone_country_code':'+1','phone_country_iso':'USA'")
                        .invalidSearch("phone_country_iso"),
                find(",'searchTerm':'no1','searchIn':'phone','phone_country_iso':'US','phone_country_code':'1'")
                        .invalidSearch("searchTerm"),
                find(john + ",'$limit':'5'").invalidSearch("$limit"),
                find(john + ",'$limit':-1").invalidSearch("$limit"),
                find(john + ",'$limit':1.5").invalidSearch("$limit"),
                find(john + ",'$limit':1e1").invalidSearch("$limit"),
                find(john + ",'$skip':'0'").invalidSearch("$skip"),
                find(john + ",'$skip':2147483648").invalidSearch("$skip"),
                find(john + ",'$select':'nope'").invalidSearch("$select"),
                find(john + ",'$select':['owner']").invalidSearch("$select"),
                find(john + ",'$sort':{'id':1}").invalidSearch("$sort"),
                find(john + ",'$after':''").invalidSearch("$after"),
                find(john + ",'$where':'1'").invalidSearch("$where"),
                find(john + ",'fastJoinForContactList':true").invalidSearch("fastJoinForContactList"),
                find(john + ",'limit':1").invalidSearch("limit"),
                find(john + ",'query':{}").invalidSearch("query"),
                find(john + ",'company_id':101").invalidSearch("company_id"),
                find(john + ",'$or':[]").invalidSearch("$or"),
                find(john + ",'filter':[]").invalidSearch("filter"),
                find(john + ",'filter':'id=1'").invalidSearch("filter"),
                find(john + ",'filter':{'nope':1,'company_id':'101','$or':[{'email':{'$foo':1}}]}")
                        .invalidSearch("filter.nope", "filter.company_id", "filter.$or.0.email.$foo"),
                find(john + ",'filter':{'filter':{}}").invalidSearch("filter.filter"),
                find(john + ",'filter':{'$limit':1}").invalidSearch("filter.$limit"),
                find(john + ",'filter':" + "{'$not':".repeat(8) + "{}" + "}".repeat(8))
                        .invalidSearch("filter"),
                find(john + ",'filter':" + "{'$not':".repeat(30) + "{}" + "}".repeat(30))
                        .invalidSearch("filter"),
                find(john + ",'filter':{'$or':[{}" + ",{}".repeat(300_000) + "]}")
                        .invalidSearch("filter"),
                find(john + ",'filter':null").answered(200, "\"total\":1,"),
                find(john + ",'filter':{}").answered(200, "\"total\":1,"),
                find(john + ",'filter':{'company_id':101}").answered(200, "\"total\":1,"),
                find(john + ",'filter':{'$not':{'company_id':101}}").answered(200, "\"total\":0,"),
                find(john + ",'filter':{'organization_id':457}").answered(200, "\"total\":0,"),
                search("{'organization_id':'456'" + john + "}").invalidSearch("organization_id"),
                search("{'query':{'organization_id':456" + john + "}}")
                        .invalidSearch("organization_id", "searchIn", "searchTerm", "query"),
                search("{'organization_id':457" + john + "}").forbidden(),
                search("{'organization_id':456" + john + "}").as(NOBODY).forbidden(),
                find(john + ",'$limit':1001").answered(200, "\"limit\":1000,"),
                find(john + ",'$limit':0").answered(200, "\"total\":1,\"limit\":0,\"skip\":0,\"data\":[]"),
                find(john + ",'$limit':null,'$skip':null,'$select':null").answered(200, "\"limit\":10,\"skip\":0,"),
                find(john + ",'phone_country_iso':7,'phone_country_code':[]").answered(200, "\"total\":1,"),
                find(",'searchTerm':'" + HostileWorld.SECRET + "','searchIn':'name'")
                        .answered(200, "\"total\":0,"),
                find(",'searchTerm':'" + HostileWorld.SECRET + "','searchIn':'email'")
                        .answered(200, "\"total\":0,"),
                find(",'searchTerm':'Gone','searchIn':'name'").answered(200, "\"total\":0,"),
                find(phone + ",'phone_country_iso':'us','phone_country_code':'1'")
                        .answered(200, "\"total\":1,"));
    }
}
