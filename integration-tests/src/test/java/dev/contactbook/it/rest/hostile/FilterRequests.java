package dev.contactbook.it.rest.hostile;

import static dev.contactbook.it.rest.HostileRequest.delete;
import static dev.contactbook.it.rest.HostileRequest.get;
import static dev.contactbook.it.rest.HostileRequest.patch;
import static dev.contactbook.it.rest.HostileRequest.row;
import static dev.contactbook.it.rest.Tokens.SOREN;
import static dev.contactbook.it.rest.hostile.Samples.LIST;
import static dev.contactbook.it.rest.hostile.Samples.ada;
import static dev.contactbook.it.rest.hostile.Samples.filtered;
import static dev.contactbook.it.rest.hostile.Samples.names;

import dev.contactbook.it.rest.HostileRequest;
import dev.contactbook.it.rest.HostileWorld;
import java.util.List;
import java.util.stream.Stream;

/** Filters in query strings and in JSON (contract §7). */
final class FilterRequests {
    private FilterRequests() {}

    static List<HostileRequest> table() {
        return Stream.of(filters(), filtersInJson(), filtersOfOne())
                .flatMap(List::stream)
                .toList();
    }

    private static List<HostileRequest> filters() {
        String ids = "&id[$in][]=";
        return List.of(
                get(LIST + "&email=john.doe@example.com").answered(200, "\"total\":1,", "\"id\":1,"),
                get(LIST + "&email=John.Doe@example.com").answered(200, "\"total\":0,"),
                get(LIST + "&first_name[$startsWith]=J").answered(200, "\"total\":2,"),
                get(LIST + "&id=3").answered(200, "\"total\":0,"),
                get(LIST + "&id=2").answered(200, "\"total\":0,"),
                get(LIST + "&id[$in][]=1&id[$in][]=2&id[$in][]=3").answered(200, "\"total\":1,"),
                get(LIST + "&id[$gt]=0").answered(200, "\"total\":2,"),
                get(LIST + "&first_name=" + HostileWorld.SECRET).answered(200, "\"total\":0,"),
                get(LIST + "&first_name[$lt]=Z").answered(200, "\"total\":2,"),
                get(LIST + "&custom_fields_by_name[" + HostileWorld.SECRET + "][$exists]=true")
                        .answered(200, "\"total\":0,"),
                get(LIST + "&deleted_at[$exists]=true").answered(200, "\"total\":0,"),
                get(LIST + "&$or[0][deleted_at][$ne]=&$or[1][deleted_at]=").answered(200, "\"total\":2,"),
                get(LIST + "&$or[0][organization_id]=457").answered(200, "\"total\":0,"),
                get(LIST + "&$or[0][organization_id]=457&$or[1][organization_id]=456")
                        .answered(200, "\"total\":2,"),
                get(LIST + "&$not[organization_id]=456").answered(200, "\"total\":0,"),
                get(LIST + "&$not[organization_id]=456").as(SOREN).answered(200, "\"total\":0,"),
                get("/contacts?organization_id=457&$or[0][organization_id]=456").forbidden(),
                get("/contacts?$or[0][organization_id]=456").invalidQuery("organization_id"),
                get(LIST + "&$and[0][$or][0][id]=3").answered(200, "\"total\":0,"),
                get(LIST + "&$not[id]=1").answered(200, "\"total\":1,", "\"id\":4,"),
                get(LIST + "&last_name[$contains]=%25").answered(200, "\"total\":0,"),
                get(LIST + "&last_name[$contains]=_").answered(200, "\"total\":0,"),
                get(LIST + "&last_name[$contains]=%5C").answered(200, "\"total\":0,"),
                get(LIST + "&last_name='%20OR%201=1--").answered(200, "\"total\":0,"),
                get(LIST + "&last_name[$contains]=.*").answered(200, "\"total\":0,"),
                get(LIST + "&custom_fields_by_name[Industry]=Technology").answered(200, "\"total\":1,"),
                get(LIST + "&custom_fields_by_name[x'%20OR%201%3D1--]=").answered(200, "\"total\":2,"),
                get(LIST + "&custom_fields_by_name[Industry]=" + "9".repeat(100_000))
                        .answered(200, "\"total\":0,"),
                get(LIST + "&custom_fields_by_name[Industry]=1e999999999").answered(200, "\"total\":0,"),
                get(LIST + "&custom_fields_by_name[Industry]=-1e-9999999999").answered(200, "\"total\":0,"),
                get(LIST + "&id[$lt]=" + "9".repeat(100_000)).answered(200, "\"total\":2,"),
                get(LIST + "&created_at[$lt]=%2B1000000000-12-31T23:59:59Z").answered(200, "\"total\":2,"),
                get(LIST + ids.repeat(1_000)).answered(200, "\"total\":0,"),
                get(LIST + ids.repeat(1_001)).invalidQuery("id.$in").saying("at most 1000 values"),
                get(LIST + "&id[$in]=1,4").invalidQuery("id.$in"),
                get(LIST + "&id[$in][a]=1").invalidQuery("id.$in"),
                get(LIST + "&id[$in][][a]=1").invalidQuery("id.$in.0"),
                get(LIST + "&email[$like]=%25").invalidQuery("email.$like").saying("Unknown operator"),
                get(LIST + "&email[$regex]=(a%2B)%2B$").invalidQuery("email.$regex"),
                get(LIST + "&email[$eq]=x").invalidQuery("email.$eq"),
                get(LIST + "&email[$IN][]=x").invalidQuery("email.$IN"),
                get(LIST + "&email[__proto__]=x").invalidQuery("email.__proto__"),
                get(LIST + "&email[]=x").invalidQuery("email.0"),
                get(LIST + "&email[][]=x").invalidQuery("email.0"),
                get(LIST + "&email[$gt][$lt]=x").invalidQuery("email.$gt"),
                get(LIST + "&email[$contains]=").invalidQuery("email.$contains"),
                get(LIST + "&email[$contains]=%CC%81").invalidQuery("email.$contains"),
                get(LIST + "&email=%00").invalidQuery("email"),
                get(LIST + "&email[$exists]=yes").invalidQuery("email.$exists"),
                get(LIST + "&email=1&email[$gt]=1").invalidQuery("email").saying("Given twice"),
                get(LIST + "&company_id=101%20OR%201=1").invalidQuery("company_id"),
                get(LIST + "&company_id=0101").invalidQuery("company_id"),
                get(LIST + "&company_id=1e2").invalidQuery("company_id"),
                get(LIST + "&company_id[$contains]=1").invalidQuery("company_id.$contains"),
                get(LIST + "&created_at=now").invalidQuery("created_at"),
                get(LIST + "&created_at=2023-13-01T00:00:00Z").invalidQuery("created_at"),
                get(LIST + "&created_at=2023-01-01T00:00:00+01:00").invalidQuery("created_at"), // the plus is a space
                get(LIST + "&created_at=" + "2".repeat(100_000)).invalidQuery("created_at"),
                get(LIST + "&$or=5").invalidQuery("$or"),
                get(LIST + "&$or=").invalidQuery("$or"),
                get(LIST + "&$or[foo][x]=1").invalidQuery("$or"),
                get(LIST + "&$or[]=").invalidQuery("$or.0"),
                get(LIST + "&$and[]=1").invalidQuery("$and.0"),
                get(LIST + "&$and[0][]=1").invalidQuery("$and.0.0"),
                get(LIST + "&$or[0][$limit]=1").invalidQuery("$or.0.$limit"),
                get(LIST + "&$or[0][$where]=1").invalidQuery("$or.0.$where"),
                get(LIST + "&$or[0][owner][id]=1").invalidQuery("$or.0.owner"),
                get(LIST + "&$or[0][fastJoinForContactList]=1").invalidQuery("$or.0.fastJoinForContactList"),
                get(LIST + "&$not=1").invalidQuery("$not"),
                get(LIST + "&$nor[0][id]=1").invalidQuery("$nor"),
                get(LIST + "&custom_fields_by_name=x").invalidQuery("custom_fields_by_name"),
                get(LIST + "&custom_fields_by_name[$or][0][a]=x").invalidQuery("custom_fields_by_name.$or"),
                get(LIST + "&custom_fields_by_name[__proto__]=x").invalidQuery("custom_fields_by_name.__proto__"),
                get(LIST + "&custom_fields_by_name[a%0Ab]=x").invalidQuery("custom_fields_by_name.a\nb"),
                get(LIST + "&custom_fields_by_name[a][$x]=x").invalidQuery("custom_fields_by_name.a.$x"),
                get(LIST + "&custom_fields_by_name.Industry=x").invalidQuery("custom_fields_by_name.Industry"),
                get(LIST + "&custom_fields_by_name[" + "n".repeat(100_000) + "]=x")
                        .invalidQuery("custom_fields_by_name." + "n".repeat(100)),
                get(LIST + "&$or[0][" + "x".repeat(100_000) + "]=1").invalidQuery("$or.0." + "x".repeat(100)),
                get(LIST + "&$not" + "[$not]".repeat(6) + "[id]=1").answered(200, "\"total\":1,", "\"id\":4,"),
                get(LIST + "&$not" + "[$not]".repeat(7) + "[id]=1").invalidQuery("query"),
                get(LIST + "&$not" + "[$not]".repeat(23) + "[id]=1").invalidQuery("query"),
                get(LIST + "&$not" + "[$not]".repeat(24) + "[id]=1").invalidQuery("$not"),
                get(LIST + "&$or[][id]=1".repeat(200)).answered(200, "\"total\":1,"),
                get(LIST + "&$or[][id]=1".repeat(201)).invalidQuery("query").saying("at most 200 conditions"),
                get(LIST + "&$or[][id]=x".repeat(1_999)).invalidQuery(names("$or.", ".id", 100)),
                get(LIST + "&nope=1&company_id=x&email[$foo]=1&$or[0][id][$gt]=x")
                        .invalidQuery("email.$foo", "company_id", "nope", "$or.0.id.$gt"));
    }

    private static List<HostileRequest> filtersInJson() {
        return List.of(
                filtered("{'company_id':101}").answered(200, "\"total\":1,"),
                filtered("{'company_id':'101'}").invalidQuery("company_id"),
                filtered("{'company_id':101.0}").invalidQuery("company_id"),
                filtered("{'company_id':[101]}").invalidQuery("company_id"),
                filtered("{'company_id':{}}").invalidQuery("company_id"),
                filtered("{'company_id':{'$in':101}}").invalidQuery("company_id.$in"),
                filtered("{'company_id':{'$in':{'0':101}}}").invalidQuery("company_id.$in"),
                filtered("{'company_id':{'$in':[101,'4']}}").invalidQuery("company_id.$in.1"),
                filtered("{'company_id':{'$gt':null}}").invalidQuery("company_id.$gt"),
                filtered("{'company_id':1e999999999}").invalidQuery("company_id"),
                filtered("{'id':{'$gt':-1" + "0".repeat(900) + "}}").answered(200, "\"total\":2,"),
                filtered("{'email':7}").invalidQuery("email"),
                filtered("{'email':'\\ud800'}").invalidQuery("email"),
                filtered("{'email':{'$ne':{'$ne':null}}}").invalidQuery("email.$ne"),
                filtered("{'email':{'$exists':1}}").invalidQuery("email.$exists"),
                filtered("{'email':{'$exists':'true'}}").invalidQuery("email.$exists"),
                filtered("{'created_at':0}").invalidQuery("created_at"),
                filtered("{'$or':{}}").invalidQuery("$or"),
                filtered("{'$or':{'0':{'id':1}}}").invalidQuery("$or"),
                filtered("{'$or':null}").invalidQuery("$or"),
                filtered("{'$or':[1,null,[],{}]}").invalidQuery("$or.0", "$or.1", "$or.2"),
                filtered("{'$or':[]}").answered(200, "\"total\":0,"),
                filtered("{'$not':[{'id':1}]}").invalidQuery("$not"),
                filtered("{'$or':[{'organization_id':457},{'organization_id':{'$ne':456}}]}")
                        .answered(200, "\"total\":0,"),
                filtered("{'custom_fields_by_name':{'Industry':'Technology'}}").answered(200, "\"total\":1,"),
                filtered("{'custom_fields_by_name':{}}").invalidQuery("custom_fields_by_name"),
                filtered("{'custom_fields_by_name':['Industry']}").invalidQuery("custom_fields_by_name"),
                filtered("{'custom_fields_by_name':{'a':1e999999999}}").invalidQuery("custom_fields_by_name.a"),
                filtered("{'custom_fields_by_name':{'a':{'$lt':false}}}").invalidQuery("custom_fields_by_name.a.$lt"),
                filtered("{'custom_fields_by_name':{'a':{'$in':[[1]]}}}").invalidQuery("custom_fields_by_name.a.$in.0"),
                filtered("{'custom_fields_by_name':{'\\udc00':1}}").invalidJson(),
                filtered("{'id':{'$in':[1" + ",1".repeat(1_000) + "]}}").invalidQuery("id.$in"),
                filtered("{'id':{'$in':[1" + ",1".repeat(50_000) + "]}}").invalidQuery("id.$in"),
                filtered("{'$or':[{}" + ",{}".repeat(30_000) + "]}").invalidQuery("query"),
                filtered("{'$or':[{'$or':[]}" + ",{'$or':[]}".repeat(8_000) + "]}")
                        .invalidQuery("query"),
                filtered("{'$or':[0" + ",0".repeat(50_000) + "]}").invalidQuery(names("$or.", "", 100)),
                filtered("{'$and':[".repeat(15) + "{}" + "]}".repeat(15)).invalidQuery("query"),
                filtered("{'$and':[".repeat(16) + "{}" + "]}".repeat(16)).invalidJson());
    }

    private static List<HostileRequest> filtersOfOne() {
        String ada = "{'first_name':'Ada'}";
        return List.of(
                get("/contacts/1?email=nope").notFound("1"),
                get("/contacts/1?email=John.Doe@example.com").notFound("1"),
                get("/contacts/1?email=").notFound("1"),
                get("/contacts/4?email=").answered(200, "\"id\":4,"),
                get("/contacts/1?id=4").notFound("1"),
                get("/contacts/1?$not[id]=1").notFound("1"),
                get("/contacts/1?$or[0][id]=4&$or[1][email]=nope").notFound("1"),
                get("/contacts/1?organization_id=456&company_id=102").notFound("1"),
                get("/contacts/1?custom_fields_by_name[Industry]=Arms").notFound("1"),
                get("/contacts/1", "{'query':{'email':'nope'}}").notFound("1"),
                get("/contacts/2?deleted_at[$exists]=true").notFound("2"),
                get("/contacts/3?first_name=" + HostileWorld.SECRET).notFound("3"),
                get("/contacts/3?first_name=" + HostileWorld.SECRET).as(SOREN).answered(200, HostileWorld.SECRET),
                get("/contacts/3?first_name[$ne]=" + HostileWorld.SECRET)
                        .as(SOREN)
                        .notFound("3"),
                row("HEAD", "/contacts/1?email=nope").notFound("1"),
                row("HEAD", "/contacts/1?version=2").answered(200),
                get("/contacts/1?" + "$not" + "[$not]".repeat(7) + "[id]=1").invalidQuery("query"),
                patch("/contacts/1?email=nope", ada).notFound("1"),
                patch("/contacts/1?version=1", ada).notFound("1"),
                patch("/contacts/1?first_name=Ada", ada).notFound("1"), // as it was, not as it would be
                patch("/contacts/1?first_name=John", ada).answered(200, "\"first_name\":\"Ada\""),
                patch("/contacts/1?version=2", ada).answered(200, "\"first_name\":\"Ada\""),
                patch("/contacts/1?version=1", "{'first_name':'Ada','ifVersion':1}")
                        .notFound("1"),
                patch("/contacts/1?version=2", "{'first_name':'Ada','ifVersion':1}")
                        .conflict(2),
                patch("/contacts/1?email=nope", "{'company_id':201}").notFound("1"),
                patch("/contacts/1?email=nope", "{'zip':1}").invalidContact("zip"),
                patch("/contacts/1?email=nope", "{}").notFound("1"),
                patch("/contacts/3?id=3", ada).notFound("3"),
                delete("/contacts/1?email=nope").notFound("1"),
                delete("/contacts/1?email=").notFound("1"),
                delete("/contacts/1?id=4").notFound("1"),
                delete("/contacts/1?id[$nin][]=1").notFound("1"),
                delete("/contacts/1?version[$lt]=2").notFound("1"),
                delete("/contacts/1?$and[0][id]=1&$and[1][company_id]=102").notFound("1"),
                delete("/contacts/1?custom_fields_by_name[Industry][$exists]=false")
                        .notFound("1"),
                delete("/contacts/2?id=2").notFound("2"),
                delete("/contacts/3?first_name=" + HostileWorld.SECRET).notFound("3"),
                delete("/contacts/1?email=john.doe@example.com").answered(200, "\"id\":1,"));
    }
}
